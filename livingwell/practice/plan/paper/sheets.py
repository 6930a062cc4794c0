"""What stands on each sheet, as plain facts; the templates beside this file say how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from livingwell.kit.paper import pdf
from livingwell.people.crisis import crisis_lines
from livingwell.people.models import Place
from livingwell.practice.plan.models import Step
from livingwell.practice.plan.reads import Whole

HERE = Path(__file__).parent
DAY = "j F Y"


def fridge(whole: Whole, *, name: str, place: Place, today: date) -> bytes:
    """One page of A4, whatever stands in the plan: open steps, and the parts that are not steps."""
    help_now = [f"{line['name']}: {line['number']}" for line in crisis_lines(place)]
    facts = _facts(whole, name, today, with_done=False) | {"more": _("There is more in my plan."), "help": help_now}
    facts["parts"] = [part for part in facts["parts"] if part["on_fridge"]]
    return pdf(HERE / "fridge.typ", facts)


def document_facts(whole: Whole, *, name: str, today: date, to: str = "") -> dict[str, Any]:
    """The whole plan, as it is kept where a copy was given; `to` is the practice it is written to."""
    before, after = [], []
    if to:
        before = [
            to,
            _("This is the plan of %(name)s, in their own words. They have agreed to send it to you.") % {"name": name},
        ]
        after = [_("Please keep it with their record. If something here is unclear, ask them.")]
    return _facts(whole, name, today, with_done=True) | {"before": before, "after": after}


def document(facts: dict[str, Any]) -> bytes:
    """Its pages."""
    return pdf(HERE / "document.typ", facts)


def document_text(facts: dict[str, Any]) -> str:
    """The same as plain text, for an email."""
    lines = [*facts["before"], "", facts["title"], f"{facts['name']}, {facts['day']}"]
    for part in facts["parts"]:
        lines += ["", part["heading"], *(f"- {line['words']} {line['about']}".rstrip() for line in part["lines"])]
    return "\n".join([*lines, "", *facts["after"]])


def _facts(whole: Whole, name: str, today: date, *, with_done: bool) -> dict[str, Any]:
    parts = [_part(heading, [(item.words, "") for item in items]) for _kind, heading, items in whole.parts]
    parts.append(_part(_("Steps"), [(step.words, _taken(step)) for step in whole.steps], steps=True))
    if with_done:
        parts.append(_part(_("Steps done"), [(step.words, _taken(step)) for step in whole.done], on_fridge=False))
    looked = [(review.spoken, date_format(review.written_at, DAY)) for review in whole.reviews]
    parts.append(_part(_("Looking back and forward"), looked, on_fridge=False))
    language, _dash, region = (get_language() or "en-gb").partition("-")
    return {
        "title": _("My plan"),
        "name": name,
        "day": date_format(today, DAY),
        "lang": language,
        "region": region or "gb",
        "parts": [part for part in parts if part["lines"]],
    }


def _part(
    heading: str, lines: Sequence[tuple[str, str]], *, steps: bool = False, on_fridge: bool = True
) -> dict[str, Any]:
    said = [{"words": words, "about": about, "nth": nth} for nth, (words, about) in enumerate(lines)]
    return {"heading": heading, "steps": steps, "on_fridge": on_fridge, "lines": said}


def _taken(step: Step) -> str:
    by = _(", by %(day)s") % {"day": date_format(step.day, "j F")} if step.day else ""
    return f"({step.taker_name}{by})"
