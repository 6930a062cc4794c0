"""The plan as it was: its versions, and what stood in it at the end of each.

Nothing is copied whole. A row keeps what it said before each change (`PlanBefore`); the plan at any moment is each row
as it stood then.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any
from uuid import UUID

from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.practice.circle.entering import SITTING
from livingwell.practice.plan.models import ItemKind, PlanBefore, PlanItem, Review, Step, Written

#: So many versions are listed; a plan changed on more days than that keeps them all, and lists the newest.
VERSIONS = 60
MODELS: tuple[type[Written], ...] = (PlanItem, Step, Review)


@dataclass
class Version:
    """What was done to a plan in one sitting, and until when: by whom, and how many things."""

    until: datetime
    by: list[str]
    changes: int


@dataclass
class Then:
    """A row as it stood at one moment."""

    row: Any
    said: dict[str, Any]

    @property
    def words(self) -> str:
        return str(self.said.get("words", ""))

    @property
    def back(self) -> str:
        return str(self.said.get("back", ""))

    @property
    def forward(self) -> str:
        return str(self.said.get("forward", ""))

    @property
    def taker_name(self) -> str:
        return str(self.said.get("taker_name", ""))

    @property
    def done(self) -> bool:
        return bool(self.said["done"])

    @property
    def day(self) -> date | None:
        day = self.said.get("day") or self.said.get("look_again")
        return date.fromisoformat(day) if isinstance(day, str) else day


@dataclass
class AsItWas:
    """A whole plan at one moment."""

    items: dict[str, list[Then]] = field(default_factory=dict)
    steps: list[Then] = field(default_factory=list)
    reviews: list[Then] = field(default_factory=list)

    @property
    def parts(self) -> list[tuple[str, str, list[Then]]]:
        return [(kind.value, str(kind.label), self.items.get(kind.value, [])) for kind in ItemKind]

    @property
    def empty(self) -> bool:
        return not (self.items or self.steps or self.reviews)


def versions(person_id: UUID, viewer: Viewer) -> list[Version]:
    """The versions of a plan, the newest first: whatever was done within an hour of the last is one."""
    changes: list[tuple[datetime, str]] = []
    for model in MODELS:
        changes += [(row.written_at, row.written_by_name) for row in _written(viewer, model, person_id)]
    changes += [(row.until, row.then_by_name) for row in _before(viewer, person_id)]
    found: list[Version] = []
    for at, by in sorted(changes):
        if found and at - found[-1].until < SITTING:
            last = found[-1]
            last.until, last.changes = at, last.changes + 1
            if by not in last.by:
                last.by.append(by)
        else:
            found.append(Version(at, [by], 1))
    return found[::-1][:VERSIONS]


@said_once
def _written(viewer: Viewer, model: Any, person_id: UUID) -> Any:
    rows = model.objects.visible_to(viewer).with_reason().filter(person_id=person_id, beside=None)
    return rows.order_by("-written_at")[:500]


@said_once
def _before(viewer: Viewer, person_id: UUID) -> Any:
    before = PlanBefore.objects.visible_to(viewer).with_reason().filter(person_id=person_id)
    return before.order_by("-until")[:1000]


def as_it_was(person_id: UUID, viewer: Viewer, at: datetime) -> AsItWas:
    """What stood in the plan at that moment, as far as the viewer may see; four queries."""
    before = PlanBefore.objects.visible_to(viewer).with_reason().filter(person_id=person_id, until__gt=at)
    earlier = {row.of_id: row for row in before.filter(since__lte=at).order_by("until")[:2000]}
    was = AsItWas()
    rows = chain.from_iterable(
        model.objects.visible_to(viewer)
        .with_reason()
        .filter(person_id=person_id, written_at__lte=at, beside=None)
        .order_by("written_at", "id")[:500]
        for model in MODELS
    )
    for row in rows:
        then = earlier.get(row.pk)
        said = json.loads(then.was) if then is not None and then.was else _now(row)
        if said["out"]:
            continue
        if isinstance(row, PlanItem):
            was.items.setdefault(row.kind, []).append(Then(row, said))
        else:
            (was.steps if isinstance(row, Step) else was.reviews).append(Then(row, said))
    return was


def _now(row: Written) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in row.says}
    return said | {"out": row.taken_out_at is not None, "done": getattr(row, "done_at", None) is not None}
