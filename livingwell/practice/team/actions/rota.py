"""Duty days are said yes to, leave is said, a colleague covers, and somebody says how many they can hold."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection

from livingwell.kit import clock
from livingwell.kit.permission.acts import Refused, act
from livingwell.kit.permission.turns import row_now
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import By, Errand, Viewer
from livingwell.people.models import Membership, Place, Team
from livingwell.practice.team.models import Capacity, Leave, PlannedDuty

#: The platform itself, when a day of duty begins.
ROTA = Errand("rota")


@act("plan_duty", binding=True)
def plan_duty(team: Team, *, day: date, by: Viewer) -> PlannedDuty:
    """A yes to that day of duty, one's own; of two who press at once, the database takes the first."""
    planned = PlannedDuty(
        place_id=team.place_id, team_id=team.pk, worker_id=by.id, worker_name=by.name, day=day, said_at=clock.now()
    )
    planned.save(force_insert=True)
    tell(about=None, place=team.place_id, row=planned.pk, day=day.isoformat())
    return planned


@act("drop_duty_day")
def drop_duty_day(planned: PlannedDuty, *, by: Viewer) -> PlannedDuty:
    """Not that day after all; whoever is on duty then stays so until somebody else takes it."""
    planned.ended_by_id, planned.ended_at = by.id, clock.now()
    planned.save(update_fields=["ended_by", "ended_at"])
    tell(about=None, place=planned.place_id, row=planned.pk)
    return planned


@act("begin_duty_day", errands=(ROTA.why,))
def begin_duty_day(planned: PlannedDuty, *, by: By) -> PlannedDuty:
    """The morning has come: duty passes to whoever said yes to the day, and with it what duty holds."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.take_duty(%s, %s)", [planned.team_id, planned.worker_id])
    tell(about=None, place=planned.place_id, row=planned.pk, to=str(planned.worker_id))
    return planned


@act("stand_in_for_duty", errands=(ROTA.why,))
def stand_in_for_duty(team: Team, *, who: UUID, by: By) -> Team:
    """Whoever is on duty is away, and a colleague has said yes to standing in: it is theirs from now."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.take_duty(%s, %s)", [team.pk, who])
    tell(about=None, place=team.place_id, row=team.pk, to=str(who))
    return team


@act("say_leave")
def say_leave(membership: Membership, *, first_day: date, last_day: date, by: Viewer) -> Leave:
    """A worker is away, by their own word or a colleague's. The team sees it on the board from the first day on."""
    leave = Leave(
        place_id=membership.place_id,
        team_id=membership.team_id,
        worker_id=membership.person_id,
        worker_name=membership.known_as,
        first_day=first_day,
        last_day=last_day,
        said_by_id=by.id,
        said_at=clock.now(),
    )
    leave.save(force_insert=True)
    days = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    tell(about=None, place=membership.place_id, row=leave.pk, worker=str(membership.person_id), **days)
    return leave


@act("cover_leave")
def cover_leave(leave: Leave, *, by: Viewer) -> Leave:
    """A yes: `by` does what their journeys need meanwhile. The holds stay where they are."""
    found = row_now(leave)
    if found is None or found.covered_at is not None or found.ended_at is not None:
        raise Refused
    found.covered_by_id, found.covered_by_name, found.covered_at = by.id, by.name, clock.now()
    found.save(update_fields=["covered_by", "covered_by_name", "covered_at"])
    tell(about=None, place=found.place_id, row=found.pk)
    return found


@act("end_leave")
def end_leave(leave: Leave, *, by: Viewer) -> Leave:
    """They are back, or are not going."""
    leave.ended_by_id, leave.ended_at = by.id, clock.now()
    leave.save(update_fields=["ended_by", "ended_at"])
    tell(about=None, place=leave.place_id, row=leave.pk)
    return leave


@act("say_capacity")
def say_capacity(place: Place, *, at_most: int, by: Viewer) -> Capacity:
    """How many `by` can hold, as they say today."""
    said = Capacity.unguarded.filter(worker_id=by.id).first()
    if said is None:
        said = Capacity(place_id=place.pk, worker_id=by.id, at_most=at_most, said_at=clock.now())
        said.save(force_insert=True)
    else:
        said.at_most, said.said_at = at_most, clock.now()
        said.save(update_fields=["at_most", "said_at"])
    tell(about=None, place=place.pk, row=said.pk, at_most=at_most)
    return said
