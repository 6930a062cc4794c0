"""What this room shows on pages composed from several rooms; each panel costs at most three queries."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import F

from livingwell.kit import clock
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.practice.holding.models import Journey
from livingwell.practice.plan.models import Step
from livingwell.practice.plan.reads import has_with_others, plan_of, safe_of, waits_at_home

Panel = tuple[str, dict[str, Any]]


@said_once
def _open_steps(viewer: Viewer, person_id: UUID, at_most: int) -> Any:
    steps = Step.objects.visible_to(viewer).may("tick_step").with_reason()
    steps = steps.filter(person_id=person_id, done_at=None, taken_out_at=None, beside=None)
    return steps.order_by(F("day").asc(nulls_last=True), "written_at")[:at_most]


def journey_panel(journey: Journey, viewer: Viewer) -> Panel | None:
    """For workers: the open steps they may see, and the way in where the plan was shared with them."""
    if viewer.id == journey.person_id:
        return None
    plan = plan_of(journey.person_id, viewer)
    steps = _open_steps(viewer, journey.person_id, 5)
    page = {"plan": plan, "steps": steps, "safe": safe_of(journey.person_id, viewer), "journey": journey}
    return "plan/panel.html", page


def home_panel(person_id: UUID, viewer: Viewer) -> Panel | None:
    """For the person: what they wanted to look at again by now, their next steps, how many suggestions wait; and the
    way to what they have with others."""
    steps = _open_steps(viewer, person_id, 3)
    waits = waits_at_home(person_id, viewer, clock.now().date())
    return "plan/home_panel.html", {"steps": steps} | asdict(waits)


def others_panel(viewer: Viewer) -> Panel | None:
    """For anybody without a plan of their own on the page: the way to what they took on for others, and to what became
    of what they suggested."""
    return ("plan/others_panel.html", {}) if has_with_others(viewer) else None
