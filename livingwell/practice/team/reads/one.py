"""One journey as the board would show it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Place
from livingwell.practice.holding.models import Journey
from livingwell.practice.team.reads.needs import named, needs
from livingwell.practice.team.reads.rows import Row


def one_journey(journey: Journey, viewer: Viewer, place: Place) -> Row | None:
    """Who holds it, since when, and what it needs first; None once it has ended."""
    found = _stands(viewer, journey.pk, clock.today(place.time_zone))
    return Row(found[0]) if found else None


@said_once
def _stands(viewer: Viewer, journey: UUID, today: date) -> Any:
    return named(needs(viewer, today).filter(journey_id=journey)).select_related("team")[:1]
