"""What needs a human first: one ordering of how journeys stand, made by the database, and the sentence that says why.

It is an order of what we owe, not of people: nothing here says how anybody is. The first thing is whoever asked to
talk today; the last is a journey in which something is planned and nothing is late.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
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
from livingwell.people.models import Person
from livingwell.practice.holding.models import HowHeld
from livingwell.practice.holding.reads import working_name_of
from livingwell.practice.meetings.reads.in_bulk import SILENCES_TO_ASK
from livingwell.practice.team.models import Standing


class Need(IntegerChoices):
    """What a journey needs of us first, in the order of the board."""

    TALK_TODAY = 0, _("Asked to talk today")
    WROTE = 1, _("They wrote, and nobody has read it yet")
    UNTAKEN = 2, _("Nobody has said “I’ll hold this” yet")
    OFFERED = 3, _("Offered to a colleague, not answered yet")
    AWAY = 4, _("Held by somebody who is away, and nobody covers")
    ENDING = 5, _("An ending waits for a second colleague")
    LATE = 6, _("Something promised is late")
    UNTOLD = 7, _("A planned meeting is over and has not been told")
    SILENCE = 8, _("Three tries without an answer: what shall the huddle try?")
    NOTHING_NEXT = 9, _("Nothing is planned next: what shall we try?")
    GOING_ON = 10, _("Something is planned")


def needs(viewer: Viewer, today: date, away: list[UUID] | None = None) -> QuerySet[Any]:
    """How the journeys stand that `viewer` may see, each with its `need` and `need_since`, in the order of the board.

    What has become late or is over by now is asked here, against the clock and `today` where people live; everything
    else the database keeps ready. `away` are those who are, and nobody covers.
    """
    now = clock.now()
    return (
        Standing.objects.visible_to(viewer)
        .annotate(
            need=Case(
                When(talk_at__isnull=False, then=Value(Need.TALK_TODAY.value)),
                When(wrote_at__isnull=False, then=Value(Need.WROTE.value)),
                When(how=HowHeld.DUTY, offered_at=None, then=Value(Need.UNTAKEN.value)),
                When(offered_at__isnull=False, then=Value(Need.OFFERED.value)),
                When(holder_id__any=[] if away is None else away, then=Value(Need.AWAY.value)),
                When(ending_at__isnull=False, then=Value(Need.ENDING.value)),
                When(step_due__lt=today, then=Value(Need.LATE.value)),
                When(meeting_at__lt=now, then=Value(Need.UNTOLD.value)),
                When(silences__gte=SILENCES_TO_ASK, then=Value(Need.SILENCE.value)),
                When(meeting_at=None, step_due=None, then=Value(Need.NOTHING_NEXT.value)),
                default=Value(Need.GOING_ON.value),
            ),
            need_since=Coalesce(
                Case(
                    When(talk_at__isnull=False, then=F("talk_at")),
                    When(wrote_at__isnull=False, then=F("wrote_at")),
                    When(how=HowHeld.DUTY, offered_at=None, then=F("opened_at")),
                    When(offered_at__isnull=False, then=F("offered_at")),
                    When(holder_id__any=[] if away is None else away, then=F("began_at")),
                    When(ending_at__isnull=False, then=F("ending_at")),
                    When(step_due__lt=today, then=Cast("step_due", DateTimeField())),
                    When(meeting_at__lt=now, then=F("meeting_at")),
                    When(silences__gte=SILENCES_TO_ASK, then=F("silent_since")),
                    When(meeting_at=None, step_due=None, then=Coalesce("spoken_at", "opened_at")),
                    default=Coalesce("meeting_at", Cast("step_due", DateTimeField())),
                ),
                "began_at",
            ),
        )
        .order_by("need", "need_since", "pk")
    )


def named(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with ``person_name`` and ``holder_name``, the name that the holder works by."""
    # Asked of the rows of the page alone, once they are in order: a join would ask it of the whole team.
    name = Person.unguarded.filter(pk=OuterRef("person_id")).values("name")
    return rows.annotate(person_name=Subquery(name, output_field=CharField()), holder_name=working_name_of("holder_id"))


def after(rows: QuerySet[Any], need: int, since: datetime, pk: object) -> QuerySet[Any]:
    """The rows that come after one, in the order of `needs`."""
    return rows.filter(
        Q(need__gt=need) | Q(need=need, need_since__gt=since) | Q(need=need, need_since=since, pk__gt=pk)
    )
