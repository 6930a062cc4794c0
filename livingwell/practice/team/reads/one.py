"""One journey as the board would show it."""

from __future__ import annotations

from livingwell.kit.viewers import Viewer
from livingwell.people.models import Place
from livingwell.practice.holding.models import Journey
from livingwell.practice.team.reads.board import Row, why
from livingwell.practice.team.reads.needs import named, needs


def one_journey(journey: Journey, viewer: Viewer, place: Place) -> Row | None:
    """Who holds it, since when, and what it needs first; None once it has ended."""
    rows = named(needs(viewer, place).filter(journey_id=journey.pk)).select_related("team")
    hold = rows.first()
    return Row(hold, why(hold)) if hold is not None else None
