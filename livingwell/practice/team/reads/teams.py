"""The teams somebody works in, and who is on duty in each, in one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, OuterRef, Subquery, UUIDField, Value
from django.db.models.functions import Coalesce, JSONObject

from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Duty, DutyYes, Membership, Team
from livingwell.practice.team.models import Huddle, Leave


@dataclass(frozen=True)
class Away:
    """Somebody is away until a day; `cover` is the name of whoever said that they cover, '' for nobody."""

    until: date
    cover: str
    cover_id: UUID | None


@dataclass(frozen=True)
class MyTeam:
    """A team one works in. `on_duty` is the name of whoever is; `me` whether that is the viewer; `said_yes` whether
    the viewer would stand in."""

    pk: UUID
    name: str
    on_duty: str
    me: bool
    duty: UUID | None
    said_yes: bool
    #: The huddle it is in now.
    huddle: UUID | None
    #: Who is away today, by their id.
    away: dict[UUID, Away]
    #: Who works in it, by name: their id, and the name they work by.
    members: list[tuple[str, str]]

    @property
    def uncovered(self) -> list[UUID]:
        """Who is away, and nobody covers."""
        return [worker for worker, away in self.away.items() if not away.cover]

    @property
    def duty_is_away(self) -> bool:
        """Whoever is on duty is away."""
        return self.duty in self.away


def my_teams(viewer: Viewer, today: date) -> list[MyTeam]:
    """The viewer's teams by name."""
    return as_told(_teams(viewer, today), viewer)


def as_told(rows: list[Any], viewer: Viewer) -> list[MyTeam]:
    """The teams that `teams_of` asked for."""
    return [
        MyTeam(
            t.pk,
            t.name,
            t.duty_name,
            t.duty_person == viewer.id,
            t.duty_person,
            t.said_yes,
            t.huddle,
            _away(t.away),
            [(one["who"], one["name"]) for one in t.members],
        )
        for t in rows
    ]


def _away(rows: list[dict[str, str]]) -> dict[UUID, Away]:
    return {
        UUID(row["who"]): Away(
            date.fromisoformat(row["until"]), row["cover"], UUID(row["cover_id"]) if row["cover_id"] else None
        )
        for row in rows
    }


@said_once
def _teams(viewer: Viewer, today: date) -> Any:
    return teams_of(viewer, today)


def teams_of(viewer: Viewer, today: date) -> Any:
    """The viewer's teams, each with whoever is on duty, its huddle and who is away, to be asked."""
    duty = Duty.objects.filter(team_id=OuterRef("pk"), ended_at=None)
    away = Leave.unguarded.filter(
        team_id=OuterRef("pk"), ended_at=None, first_day__lte=today, last_day__gte=today
    ).values(told=JSONObject(who="worker_id", until="last_day", cover="covered_by_name", cover_id="covered_by_id"))
    huddle = Huddle.unguarded.filter(team_id=OuterRef("pk"), ended_at=None)
    members = (
        Membership.objects.filter(team_id=OuterRef("pk"), ended_at=None)
        .order_by("known_as", "pk")
        .values(told=JSONObject(who="person_id", name="known_as"))
    )
    known_as = Membership.objects.filter(
        team_id=OuterRef("pk"), person_id=OuterRef("duty_person"), ended_at=None
    ).values("known_as")
    return (
        Team.objects.filter(pk__in=viewer.teams, closed_at=None)
        .annotate(duty_person=Subquery(duty.values("person_id")[:1], output_field=UUIDField()))
        .annotate(
            duty_name=Coalesce(Subquery(known_as[:1]), Value(""), output_field=CharField()),
            away=ArraySubquery(away),
            members=ArraySubquery(members),
            huddle=Subquery(huddle.values("pk")[:1], output_field=UUIDField()),
            said_yes=Exists(DutyYes.objects.filter(team_id=OuterRef("pk"), person_id=viewer.id, ended_at=None)),
        )
        .order_by("name")
    )
