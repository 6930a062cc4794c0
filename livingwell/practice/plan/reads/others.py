"""What the viewer has with others: steps they took on, what is taken together with them, what they suggested."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, Q, Value

from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.plan.models import Chance, Review, Step, Suggestion


def days_to_look_again(person_id: UUID, viewer: Viewer, today: date) -> list[tuple[str, date]]:
    """What the person wanted to look at again by now: "plan", "chance", each with its day; one query."""
    reviews = Review.objects.visible_to(viewer).not_shown("only the day is said")
    reviews = reviews.filter(person_id=person_id, taken_out_at=None, beside=None).order_by("-written_at")
    chances = Chance.objects.visible_to(viewer).not_shown("only the day is said")
    chances = chances.filter(person_id=person_id, taken_out_at=None, beside=None, look_again__lte=today)
    latest = reviews.annotate(what=Value("plan")).values_list("what", "look_again")[:1]
    waits = chances.annotate(what=Value("chance")).order_by("look_again").values_list("what", "look_again")[:3]
    return [(what, day) for what, day in latest.union(waits, all=True) if day is not None and day <= today]


def has_with_others(viewer: Viewer) -> bool:
    """Whether there is anything of the kind; one query, for pages that count theirs."""
    answered = Q(taken_at__isnull=False) | Q(changed_at__isnull=False) | Q(left_at__isnull=False)
    why = "whether there is any"
    steps = Step.objects.visible_to(viewer).not_shown(why).filter(taker_id=viewer.id, done_at=None)
    chances = Chance.objects.visible_to(viewer).not_shown(why).filter(beside_them_id=viewer.id)
    suggested = Suggestion.objects.visible_to(viewer).not_shown(why).filter(suggested_by_id=viewer.id, heard_at=None)
    me = Person.objects.visible_to(viewer).not_shown(why).filter(pk=viewer.id)
    found = (
        Exists(steps.exclude(person_id=viewer.id)),
        Exists(chances.exclude(person_id=viewer.id)),
        Exists(suggested.filter(answered)),
    )
    return bool(me.filter(found[0] | found[1] | found[2]).exists())
