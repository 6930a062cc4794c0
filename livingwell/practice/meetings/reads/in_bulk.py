"""Questions in bulk, for boards: they take many persons and cost one query each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer
from livingwell.practice.meetings.models import NOT_DONE, SILENT, Attempt, Meeting, MeetingStage, NextStep, TalkToday

#: After so many silences in a row the team is asked what else to try. Nothing ever ends by them.
SILENCES_TO_ASK = 3


def open_talk_today(person_ids: Collection[UUID], viewer: Viewer) -> dict[UUID, list[TalkToday]]:
    """Who has asked to talk today and has not been talked with yet, each with their askings, the oldest first.

    Reading `words` unseals them: call `keys.bring` first.
    """
    rows = (
        TalkToday.objects.visible_to(viewer)
        .filter(person_id__in=person_ids, answered_at=None)
        .order_by("asked_at", "id")
    )
    found: dict[UUID, list[TalkToday]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def last_spoken(person_ids: Collection[UUID], viewer: Viewer) -> dict[UUID, datetime]:
    """When somebody last spoke with each: a meeting that happened and was told, not a note or an attempt."""
    rows = (
        Meeting.objects.visible_to(viewer)
        .not_shown("a date beside a name that the page shows and records itself")
        .filter(person_id__in=person_ids, stage=MeetingStage.HAPPENED)
        .order_by()
        .values("person_id")
        .annotate(spoken=Max("happened_at"))
    )
    return {row["person_id"]: row["spoken"] for row in rows}


def next_meeting(person_ids: Collection[UUID], viewer: Viewer) -> dict[UUID, Meeting]:
    """The next planned meeting of each; one whose time has passed and of which nobody has told yet counts too."""
    rows = (
        Meeting.objects.visible_to(viewer)
        .filter(person_id__in=person_ids, stage=MeetingStage.PLANNED)
        .order_by("person_id", "planned_for", "id")
        .distinct("person_id")
    )
    return {row.person_id: row for row in rows}


def silent_attempts(person_ids: Collection[UUID], viewer: Viewer) -> dict[UUID, int]:
    """How often somebody has reached out to each since anything last came back. See `SILENCES_TO_ASK`."""
    of_them = {"person_id": OuterRef("person_id")}
    came_back = Attempt.unguarded.filter(**of_them, tried_at__gt=OuterRef("tried_at")).exclude(came_of_it__in=SILENT)
    spoke = Meeting.unguarded.filter(**of_them, stage=MeetingStage.HAPPENED, happened_at__gt=OuterRef("tried_at"))
    rows = (
        Attempt.objects.visible_to(viewer)
        .not_shown("a number beside a name that the page shows and records itself")
        .filter(~Exists(came_back), ~Exists(spoke), person_id__in=person_ids, came_of_it__in=SILENT)
        .order_by()
        .values("person_id")
        .annotate(silences=Count("id"))
    )
    return {row["person_id"]: row["silences"] for row in rows}


def what_happens_next(person_ids: Collection[UUID], viewer: Viewer) -> dict[UUID, list[NextStep]]:
    """What has been promised to each and is not done yet, the earliest day first. `keys.bring` before the words."""
    rows = NextStep.objects.visible_to(viewer).filter(NOT_DONE, person_id__in=person_ids).order_by("due", "id")
    found: dict[UUID, list[NextStep]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def promised_by_me(viewer: Viewer, *, until: date | None = None, at_most: int = 50) -> list[NextStep]:
    """What `viewer` has promised and not done yet, the earliest day first; up to and including `until`."""
    rows = NextStep.objects.visible_to(viewer).filter(NOT_DONE, promiser_id=viewer.id)
    if until is not None:
        rows = rows.filter(due__lte=until)
    return list(rows.order_by("due", "id")[:at_most])


def my_meetings(viewer: Viewer, *, within: timedelta = timedelta(days=1), at_most: int = 50) -> list[Meeting]:
    """The meetings `viewer` is to lead within that time from now, those not told yet first."""
    rows = Meeting.objects.visible_to(viewer).filter(
        led_by_id=viewer.id, stage=MeetingStage.PLANNED, planned_for__lt=clock.now() + within
    )
    return list(rows.order_by("planned_for", "id")[:at_most])
