"""A copy as somebody reads it: a page that any browser opens without us, and the same as JSON for other software."""

from __future__ import annotations

import json
import re
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from livingwell.people.models import Person, Place
from livingwell.practice.keeping.gathering import File, made_on

#: Parts in the order a person would look for them, as they would call them; what is not here comes after, as it is.
_PARTS = {
    "story": lambda: _("My story"),
    "plan": lambda: _("My plan"),
    "staying safe": lambda: _("Staying safe"),
    "introduction": lambda: _("What I said when I introduced myself"),
    "meetings": lambda: _("What we talked about when we met"),
    "team's notes": lambda: _("What the team wrote about its own work"),
    "how to reach them": lambda: _("My name and how to reach me"),
    "who sees what": lambda: _("Who sees what"),
    "who has looked": lambda: _("Who has looked"),
}
_LIKE_A_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d).*)?$")


def as_json(person: Person, found: dict[str, list[dict[str, Any]]]) -> str:
    """Everything, by part."""
    return json.dumps({"name": person.name, "made_at": made_on(), "parts": found}, ensure_ascii=False, indent=1)


def as_html(person: Person, found: dict[str, list[dict[str, Any]]], files: list[File]) -> str:
    """Everything on one page, the words large and the facts small beside them."""
    known = [part for part in _PARTS if part in found]
    parts = [*known, *sorted(set(found) - set(known))]
    page = {
        "person": person,
        "place": Place.objects.get(pk=person.place_id),
        "made_at": made_on(),
        "files": files,
        "parts": [
            {"title": _title(part), "nth": nth, "rows": [_row(row) for row in found[part]]}
            for nth, part in enumerate(parts)
        ],
    }
    return render_to_string("keeping/copy.html", page)


def _title(part: str) -> str:
    return _PARTS[part]() if part in _PARTS else part.capitalize()


def _row(row: dict[str, Any]) -> dict[str, Any]:
    said = {name.replace("_", " "): _plain(value) for name, value in row.items() if name != "what"}
    return {"what": row["what"], "said": said}


def _plain(value: Any) -> str:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    moment = _LIKE_A_MOMENT.match(str(value))
    return " ".join(filter(None, moment.groups())) if moment else str(value)
