"""My day: what I promised, whom I meet, what I was asked, and what the journeys I hold need."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.timezone import localtime

from livingwell.kit import clock
from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Place
from livingwell.practice.holding.reads import offers_to
from livingwell.practice.meetings.models import NOT_DONE, Meeting, MeetingStage, NextStep
from livingwell.practice.plan.models import Suggestion
from livingwell.practice.team.models import Said
from livingwell.practice.team.reads.board import Row
from livingwell.practice.team.reads.needs import Need, named, needs
from livingwell.practice.team.reads.rota import MyRota, my_teams_and_rota
from livingwell.practice.team.reads.teams import MyTeam


@dataclass
class Day:
    """What one worker's day holds."""

    teams: list[MyTeam]
    talk: list[Row]
    needing: list[Row]
    promised: list[Any]
    meetings: list[Any]
    offers: list[Any]
    answers: list[Any] = field(default_factory=list)
    rota: MyRota = field(default_factory=MyRota)

    @property
    def is_empty(self) -> bool:
        return not (self.talk or self.needing or self.promised or self.meetings or self.offers or self.answers)


def day(viewer: Viewer, place: Place) -> Day:
    """The viewer's day, in a number of queries that does not grow with it."""
    today = clock.today(place.time_zone)
    tomorrow = localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    teams, rota = my_teams_and_rota(viewer, today)
    covering = [worker for team in teams for worker, one in team.away.items() if one.cover_id == viewer.id]
    uncovered = [worker for team in teams for worker in team.uncovered]
    on_duty_for = [team.pk for team in teams if team.me]
    holds = list(
        named(needs(viewer, today, uncovered))
        .filter(
            Q(holder_id__any=[viewer.id, *covering], need__lt=Need.GOING_ON)
            | Q(team_id__in=viewer.teams, need=Need.TALK_TODAY)
        )
        .exclude(person_id=viewer.id)[:60]
    )
    rows = [Row(hold) for hold in holds]
    talk = [row for row in rows if row.talk_today]
    talk.sort(key=lambda row: row.hold.holder_id != viewer.id and row.hold.team_id not in on_duty_for)
    promised = list(
        NextStep.objects.visible_to(viewer)
        .filter(NOT_DONE, promiser_id=viewer.id)
        .exclude(person_id=viewer.id)
        .annotate(person_name=F("person__name"), in_huddle=Exists(Said.unguarded.filter(step_id=OuterRef("pk"))))
        .order_by("due", "pk")[:50]
    )
    offers = offers_to(viewer)
    answers = _answers(viewer)
    keys.bring({row.person_id for row in [*promised, *offers, *answers]})
    for step in promised:
        step.is_late = step.due < today
    meetings = list(
        Meeting.objects.visible_to(viewer)
        .filter(led_by_id=viewer.id, stage=MeetingStage.PLANNED, planned_for__lt=tomorrow)
        .annotate(person_name=F("person__name"))
        .order_by("planned_for")[:30]
    )
    for meeting in meetings:
        meeting.is_over = localtime(meeting.planned_for).date() < today
    return Day(teams, talk, [row for row in rows if not row.talk_today], promised, meetings, offers, answers, rota)


def _answers(viewer: Viewer) -> list[Any]:
    """What became of what the viewer suggested, until they have said that they read it."""
    answered = Q(taken_at__isnull=False) | Q(changed_at__isnull=False) | Q(left_at__isnull=False)
    rows = Suggestion.objects.visible_to(viewer).filter(answered, suggested_by_id=viewer.id, heard_at=None)
    return list(rows.annotate(person_name=F("person__name")).order_by("-suggested_at")[:20])
