"""My day: what I promised, whom I meet, what I was asked, and what the journeys I hold need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.utils.timezone import localtime

from livingwell.kit import clock
from livingwell.kit.permission import showing
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Place
from livingwell.practice.holding.models import OFFER_LASTS
from livingwell.practice.holding.reads import offers_of
from livingwell.practice.meetings.models import NOT_DONE, Meeting, MeetingStage, NextStep
from livingwell.practice.plan.models import ANSWERED, Chance, Review, Suggestion
from livingwell.practice.plan.reads.again import (
    chances_to_look_at_again,
    has_chance_to_look_at_again,
    plan_to_look_at_again,
)
from livingwell.practice.team.models import Said
from livingwell.practice.team.reads.needs import Need, named, needs
from livingwell.practice.team.reads.rota import MyRota, my_teams_and_rota
from livingwell.practice.team.reads.rows import Row
from livingwell.practice.team.reads.teams import MyTeam


@dataclass(frozen=True)
class Again:
    """What somebody whom the viewer holds wanted to look at again by now: a risk taken together (`chance` is which),
    or their plan."""

    person: UUID
    name: str
    day: date
    chance: UUID | None = None


@dataclass
class Day:
    """What one worker's day holds."""

    teams: list[MyTeam]
    talk: list[Row]
    needing: list[Row]
    promised: list[Any]
    meetings: list[Any]
    offers: list[Any]
    #: What colleagues whom the viewer asked said no to.
    noes: list[Any]
    answers: list[Any] = field(default_factory=list)
    rota: MyRota = field(default_factory=MyRota)
    again: list[Again] = field(default_factory=list)


def day(viewer: Viewer, place: Place) -> Day:
    """The viewer's day, in a number of queries that does not grow with it."""
    today = clock.today(place.time_zone)
    tomorrow = localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    teams, rota = my_teams_and_rota(viewer, today)
    covering = [worker for team in teams for worker, one in team.away.items() if one.cover_id == viewer.id]
    uncovered = [worker for team in teams for worker in team.uncovered]
    on_duty_for = [team.pk for team in teams if team.me]
    holds = _holds(viewer, today, uncovered, [viewer.id, *covering])
    rows = [Row(hold) for hold in holds]
    talk = [row for row in rows if row.talk_today]
    talk.sort(key=lambda row: row.hold.holder_id != viewer.id and row.hold.team_id not in on_duty_for)
    promised = _promised(viewer)
    asked = offers_of(viewer, clock.now() - OFFER_LASTS)
    offers = [one for one in asked if one.declined_at is None]
    noes = [one for one in asked if one.declined_at is not None]
    answers = _answers(viewer)
    keys.bring({row.person_id for row in [*promised, *asked, *answers]})
    for step in promised:
        step.is_late = step.due < today
    meetings = _meetings(viewer, tomorrow)
    for meeting in meetings:
        meeting.is_over = localtime(meeting.planned_for).date() < today
    needing = [row for row in rows if row.is_waiting and not row.talk_today]
    again = [one for hold in holds if hold.holder_id == viewer.id for one in _again(hold, today)]
    return Day(teams, talk, needing, promised, meetings, offers, noes, answers, rota, again)


@said_once
def _holds(viewer: Viewer, today: date, uncovered: list[UUID], mine: list[UUID]) -> Any:
    """Of the journeys that are `mine`: those that need something, or of which something is to be looked at again; and
    whoever in the viewer's teams asked to talk today."""
    return (
        named(needs(viewer, today, uncovered))
        .annotate(chances_again=chances_to_look_at_again(viewer, today), plan_again=plan_to_look_at_again(viewer))
        .filter(
            Q(holder_id__any=mine, need__lt=Need.GOING_ON)
            | Q(team_id__in=viewer.teams, need=Need.TALK_TODAY)
            | (Q(holder_id=viewer.id) & (Q(has_chance_to_look_at_again(viewer, today)) | Q(plan_again__lte=today)))
        )
        .exclude(person_id=viewer.id)[:60]
    )


@said_once
def _promised(viewer: Viewer) -> Any:
    in_huddle = Exists(Said.unguarded.filter(step_id=OuterRef("pk")))
    rows = NextStep.objects.visible_to(viewer).filter(NOT_DONE, promiser_id=viewer.id).exclude(person_id=viewer.id)
    return rows.annotate(person_name=F("person__name"), in_huddle=in_huddle).order_by("due", "pk")[:50]


@said_once
def _meetings(viewer: Viewer, tomorrow: datetime) -> Any:
    rows = Meeting.objects.visible_to(viewer).filter(led_by_id=viewer.id, stage=MeetingStage.PLANNED)
    rows = rows.filter(planned_for__lt=tomorrow).annotate(person_name=F("person__name"))
    return rows.order_by("planned_for")[:30]


def _again(hold: Any, today: date) -> Iterator[Again]:
    """What is to be looked at again of one journey. It was asked with the journey, so it is noted here as shown."""
    for told in hold.chances_again:
        showing.note(Chance(pk=told["pk"], person_id=hold.person_id))
        yield Again(hold.person_id, hold.person_name, date.fromisoformat(told["day"]), UUID(told["pk"]))
    if hold.plan_again and hold.plan_again <= today:
        showing.note(Review(person_id=hold.person_id))
        yield Again(hold.person_id, hold.person_name, hold.plan_again)


@said_once
def _answers(viewer: Viewer) -> Any:
    """What became of what the viewer suggested, until they have said that they read it."""
    rows = Suggestion.objects.visible_to(viewer).filter(ANSWERED, suggested_by_id=viewer.id, heard_at=None)
    return rows.annotate(person_name=F("person__name")).order_by("-suggested_at")[:20]
