"""Who was called on about somebody who asked to talk today?"""

from __future__ import annotations

from uuid import UUID

from livingwell.kit.viewers import Viewer
from livingwell.practice.meetings.models import CalledOn


def called_on(person_id: UUID, viewer: Viewer) -> list[CalledOn]:
    """The messages about what is still asked, the newest first."""
    rows = CalledOn.objects.visible_to(viewer).filter(person_id=person_id, asked__answered_at=None)
    return list(rows.order_by("-called_at", "worker_name")[:20])
