"""What this room shows on pages composed from several rooms; two queries each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.reads import lately

Panel = tuple[str, dict[str, Any]]


def journey_panel(journey: Journey, viewer: Viewer) -> Panel | None:
    """For workers: what is next, what was promised, the last conversations, attempts and notes."""
    if viewer.id == journey.person_id:
        return None
    found = lately(journey.person_id, viewer)
    return "meetings/panel.html", {"lately": found, "journey": journey, "now": clock.now()}


def home_panel(person_id: UUID, viewer: Viewer) -> Panel | None:
    """For the person: the next meeting, what happens next, and what they were given in writing."""
    found = lately(person_id, viewer)
    context = {
        "lately": found,
        "coming": [meeting for meeting in found.planned if meeting.planned_for > clock.now()],
        "person_id": person_id,
    }
    return "meetings/home_panel.html", context
