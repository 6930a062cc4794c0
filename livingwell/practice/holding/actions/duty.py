"""Duty: taken by a recorded yes; and the standing yes of those who would stand in."""

from __future__ import annotations

from django.db import connection

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import DutyYes, Team


@act("take_duty", binding=True)
def take_duty(team: Team, *, by: Viewer) -> Team:
    """From this moment `by` holds what nobody else in the team holds. It is also a yes to standing in later."""
    _say_yes(team, by)
    with connection.cursor() as cursor:
        cursor.execute("select gate.take_duty(%s, %s)", [team.pk, by.id])
    tell(about=None, place=team.place_id, row=team.pk)
    return team


@act("say_duty_yes")
def say_duty_yes(team: Team, *, by: Viewer) -> Team:
    """A standing yes: should whoever is on duty be gone, `by` may be next."""
    _say_yes(team, by)
    tell(about=None, place=team.place_id, row=team.pk)
    return team


def _say_yes(team: Team, by: Viewer) -> None:
    if not DutyYes.objects.filter(team_id=team.pk, person_id=by.id, ended_at=None).exists():
        DutyYes.objects.create(place_id=team.place_id, team_id=team.pk, person_id=by.id, said_at=clock.now())
