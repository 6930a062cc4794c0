"""The plan as it stands: what of it a viewer may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F

from livingwell.kit.permission.said_once import said_once
from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.practice.plan.models import ItemKind, Plan, PlanItem, Review, Step, Written
from livingwell.practice.plan.reads.aside import set_aside


@dataclass
class Whole:
    """A plan as `viewer` may see it: its parts in order, steps open and done, what was taken out, what is suggested."""

    items: dict[str, list[PlanItem]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    done: list[Step] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    out: list[Written] = field(default_factory=list)
    copies: set[UUID] = field(default_factory=set)
    plan_id: UUID | None = None

    @property
    def parts(self) -> list[tuple[str, str, list[PlanItem]]]:
        """(kind, its heading, its items), in the order a plan is read."""
        return [(kind.value, str(kind.label), self.items.get(kind.value, [])) for kind in ItemKind]

    @property
    def empty(self) -> bool:
        return not (self.items or self.steps or self.done or self.reviews)

    @property
    def look_again(self) -> date | None:
        """The day on which the person said, last, that they would like to look again."""
        return self.reviews[0].look_again if self.reviews else None


def plan_of(person_id: UUID, viewer: Viewer) -> Plan | None:
    """The person's plan, if it has begun and `viewer` may see it."""
    rows = Plan.objects.visible_to(viewer).may("suggest_step").with_reason()
    found: Plan | None = rows.filter(person_id=person_id).first()
    return found


def whole_plan(person_id: UUID, viewer: Viewer) -> Whole:
    """Everything in the plan that `viewer` may see; three queries."""
    whole = Whole()
    for item in _items(viewer, person_id):
        whole.plan_id = item.plan_id
        if not set_aside(item, whole):
            whole.items.setdefault(item.kind, []).append(item)
    for step in _steps(viewer, person_id):
        whole.plan_id = step.plan_id
        if not set_aside(step, whole):
            (whole.done if step.done_at else whole.steps).append(step)
    for review in _reviews(viewer, person_id):
        whole.plan_id = review.plan_id
        if not set_aside(review, whole):
            whole.reviews.append(review)
    return whole


@said_once
def _items(viewer: Viewer, person_id: UUID) -> Any:
    rows = PlanItem.objects.visible_to(viewer).with_reason().filter(person_id=person_id)
    return rows.order_by("written_at", "id")[:500]


@said_once
def _steps(viewer: Viewer, person_id: UUID) -> Any:
    rows = Step.objects.visible_to(viewer).may("tick_step").with_reason().filter(person_id=person_id)
    return rows.order_by(F("day").asc(nulls_last=True), "written_at", "id")[:500]


@said_once
def _reviews(viewer: Viewer, person_id: UUID) -> Any:
    rows = Review.objects.visible_to(viewer).with_reason().filter(person_id=person_id)
    return rows.order_by("-written_at", "id")[:100]


def steps_taken_on(viewer: Viewer) -> list[Step]:
    """Steps in other people's plans that `viewer` took on and has not ticked, the soonest first."""
    rows = Step.objects.visible_to(viewer).with_reason().select_related("person")
    found = list(
        rows.filter(taker_id=viewer.id, done_at=None)
        .exclude(person_id=viewer.id)
        .order_by(F("day").asc(nulls_last=True), "id")[:50]
    )
    keys.bring({row.person_id for row in found})
    return found
