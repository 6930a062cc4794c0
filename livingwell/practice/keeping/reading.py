"""A copy as somebody reads it: a page that any browser opens without us, and the same as JSON for other software."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from livingwell.kit.permission.rules import ruled_models
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.people.models import Person, Place
from livingwell.practice.keeping.gathering import File, made_on
from livingwell.practice.keeping.labels import plain

#: Parts in the order a person would look for them, as they would call them; what is not here comes after, as it is.
_PARTS = {
    "story": lambda: _("My story"),
    "plan": lambda: _("My plan"),
    "staying_safe": lambda: _("Staying safe"),
    "introduction": lambda: _("What I said when I introduced myself"),
    "meetings": lambda: _("What we talked about when we met"),
    "messages": lambda: _("Messages"),
    "what happens next": lambda: _("What happens next"),
    "team's notes": lambda: _("What the team wrote about its own work"),
    "journey": lambda: _("Who was there for me, and when"),
    "connections": lambda: _("What I was introduced to"),
    "how to reach them": lambda: _("My name and how to reach me"),
    "who sees what": lambda: _("Who sees what"),
    "what they asked of us": lambda: _("What I asked of those who keep this"),
    "what is kept by law": lambda: _("What is kept by law"),
    "what is destroyed": lambda: _("What was, or is to be, destroyed"),
    "a worry about them": lambda: _("What I was told about a worry"),
    "talk today": lambda: _("When I asked to talk today"),
    "what your circle told the team": lambda: _("What my circle told the team"),
    "huddle": lambda: _("What the team said of me at its daily meeting"),
    "what they tell of themselves": lambda: _("What I tell of myself as a worker"),
    "who has looked": lambda: _("Who has looked"),
}
_AFTER = frozenset({"Enclosure", "Wording", "PlanBefore", "SafeBefore", "Story", "Plan", "StayingSafe"})
LOOKS = "who has looked"
_LIKE_A_MOMENT = re.compile(r"^\d{4}-\d\d-\d\d(?:T\d\d:\d\d.*)?$")


@dataclass
class Line:
    """One line of a row: what it is called, and what stands there; `own` where it is in somebody's words."""

    name: str
    said: list[str] = field(default_factory=list)
    own: bool = False

    @property
    def text(self) -> str:
        """As it is read: a name and a day side by side, words as they were written."""
        return ", ".join(self.said)


def as_json(person: Person, found: dict[str, list[dict[str, Any]]]) -> str:
    """Everything, by part."""
    return json.dumps({"name": person.name, "made_at": made_on(), "parts": found}, ensure_ascii=False, indent=1)


def as_html(person: Person, found: dict[str, list[dict[str, Any]]], files: list[File]) -> str:
    """Everything on one page, the words large and the facts small beside them; what is in it, first."""
    place = Place.objects.get(pk=person.place_id)
    zone = ZoneInfo(place.time_zone)
    known = [part for part in _PARTS if part in found]
    parts = [part for part in (*known, *sorted(set(found) - set(known))) if found[part]]
    page = {
        "person": person,
        "place": place,
        "made_at": _value(made_on(), zone),
        "files": files,
        "parts": [
            {
                "title": _title(part),
                "nth": nth,
                "many": len(found[part]),
                "is_looks": part == LOOKS,
                "rows": [{"what": row["what_it_is"], "lines": _lines(row, zone)} for row in _in_order(found[part])],
            }
            for nth, part in enumerate(parts)
        ],
    }
    return render_to_string("keeping/copy.html", page)


def _in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As they came, with what is said first, and after it how it stood before and what only holds it together."""
    return sorted(rows, key=lambda row: row["model"] in _AFTER)


def _title(part: str) -> str:
    return _PARTS[part]() if part in _PARTS else part.capitalize()


@cache
def _sealed_names() -> frozenset[str]:
    return frozenset(
        column.name for model in ruled_models() for column in model._meta.fields if isinstance(column, SealedTextField)
    )


def _lines(row: dict[str, Any], zone: ZoneInfo) -> list[Line]:
    """What stands in a row, as lines: who did something and when is one of them."""
    lines: dict[str, Line] = {}
    for name, value in row.items():
        called = None if name in ("what_it_is", "model") else plain(row["model"], name)
        if called is None:
            continue
        line = lines.setdefault(called[0], Line(called[1], own=name in _sealed_names()))
        text = _value(value, zone)
        if text and text not in line.said:
            line.said.append(text)
    return [line for line in lines.values() if line.said]


def _value(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_value(one, zone) for one in value)))
    if isinstance(value, dict):
        said = (one for one in value.values() if one is not None and not isinstance(one, bool))
        return "\n".join(filter(None, (_value(one, zone) for one in said)))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = str(value)
    if text[:1] in "{[":  # columns that keep several things as one text
        try:
            return _value(json.loads(text), zone)
        except ValueError:
            return text
    if not _LIKE_A_MOMENT.match(text):
        return "" if _LIKE_AN_ID.match(text) else text
    moment = datetime.fromisoformat(text)
    if "T" not in text:
        return date_format(moment, "j F Y")
    return date_format(moment.astimezone(zone), "j F Y, H:i")


#: Ids lead software from row to row; to a reader they say nothing.
_LIKE_AN_ID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
