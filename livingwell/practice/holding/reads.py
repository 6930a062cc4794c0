"""What can be asked about holding?"""

from __future__ import annotations

from uuid import UUID

from livingwell.kit.viewers import Viewer
from livingwell.people.models import Duty, Membership
from livingwell.practice.holding.models import Hold, Journey


def open_journey_of(person_id: UUID, viewer: Viewer) -> Journey | None:
    """The person's open journey, if `viewer` may see it."""
    found: Journey | None = (
        Journey.objects.visible_to(viewer).with_reason().filter(person_id=person_id, closed_at=None).first()
    )
    return found


def current_hold(journey: Journey, viewer: Viewer) -> Hold | None:
    """Who holds the journey now, as far as `viewer` may see."""
    found: Hold | None = Hold.objects.visible_to(viewer).filter(journey_id=journey.pk, ended_at=None).first()
    return found


def working_name(person_id: UUID, team_id: UUID | None = None) -> str:
    """The name somebody works by (in that team, now or last), '' for somebody who has never worked here."""
    names = Membership.objects.filter(person_id=person_id).order_by("-began_at")
    if team_id is not None:
        names = names.filter(team_id=team_id)
    return names.values_list("known_as", flat=True).first() or ""


def on_duty(team_id: UUID) -> Duty:
    """Whose turn of duty it is; there always is one."""
    return Duty.objects.select_related("team").get(team_id=team_id, ended_at=None)
