"""What needs a human first: one ordering of holds, made by the database, and the sentence that says why.

It is an order of what we owe, not of people: nothing here says how anybody is. The first thing is whoever asked to
talk today; the last is a journey in which something is planned and nothing is late.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    IntegerChoices,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Place
from livingwell.practice.holding.models import UNANSWERED, Ending, Handover, HowHeld
from livingwell.practice.holding.reads import named_holds
from livingwell.practice.meetings.models import NOT_DONE, SILENT, Attempt, Meeting, MeetingStage, NextStep, TalkToday


class Need(IntegerChoices):
    """What a journey needs of us first, in the order of the board."""

    TALK_TODAY = 0, _("Asked to talk today")
    UNTAKEN = 1, _("Nobody has said “I’ll hold this” yet")
    OFFERED = 2, _("Offered to a colleague, not answered yet")
    ENDING = 3, _("An ending waits for a second colleague")
    LATE = 4, _("Something promised is late")
    UNTOLD = 5, _("A planned meeting is over and has not been told")
    SILENCE = 6, _("No answer so far: what shall we try?")
    NOTHING_NEXT = 7, _("Nothing is planned next: what shall we try?")
    GOING_ON = 8, _("Something is planned")


def needs(viewer: Viewer, place: Place) -> QuerySet[Any]:
    """The holds `viewer` may see now, each with its `need`, `need_since` and what those were made of.

    The subqueries read other rooms' rows of people whose hold is seen already, which is what lets in to them; row
    security answers underneath. Each is one step into an index that holds open rows alone.
    """
    now, today = clock.now(), clock.today(place.time_zone)
    return (
        named_holds(viewer)
        .filter(ended_at=None)
        .annotate(
            person_name=F("person__name"),
            opened_at=F("journey__opened_at"),
            talk_at=_first(TalkToday.unguarded.filter(answered_at=None).order_by("asked_at"), "asked_at"),
            offered_at=_first(_offers(), "offered_at"),
            offered_to=_first(_offers(), "to_name", CharField()),
            offered_to_id=_first(_offers(), "to_id", None),
            ending_at=_first(Ending.unguarded.filter(undone_at=None), "said_at"),
            late_since=_first(
                NextStep.unguarded.filter(NOT_DONE, due__lt=today).order_by("due"),
                "due",
                DateField(),
            ),
            step_due=_first(NextStep.unguarded.filter(NOT_DONE).order_by("due"), "due", DateField()),
            meeting_at=_first(_planned().order_by("planned_for"), "planned_for"),
            spoken_at=_first(
                Meeting.unguarded.filter(stage=MeetingStage.HAPPENED).order_by("-happened_at"), "happened_at"
            ),
            tried_at=_first(_tries(), "tried_at"),
            came_of_it=_first(_tries(), "came_of_it", CharField()),
        )
        .annotate(
            is_silent=ExpressionWrapper(
                Q(came_of_it__in=SILENT) & (Q(spoken_at=None) | Q(tried_at__gt=F("spoken_at"))),
                output_field=BooleanField(),
            )
        )
        .annotate(
            need=Case(
                When(talk_at__isnull=False, then=Value(Need.TALK_TODAY.value)),
                When(how=HowHeld.DUTY, offered_at=None, then=Value(Need.UNTAKEN.value)),
                When(offered_at__isnull=False, then=Value(Need.OFFERED.value)),
                When(ending_at__isnull=False, then=Value(Need.ENDING.value)),
                When(late_since__isnull=False, then=Value(Need.LATE.value)),
                When(meeting_at__lt=now, then=Value(Need.UNTOLD.value)),
                When(is_silent=True, then=Value(Need.SILENCE.value)),
                When(meeting_at=None, step_due=None, then=Value(Need.NOTHING_NEXT.value)),
                default=Value(Need.GOING_ON.value),
            ),
            spoken_or_opened=Coalesce("spoken_at", "opened_at"),
        )
        .annotate(
            need_since=Coalesce(
                Case(
                    When(need=Need.TALK_TODAY, then=F("talk_at")),
                    When(need=Need.UNTAKEN, then=F("opened_at")),
                    When(need=Need.OFFERED, then=F("offered_at")),
                    When(need=Need.ENDING, then=F("ending_at")),
                    When(need=Need.LATE, then=Cast("late_since", DateTimeField())),
                    When(need=Need.UNTOLD, then=F("meeting_at")),
                    When(need=Need.SILENCE, then=F("tried_at")),
                    When(need=Need.NOTHING_NEXT, then=F("spoken_or_opened")),
                    default=Coalesce("meeting_at", Cast("step_due", DateTimeField())),
                ),
                "began_at",
            )
        )
        .order_by("need", "need_since", "pk")
    )


def after(rows: QuerySet[Any], need: int, since: datetime, pk: object) -> QuerySet[Any]:
    """The rows that come after one, in the order of `needs`."""
    return rows.filter(
        Q(need__gt=need) | Q(need=need, need_since__gt=since) | Q(need=need, need_since=since, pk__gt=pk)
    )


def _first(rows: QuerySet[Any], column: str, kind: Any = DateTimeField()) -> Subquery:  # noqa: B008
    of_whom = "journey_id" if rows.model in (Handover, Ending) else "person_id"
    found = rows.filter(**{of_whom: OuterRef(of_whom)}).values(column)[:1]
    return Subquery(found) if kind is None else Subquery(found, output_field=kind)


def _offers() -> QuerySet[Handover]:
    return Handover.unguarded.filter(UNANSWERED).order_by("offered_at", "pk")


def _planned() -> QuerySet[Meeting]:
    return Meeting.unguarded.filter(stage=MeetingStage.PLANNED)


def _tries() -> QuerySet[Attempt]:
    return Attempt.unguarded.order_by("-tried_at", "-pk")
