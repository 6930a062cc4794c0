"""What this room shows on pages composed from several rooms; each panel costs at most three queries."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer
from livingwell.practice.holding.models import Journey
from livingwell.practice.plan.models import Step, Suggestion
from livingwell.practice.plan.reads import (
    days_to_look_again,
    has_with_others,
    open_suggestions,
    plan_of,
    safe_of,
)

Panel = tuple[str, dict[str, Any]]


def _open_steps(person_id: UUID, viewer: Viewer, at_most: int) -> list[Step]:
    steps = Step.objects.visible_to(viewer).may("tick_step").with_reason()
    steps = steps.filter(person_id=person_id, done_at=None, taken_out_at=None, beside=None)
    # Counted with the steps: a composed page counts its queries, and words nobody shows need no key.
    asked = (
        Suggestion.objects.visible_to(viewer)
        .not_shown("counted")
        .filter(person_id=OuterRef("person_id"), taken_at=None, changed_at=None, left_at=None)
    )
    counted = asked.order_by().values("person_id").annotate(n=Count("pk")).values("n")
    steps = steps.annotate(waiting=Coalesce(Subquery(counted), 0))
    return list(steps.order_by(F("day").asc(nulls_last=True), "written_at")[:at_most])


def journey_panel(journey: Journey, viewer: Viewer) -> Panel | None:
    """For workers: the open steps they may see, and the way in where the plan was shared with them."""
    if viewer.id == journey.person_id:
        return None
    plan = plan_of(journey.person_id, viewer)
    steps = _open_steps(journey.person_id, viewer, 5)
    page = {"plan": plan, "steps": steps, "safe": safe_of(journey.person_id, viewer), "journey": journey}
    return "plan/panel.html", page


def home_panel(person_id: UUID, viewer: Viewer) -> Panel | None:
    """For the person: what they wanted to look at again by now, their next steps, and how many suggestions wait."""
    steps = _open_steps(person_id, viewer, 3)
    waiting = len(open_suggestions(person_id, viewer)) if not steps else getattr(steps[0], "waiting", 0)
    again = days_to_look_again(person_id, viewer, clock.now().date())
    return "plan/home_panel.html", {"steps": steps, "waiting": waiting, "again": again}


def others_panel(viewer: Viewer) -> Panel | None:
    """For anybody: the way to what they took on for others, and to what became of what they suggested."""
    return ("plan/others_panel.html", {}) if has_with_others(viewer) else None
