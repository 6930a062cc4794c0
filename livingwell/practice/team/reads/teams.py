"""The teams somebody works in, and who is on duty in each, in one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Subquery, UUIDField, Value
from django.db.models.functions import Coalesce

from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Duty, DutyYes, Membership, Team
from livingwell.practice.team.models import Huddle


@dataclass(frozen=True)
class MyTeam:
    """A team one works in. `on_duty` is the name of whoever is; `me` whether that is the viewer; `said_yes` whether
    the viewer would stand in."""

    pk: UUID
    name: str
    on_duty: str
    me: bool
    said_yes: bool
    #: The huddle it is in now.
    huddle: UUID | None


def my_teams(viewer: Viewer) -> list[MyTeam]:
    """The viewer's teams by name."""
    return [MyTeam(t.pk, t.name, t.duty_name, t.duty_person == viewer.id, t.said_yes, t.huddle) for t in _teams(viewer)]


@said_once
def _teams(viewer: Viewer) -> Any:
    duty = Duty.objects.filter(team_id=OuterRef("pk"), ended_at=None)
    huddle = Huddle.unguarded.filter(team_id=OuterRef("pk"), ended_at=None)
    known_as = Membership.objects.filter(
        team_id=OuterRef("pk"), person_id=OuterRef("duty_person"), ended_at=None
    ).values("known_as")
    return (
        Team.objects.filter(pk__in=viewer.teams, closed_at=None)
        .annotate(duty_person=Subquery(duty.values("person_id")[:1], output_field=UUIDField()))
        .annotate(
            duty_name=Coalesce(Subquery(known_as[:1]), Value(""), output_field=CharField()),
            huddle=Subquery(huddle.values("pk")[:1], output_field=UUIDField()),
            said_yes=Exists(DutyYes.objects.filter(team_id=OuterRef("pk"), person_id=viewer.id, ended_at=None)),
        )
        .order_by("name")
    )
