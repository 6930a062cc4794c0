"""What the law asks of us when somebody may be in danger, by jurisdiction and by whether they are an adult or a child.

It is a reminder for whoever decides, and no advice: a place's own safeguarding procedures say what to do. To be read by
a lawyer of each jurisdiction before real use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from livingwell.people.models.places import Jurisdiction
from livingwell.practice.looking_out.models import AboutWhom


@dataclass(frozen=True)
class Law:
    """The act and section, and what it asks, in a sentence."""

    named: Any
    asks: Any


_ADULT, _CHILD = AboutWhom.ADULT, AboutWhom.CHILD
LAW: dict[tuple[str, str], Law] = {
    (Jurisdiction.ENGLAND, _ADULT): Law(
        _("Care Act 2014, section 42"),
        _(
            "The council must make enquiries where it has reason to think that an adult has needs for care and support,"
            " is experiencing or at risk of abuse or neglect, and because of those needs cannot protect themselves."
        ),
    ),
    (Jurisdiction.ENGLAND, _CHILD): Law(
        _("Children Act 1989, section 47"),
        _(
            "The council must make enquiries where it has reasonable cause to suspect that a child is suffering, or is"
            " likely to suffer, significant harm."
        ),
    ),
    (Jurisdiction.WALES, _ADULT): Law(
        _("Social Services and Well-being (Wales) Act 2014, section 126"),
        _(
            "The council must make enquiries where it has reasonable cause to suspect that an adult is at risk."
            " Partners have a duty to report it (section 128)."
        ),
    ),
    (Jurisdiction.WALES, _CHILD): Law(
        _("Children Act 1989, section 47"),
        _(
            "The council must make enquiries where it has reasonable cause to suspect significant harm to a child."
            " Partners have a duty to report a child at risk (Social Services and Well-being (Wales) Act 2014, section"
            " 130)."
        ),
    ),
    (Jurisdiction.SCOTLAND, _ADULT): Law(
        _("Adult Support and Protection (Scotland) Act 2007, section 4"),
        _(
            "The council must make inquiries where it knows or believes that an adult is at risk of harm and that it"
            " might need to intervene. Public bodies have a duty to report and to co-operate (section 5)."
        ),
    ),
    (Jurisdiction.SCOTLAND, _CHILD): Law(
        _("National Guidance for Child Protection in Scotland"),
        _("Any concern that a child may be at risk of harm is shared with social work or the police without delay."),
    ),
    (Jurisdiction.NORTHERN_IRELAND, _ADULT): Law(
        _("Adult Safeguarding: Prevention and Protection in Partnership (2015)"),
        _("The Health and Social Care Trust’s adult protection gateway decides on an adult at risk or in need."),
    ),
    (Jurisdiction.NORTHERN_IRELAND, _CHILD): Law(
        _("Children (Northern Ireland) Order 1995, article 66"),
        _(
            "The Trust must make enquiries where it has reasonable cause to suspect that a child is suffering, or is"
            " likely to suffer, significant harm."
        ),
    ),
}


def law_for(jurisdiction: str, whom: str) -> Law:
    """The law for this place and this kind of worry."""
    return LAW[(jurisdiction, whom)]
