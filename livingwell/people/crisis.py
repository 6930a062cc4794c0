"""Crisis help: the place's own lines, or its country's where it has added none."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from livingwell.people.models import CrisisLine, Jurisdiction, Place

#: Numbers that answer day and night, as their services publish them (looked up November 2026): 999 and 111 option 2
#: (England, Wales, Scotland's NHS 24 on 111), Lifeline Northern Ireland, Samaritans 116 123, Shout 85258.
_SAMARITANS = {"name": "Samaritans", "number": "116 123", "when": "day and night, free"}
_SHOUT = {"name": "Shout, by text", "text": "85258", "when": "day and night, free"}
_EMERGENCY = {"name": "If a life is in danger now", "number": "999", "when": "day and night"}
BY_COUNTRY: dict[str, list[dict[str, str]]] = {
    Jurisdiction.ENGLAND: [
        _EMERGENCY,
        {"name": "NHS mental health crisis line", "number": "111", "when": "day and night; choose option 2"},
        _SAMARITANS,
        _SHOUT,
    ],
    Jurisdiction.WALES: [
        _EMERGENCY,
        {"name": "NHS mental health crisis line", "number": "111", "when": "day and night; choose option 2"},
        _SAMARITANS,
        _SHOUT,
    ],
    Jurisdiction.SCOTLAND: [
        _EMERGENCY,
        {"name": "NHS 24 mental health hub", "number": "111", "when": "day and night"},
        {"name": "Breathing Space", "number": "0800 83 85 87", "when": "evenings, nights and weekends"},
        _SAMARITANS,
        _SHOUT,
    ],
    Jurisdiction.NORTHERN_IRELAND: [
        _EMERGENCY,
        {"name": "Lifeline", "number": "0808 808 8000", "when": "day and night, free"},
        _SAMARITANS,
        _SHOUT,
    ],
}


def crisis_lines(place: Place) -> list[dict[str, str]]:
    """The lines to show, first the one for danger to life; each has `name`, `number`, `text`, `when` and `href`."""
    own: list[dict[str, str]] | None = getattr(place, "own_crisis_lines", None)
    if own is None:
        own = [
            {"name": line.name, "number": line.number, "text": line.text, "when": line.when}
            for line in CrisisLine.objects.filter(place=place)
        ]
    return [_with_href(line) for line in (own or BY_COUNTRY[place.jurisdiction])]


def _with_href(line: dict[str, str]) -> dict[str, str]:
    digits = re.sub(r"\D", "", line.get("number", "") or line.get("text", ""))
    scheme = "tel" if line.get("number") else "sms"
    shown = dict(line)
    if not line.get("number") and line.get("text"):
        shown |= {"number": _("Text %(number)s") % {"number": line["text"]}, "text": ""}
    return {"name": "", "number": "", "text": "", "when": ""} | shown | {"href": f"{scheme}:{digits}" if digits else ""}
