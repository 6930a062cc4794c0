"""What the viewer has with others: steps they took on, what is taken together with them, what they suggested."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, Exists, QuerySet, Value

from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.plan.models import ANSWERED, NOT_ANSWERED, Chance, Review, Step, Suggestion


@dataclass(frozen=True)
class WaitsAtHome:
    """What the person wanted to look at again by now ("plan", "chance", each with its day), how many suggestions wait
    for their answer, up to a hundred, and whether they have anything with others."""

    again: list[tuple[str, date]]
    waiting: int
    others: bool


def waits_at_home(person_id: UUID, viewer: Viewer, today: date) -> WaitsAtHome:
    """For the person's own page, which counts its queries: this is one."""
    found = _waiting(viewer, person_id, today)
    days = [(what, day) for what, day in found if day is not None and day <= today]
    kinds = [what for what, _ in found]
    return WaitsAtHome(days, kinds.count("suggestion"), "others" in kinds)


@said_once
def _waiting(viewer: Viewer, person_id: UUID, today: date) -> Any:
    """What waits, each as what it is and its day."""
    reviews = Review.objects.visible_to(viewer).not_shown("only the day is said")
    reviews = reviews.filter(person_id=person_id, taken_out_at=None, beside=None).order_by("-written_at")
    chances = Chance.objects.visible_to(viewer).not_shown("only the day is said")
    chances = chances.filter(person_id=person_id, taken_out_at=None, beside=None, look_again__lte=today)
    suggested = Suggestion.objects.visible_to(viewer).not_shown("counted")
    suggested = suggested.filter(NOT_ANSWERED, person_id=person_id)
    latest = reviews.annotate(what=Value("plan")).values_list("what", "look_again")[:1]
    again = chances.annotate(what=Value("chance")).order_by("look_again").values_list("what", "look_again")[:3]
    never = Value(None, output_field=DateField())
    asked = suggested.annotate(what=Value("suggestion"), look_again=never).order_by().values_list("what", "look_again")
    others = _with_others(viewer).annotate(what=Value("others"), look_again=never).values_list("what", "look_again")
    return latest.union(again, asked[:100], others, all=True)


def has_with_others(viewer: Viewer) -> bool:
    """Whether there is anything of the kind; one query, for pages that count theirs."""
    return bool(_if_any(viewer))


@said_once
def _if_any(viewer: Viewer) -> Any:
    return _with_others(viewer).only("pk")


def _with_others(viewer: Viewer) -> QuerySet[Any]:
    """The viewer, where there is anything of the kind."""
    why = "whether there is any"
    steps = Step.objects.visible_to(viewer).not_shown(why).filter(taker_id=viewer.id, done_at=None)
    chances = Chance.objects.visible_to(viewer).not_shown(why).filter(beside_them_id=viewer.id)
    suggested = Suggestion.objects.visible_to(viewer).not_shown(why).filter(suggested_by_id=viewer.id, heard_at=None)
    me = Person.objects.visible_to(viewer).not_shown(why).filter(pk=viewer.id)
    found = (
        Exists(steps.exclude(person_id=viewer.id)),
        Exists(chances.exclude(person_id=viewer.id)),
        Exists(suggested.filter(ANSWERED)),
    )
    return me.filter(found[0] | found[1] | found[2])
