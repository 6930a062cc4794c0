"""What stands on each blank form, as plain facts: for the page to print and for the PDF.

No name is printed on it, neither the person's nor that of anything it is about: a sheet is left on a bus.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from livingwell.kit.paper import pdf
from livingwell.people.crisis import crisis_lines
from livingwell.people.models import Place, SafeToContact
from livingwell.practice.channels.models import Sheet, SheetKind
from livingwell.practice.circle.forms import HowLong
from livingwell.practice.circle.models import Part
from livingwell.practice.holding.models import OWN_WORD
from livingwell.practice.plan.models import ItemKind, SafeKind

TEMPLATE = Path(__file__).with_name("blank.typ")

Asked = dict[str, Any]


def blank(sheet: Sheet, place: Place) -> dict[str, Any]:
    """One form: its title, what to know before one writes, what it asks, and where it goes."""
    ring = _("You can also ring us: %(phone)s.") % {"phone": place.phone} if place.phone else ""
    return {
        "title": str(sheet.get_kind_display()),
        "place": place.name,
        "reference": sheet.reference,
        "reference_says": _("Reference: %(reference)s") % {"reference": sheet.reference},
        "before": [
            BEFORE.get(SheetKind(sheet.kind), lambda: _("Write as much or as little as you like."))(),
            _("Leave out what you like. Nobody marks it."),
        ],
        "asked": ASKED[SheetKind(sheet.kind)](),
        "after": [
            _("Give this to anybody in your team, or post it to us. Somebody types it in, word for word.")
            if sheet.person_id
            else _("Give this to anybody who works here, or post it to us. Somebody reads it the same day."),
            _("The words stay yours. You get a copy of what was typed in, and can change it any time."),
            _("Please send it by %(day)s. After that, ask us for a new one.")
            % {"day": date_format(localtime(sheet.until), "j F Y")},
            ring,
            _("Nobody reads this form before it reaches us. If you may not be safe now, please do not wait for it."),
            ". ".join(f"{line['name']}: {line['number']}" for line in crisis_lines(place)),
        ],
    }


def blanks_pdf(sheets: Sequence[Sheet], place: Place) -> bytes:
    """The forms one after the other, each on a page of its own, as a PDF that a screen reader reads too."""
    language, _dash, region = (get_language() or "en-gb").partition("-")
    facts = {
        "title": _("Forms to fill in"),
        "place": place.name,
        "lang": language,
        "region": region or "gb",
        "sheets": [blank(sheet, place) for sheet in sheets],
    }
    return pdf(TEMPLATE, facts)


def _room(label: Any, lines: int = 3, hint: Any = "") -> Asked:
    """A heading, and lines to write on."""
    return {"label": str(label), "hint": str(hint), "lines": lines, "ticks": []}


def _ticks(label: Any, choices: Sequence[tuple[Any, Any]], hint: Any = "") -> Asked:
    """A heading, and boxes to tick."""
    return {"label": str(label), "hint": str(hint), "lines": 0, "ticks": [str(said) for _value, said in choices]}


def _introduction() -> list[Asked]:
    return [
        _room(_("A name to call you by"), 1),
        _room(_("How can we reach you?"), 2, _("A phone, an email, a friend, a place you go to.")),
        _ticks(_("Is it safe to leave a message?"), _said_only(SafeToContact)),
        _ticks(_("Is it safe to write to you?"), [("yes", _("Yes")), ("no", _("No"))]),
        _room(_("What is happening?"), 6),
        _room(_("What would help?"), 3),
        _room(_("What is going well, or keeps you going?"), 3),
        _room(_("How and where would you like to meet? What makes it easier?"), 3),
        _room(_("Your year of birth, and your postcode"), 1, _("If you like.")),
        _ticks(_("Somebody should talk with me today"), [("yes", _("Yes, I may not be safe now"))]),
    ]


def _said_only(choices: Any) -> list[tuple[str, Any]]:
    return [choice for choice in choices.choices if choice[0] != SafeToContact.UNSAID]


ASKED: dict[SheetKind, Any] = {
    SheetKind.INTRODUCTION: _introduction,
    SheetKind.STORY: lambda: [
        _room(_("A heading"), 1, _("Anything you like. You can leave it out.")),
        _room(_("Your words"), 35),
        _ticks(_("Who may read this page?"), [("keep", _("Keep this one just for me"))]),
    ],
    SheetKind.PLAN: lambda: [
        *(_room(kind.label, 2) for kind in ItemKind),
        _room(_("Steps I will take"), 3, _("Small ones are best.")),
        _room(_("Looking back"), 2, _("What went well? What was hard?")),
        _room(_("Looking forward"), 2, _("What would you like next?")),
    ],
    SheetKind.STAYING_SAFE: lambda: [
        *(_room(kind.label, 2) for kind in SafeKind),
        _room(_("Who to ring, and their number"), 3),
    ],
    SheetKind.SHARE: lambda: [
        _room(_("Who would you like to let in?"), 1, _("Your team, somebody in it, or somebody in your circle.")),
        _ticks(_("What may they see?"), Part.choices),
        _ticks(_("For how long?"), HowLong.choices),
        _ticks(_("Or do you want to stop?"), [("end", _("End all my sharing now"))]),
    ],
    SheetKind.REACH: lambda: [
        _room(_("Phone"), 1),
        _room(_("Email"), 1),
        _room(_("Another way to reach you"), 2, _("A friend’s phone, a place you go to, a time of day.")),
        _ticks(_("Is it safe to leave a message?"), _said_only(SafeToContact)),
        _ticks(_("Is it safe to write to you?"), [("yes", _("Yes")), ("no", _("No"))]),
        _room(_("What makes it easier to talk or meet?"), 2),
    ],
    SheetKind.GOODBYE: lambda: [
        _ticks(_("What would you like to say?"), [(kind.value, kind.label) for kind in OWN_WORD]),
        _room(_("Anything you would like to leave with us?"), 6, _("You need no reason.")),
    ],
}
BEFORE: dict[SheetKind, Any] = {
    SheetKind.PLAN: lambda: _("A new line is a new thing."),
    SheetKind.STAYING_SAFE: lambda: _("This is for hard days. A new line is a new thing."),
    SheetKind.SHARE: lambda: _("Nobody sees what is yours until you say so. You can end it any time."),
    SheetKind.GOODBYE: lambda: _("Only your own word ends it. The way back stays open."),
}
