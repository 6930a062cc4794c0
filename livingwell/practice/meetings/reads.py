"""What can be asked about meetings? Questions in bulk, for boards, take many persons and cost one query."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from livingwell.kit.viewers import Viewer
from livingwell.practice.meetings.models import TalkToday


def open_talk_today(person_ids: Collection[UUID], viewer: Viewer) -> dict[UUID, list[TalkToday]]:
    """Who has asked to talk today and has not been talked with yet, each with their askings, the oldest first.

    Costs one query. Reading `words` unseals them: call `keys.bring` first.
    """
    rows = (
        TalkToday.objects.visible_to(viewer)
        .filter(person_id__in=person_ids, answered_at=None)
        .order_by("asked_at", "id")
    )
    found: dict[UUID, list[TalkToday]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found
