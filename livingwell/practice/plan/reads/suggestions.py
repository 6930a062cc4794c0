"""What others suggested, and what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from livingwell.kit.permission.said_once import said_once
from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.practice.plan.models import ANSWERED, NOT_ANSWERED, Suggestion


def open_suggestions(person_id: UUID, viewer: Viewer) -> list[Suggestion]:
    """Suggestions that wait for the person's answer: all of them for the person and for a worker who holds and was
    let into the plan (who reads them out), their own for anybody else."""
    return _open(viewer, person_id)


@said_once
def _open(viewer: Viewer, person_id: UUID) -> Any:
    rows = Suggestion.objects.visible_to(viewer).filter(NOT_ANSWERED, person_id=person_id)
    return rows.order_by("suggested_at", "id")[:100]


def answers_to_my_suggestions(viewer: Viewer) -> list[Suggestion]:
    """What became of what `viewer` suggested, newest first, until they have said that they read it."""
    rows = Suggestion.objects.visible_to(viewer).filter(ANSWERED, suggested_by_id=viewer.id, heard_at=None)
    found = list(rows.select_related("person").order_by("-suggested_at", "id")[:50])
    keys.bring({row.person_id for row in found})
    return found
