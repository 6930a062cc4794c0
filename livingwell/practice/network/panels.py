"""What this room shows on pages composed from several rooms; each panel costs at most two queries."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer
from livingwell.practice.holding.models import Journey
from livingwell.practice.network.models import Connection
from livingwell.practice.network.next_acts import Next, next_act
from livingwell.practice.network.reads import connections_of

Panel = tuple[str, dict[str, Any]]
SHOWN = 20


def _listed(person_id: UUID, viewer: Viewer, *, themselves: bool) -> list[tuple[Connection, Next]]:
    rows = connections_of(viewer, person_id, SHOWN)
    return [
        (row, next_act(row, themselves=themselves, today=clock.today(row.place.time_zone)))
        for row in rows
    ]  # fmt: skip


def journey_panel(journey: Journey, viewer: Viewer) -> Panel | None:
    """For workers: every connection of the person's, the open ones first, each with its next act."""
    if viewer.id == journey.person_id:
        return None
    listed = _listed(journey.person_id, viewer, themselves=False)
    context = {"listed": listed, "journey": journey, "may_choose": journey.closed_at is None}
    return "network/panel.html", context


def home_panel(person_id: UUID, viewer: Viewer) -> Panel | None:
    """For the person: what is under way, and what has closed since; the rest is on its own page."""
    listed = _listed(person_id, viewer, themselves=True)
    return "network/home_panel.html", {"listed": [entry for entry in listed if entry[0].is_open][:5]}
