"""What this room shows on pages composed from several rooms; one query."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from livingwell.kit.viewers import Viewer
from livingwell.practice.messages.models import Message

Panel = tuple[str, dict[str, Any]]


def home_panel(person_id: UUID, viewer: Viewer) -> Panel | None:
    """For the person: the last thing said, and where to write."""
    last = Message.objects.visible_to(viewer).filter(person_id=person_id).order_by("-written_at", "-id").first()
    return "messages/home_panel.html", {"last": last}
