"""Who may be under 16, and what that asks of us before somebody else is let in.

A birth year leaves a year of doubt; the doubt is the young person's, who is then asked one conversation too many.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from livingwell.people.models import Jurisdiction, Place

#: The oldest age, by the year alone, at which somebody may still be 15.
OLDEST = 16


def may_be_under_16(birth_year: int | None, today: date) -> bool:
    """Whether somebody born in that year may be under 16; not, where nobody has said when they were born."""
    return birth_year is not None and today.year - birth_year <= OLDEST


def what_the_law_asks(place: Place) -> str:
    """For the worker: by what a young person's own understanding is known here, decision by decision."""
    if place.jurisdiction == Jurisdiction.SCOTLAND:
        return _(
            "In Scotland somebody of 12 or older is presumed to understand enough to decide about their own information"
            " (Data Protection Act 2018, section 208), and a younger person may understand enough as well (Age of Legal"
            " Capacity (Scotland) Act 1991, section 2). Talk about this one decision."
        )
    if place.jurisdiction == Jurisdiction.NORTHERN_IRELAND:
        return _(
            "In Northern Ireland, as in Gillick (1985), a young person under 16 decides for themselves where they have"
            " enough understanding and maturity for this one decision. Talk about this decision, and not about them in"
            " general."
        )
    return _(
        "In England and Wales a young person under 16 decides for themselves where they have enough understanding and"
        " maturity for this one decision (Gillick competence, 1985). Talk about this decision, and not about them in"
        " general."
    )
