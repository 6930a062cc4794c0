"""The rota: who is on duty on which day, who is away, who covers, and how many each holds and says they can."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Cast, JSONObject

from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Membership, Team
from livingwell.practice.holding.models import HowHeld
from livingwell.practice.team.models import Capacity, Leave, PlannedDuty, Standing
from livingwell.practice.team.reads.teams import MyTeam, as_told, teams_of

#: So many days are shown ahead.
AHEAD = 14


@dataclass
class RotaDay:
    """One day: whose duty it is, and who is away."""

    day: date
    planned: Any = None
    away: list[Any] = field(default_factory=list)

    @property
    def duty_is_away(self) -> bool:
        return self.planned is not None and any(one.worker_id == self.planned.worker_id for one in self.away)


@dataclass
class Rota:
    """A team's fortnight."""

    days: list[RotaDay]
    leaves: list[Any]
    workers: list[Any]


def rota(team: Team, viewer: Viewer, today: date) -> Rota:
    """The fortnight that begins today, as one of the team sees it."""
    last = today + timedelta(days=AHEAD - 1)
    planned = PlannedDuty.objects.visible_to(viewer).may("drop_duty_day")
    by_day = {one.day: one for one in planned.filter(team_id=team.pk, ended_at=None, day__range=(today, last))}
    leaves = list(
        Leave.objects.visible_to(viewer)
        .may("cover_leave", "end_leave")
        .filter(team_id=team.pk, ended_at=None, last_day__gte=today)
        .order_by("first_day", "worker_name", "pk")[:100]
    )
    days = [today + timedelta(days=n) for n in range(AHEAD)]
    return Rota(
        [
            RotaDay(day, by_day.get(day), [one for one in leaves if one.first_day <= day <= one.last_day])
            for day in days
        ],
        leaves,
        _workers(team, viewer),
    )


def _workers(team: Team, viewer: Viewer) -> list[Any]:
    """Who works here, how many journeys of this team each holds, and how many they say they can hold in all."""
    held = (
        Standing.unguarded.filter(team_id=team.pk, holder_id=OuterRef("person_id"), how=HowHeld.OWN)
        .order_by()
        .values("holder_id")
        .annotate(many=Count("pk"))
        .values("many")
    )
    at_most = Capacity.unguarded.filter(worker_id=OuterRef("person_id")).values("at_most")
    rows = Membership.objects.filter(team_id=team.pk, ended_at=None)
    return list(
        rows.annotate(holds=Subquery(held, output_field=IntegerField()), at_most=Subquery(at_most)).order_by(
            "known_as", "pk"
        )
    )


@dataclass
class MyRota:
    """What of the rota is mine: my days of duty, my leave and who covers me, and whom I cover."""

    duty: list[date] = field(default_factory=list)
    away: list[MyLeave] = field(default_factory=list)
    covering: list[MyLeave] = field(default_factory=list)


@dataclass(frozen=True)
class MyLeave:
    """A leave as one's own day tells it; `cover` is the name of whoever covers, '' for nobody."""

    worker_name: str
    first_day: date
    last_day: date
    cover: str


def my_teams_and_rota(viewer: Viewer, today: date) -> tuple[list[MyTeam], MyRota]:
    """The viewer's teams, and their own part of the rota from today on, in one question."""
    teams, mine = _mine(viewer, today), MyRota()
    for team in teams:
        mine.duty += [date.fromisoformat(day) for day in team.planned]
        for told in team.leaves:
            leave = MyLeave(
                told["name"], date.fromisoformat(told["first"]), date.fromisoformat(told["last"]), told["cover"]
            )
            (mine.away if told["who"] == str(viewer.id) else mine.covering).append(leave)
    mine.duty.sort()
    return as_told(teams, viewer), mine


@said_once
def _mine(viewer: Viewer, today: date) -> Any:
    planned = PlannedDuty.unguarded.filter(
        team_id=OuterRef("pk"), worker_id=viewer.id, ended_at=None, day__gte=today
    ).order_by("day")
    leaves = Leave.unguarded.filter(
        Q(worker_id=viewer.id) | Q(covered_by_id=viewer.id), team_id=OuterRef("pk"), ended_at=None, last_day__gte=today
    ).order_by("first_day")
    told = JSONObject(who="worker_id", name="worker_name", first="first_day", last="last_day", cover="covered_by_name")
    return teams_of(viewer, today).annotate(
        planned=ArraySubquery(planned.values(told=Cast("day", CharField()))[:5]),
        leaves=ArraySubquery(leaves.values(told=told)[:20]),
    )
