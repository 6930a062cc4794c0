"""How often people were asked again what they had told: for the person, the team and the place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer
from livingwell.practice.meetings.models import AskedAgain

LATELY = timedelta(days=90)
#: Counts that leave the team which made them: fewer than this many is not told, the rest is rounded to it (promise 11).
SMALL = 10


@dataclass(frozen=True)
class InATeam:
    """How often a team asked again lately. `times` is None where it is few and the viewer does not work there."""

    name: str
    times: int | None
    own: bool


def asked_me_again(viewer: Viewer) -> list[AskedAgain]:
    """What the viewer was asked again, the latest first."""
    rows = AskedAgain.objects.visible_to(viewer).filter(person_id=viewer.id)
    return list(rows.order_by("-asked_at", "id")[:100])


def asked_again_in(place: UUID, viewer: Viewer) -> list[InATeam]:
    """Lately, by team: the viewer's own as it is; for whoever leads the place the others too, small numbers hidden."""
    with connection.cursor() as cursor:
        cursor.execute("select team, name, times from gate.asked_again(%s, %s)", [place, clock.now() - LATELY])
        rows = cursor.fetchall()
    return [InATeam(name, times if team in viewer.teams else rounded(times), team in viewer.teams)
            for team, name, times in rows]  # fmt: skip


def rounded(times: int) -> int | None:
    """None for few; else to the nearest `SMALL`."""
    return None if times < SMALL else (times + SMALL // 2) // SMALL * SMALL
