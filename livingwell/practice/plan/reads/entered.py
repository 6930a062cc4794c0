"""What a worker wrote down, or took out, for somebody in this sitting: it stays in front of whoever wrote it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.practice.plan.models import Chance, PlanItem, Review, SafeItem, Step, Written
from livingwell.practice.plan.rules import in_this_sitting


def just_entered(person_id: UUID, viewer: Viewer) -> list[Written]:
    """Of the plan, of each part the newest first; three queries."""
    return [row for model in (PlanItem, Step, Review) for row in _just_entered(viewer, person_id, model)]


def just_entered_safe(person_id: UUID, viewer: Viewer) -> list[Written]:
    """Of staying safe, of each part the newest first; two queries."""
    return [row for model in (SafeItem, Chance) for row in _just_entered(viewer, person_id, model)]


@said_once
def _just_entered(viewer: Viewer, person_id: UUID, model: type[Written]) -> Any:
    rows = model.objects.visible_to(viewer).with_reason().filter(person_id=person_id)
    return rows.filter(in_this_sitting.q(viewer)).order_by("-written_at", "id")[:30]
