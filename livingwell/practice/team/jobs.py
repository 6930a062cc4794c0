"""What this room does by itself: duty passes to whoever said yes to the day, and away from whoever is on leave."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, OuterRef, Q, Subquery

from livingwell.kit import clock
from livingwell.kit.work import job
from livingwell.people.models import Duty, DutyYes, Membership
from livingwell.practice.team.actions.rota import ROTA, begin_duty_day, stand_in_for_duty
from livingwell.practice.team.models import Leave, PlannedDuty

#: When a day of duty begins, where people live.
MORNING = time(8)


@job("the rota", errand=ROTA.why, every="*/10 * * * *")
def follow_the_rota() -> None:
    """Every ten minutes, in the daytime: whose day it is takes duty, once; and duty does not stay with somebody away
    while a colleague has said yes to standing in. Where nobody has, it stays, and the board says so."""
    for duty in _turns():
        zone = ZoneInfo(duty.time_zone)
        today = clock.today(duty.time_zone)
        morning = datetime.combine(today, MORNING, tzinfo=zone)
        if clock.now() < morning:
            continue
        planned = _planned(duty, today, morning)
        if planned is not None:
            begin_duty_day(planned, by=ROTA)
        elif duty.person_id in _away(duty.team_id, today):
            _stand_in(duty, today)


def _turns() -> list[Any]:
    turns = Duty.objects.filter(ended_at=None, team__closed_at=None).annotate(time_zone=F("place__time_zone"))
    return list(turns.select_related("team").order_by("pk"))


def _planned(duty: Duty, today: date, morning: datetime) -> PlannedDuty | None:
    """Whose day it is, unless they are away, have left, or have been on duty today: what was passed on stays so."""
    had_it = Duty.objects.filter(team_id=duty.team_id, person_id=OuterRef("worker_id")).filter(
        Q(ended_at=None) | Q(ended_at__gt=morning)
    )
    planned: PlannedDuty | None = (
        PlannedDuty.unguarded.filter(team_id=duty.team_id, day=today, ended_at=None)
        .filter(worker_id__in=_working(duty.team_id))
        .exclude(worker_id__in=_away(duty.team_id, today))
        .annotate(had_it=Subquery(had_it.values("pk")[:1]))
        .filter(had_it=None)
        .first()
    )
    return planned


def _stand_in(duty: Duty, today: date) -> None:
    yes = (
        DutyYes.objects.filter(team_id=duty.team_id, ended_at=None, person_id__in=_working(duty.team_id))
        .exclude(person_id=duty.person_id)
        .exclude(person_id__in=_away(duty.team_id, today))
        .order_by("said_at", "pk")
        .first()
    )
    if yes is not None:
        stand_in_for_duty(duty.team, who=yes.person_id, by=ROTA)


def _working(team: UUID) -> list[UUID]:
    return list(Membership.objects.filter(team_id=team, ended_at=None).values_list("person_id", flat=True))


def _away(team: UUID, today: date) -> list[UUID]:
    rows = Leave.unguarded.filter(team_id=team, ended_at=None, first_day__lte=today, last_day__gte=today)
    return list(rows.values_list("worker_id", flat=True))
