"""What has been going on between somebody and the team, in two queries: the page it is on has many rooms' parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, DateTimeField, F, IntegerField, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from livingwell.kit.permission import showing
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.secrets.fields import SealedBytes
from livingwell.kit.viewers import Viewer
from livingwell.practice.meetings.models import NOT_DONE, Attempt, Meeting, MeetingStage, NextStep, Note

#: How many of each are shown; the rest is a page of its own.
MEETINGS, STEPS, NOTES, ATTEMPTS = 8, 20, 3, 6


@dataclass
class Lately:
    """What is next, what was promised, what was said and tried."""

    planned: list[Meeting] = field(default_factory=list)
    happened: list[Meeting] = field(default_factory=list)
    steps: list[NextStep] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.planned or self.happened or self.steps or self.notes or self.attempts)


def lately(person_id: UUID, viewer: Viewer) -> Lately:
    """The planned meetings, the last conversations, open promises, and the last notes and attempts."""
    found = Lately()
    for meeting in _meetings(viewer, person_id):
        (found.planned if meeting.stage == MeetingStage.PLANNED else found.happened).append(meeting)
    found.planned.reverse()
    for row in _said_and_tried(viewer, person_id):
        _add(found, row)
    return found


@said_once
def _meetings(viewer: Viewer, person_id: UUID) -> Any:
    return (
        Meeting.objects.visible_to(viewer)
        .with_reason()
        .filter(person_id=person_id, stage__in=(MeetingStage.PLANNED, MeetingStage.HAPPENED))
        .annotate(
            first=Case(When(stage=MeetingStage.PLANNED, then=Value(0)), default=Value(1), output_field=IntegerField())
        )
        .order_by("first", Coalesce("happened_at", "planned_for").desc(), "id")[:MEETINGS]
    )


@said_once
def _said_and_tried(viewer: Viewer, person_id: UUID) -> Any:
    steps = _alike(NextStep, viewer, Cast("due", DateTimeField()), "promiser_name", Cast("promiser_id", CharField()))
    notes = _alike(Note, viewer, F("written_at"), "written_by_name", Value("", CharField()))
    attempts = _alike(
        Attempt,
        viewer,
        F("tried_at"),
        "tried_by_name",
        Concat("channel", Value("|"), "came_of_it", output_field=CharField()),
    )
    return (
        steps(Q(NOT_DONE, person_id=person_id)).order_by("when", "id")[:STEPS]
    ).union(
        notes(Q(person_id=person_id)).order_by("-when", "id")[:NOTES],
        attempts(Q(person_id=person_id)).order_by("-when", "id")[:ATTEMPTS],
        all=True,
    )  # fmt: skip


def _alike(model: type[Guarded], viewer: Viewer, when: Any, who: str, more: Any) -> Callable[[Q], Any]:
    """Rows of different tables in one shape, so that one query fetches them."""

    def asked(which: Q) -> Any:
        return (
            model.objects.visible_to(viewer)
            .with_reason()
            .not_shown("noted one by one in _add, once they are rows again")
            .filter(which)
            .annotate(kind=Value(model.__name__), when=when, who=F(who), more=more, sealed=F("words"))
            .values("kind", "id", "person_id", "journey_id", "when", "who", "more", "sealed", "let_in_by")
        )

    return asked


def _add(found: Lately, row: dict[str, Any]) -> None:
    """Make it a row of its table again, and note that it is shown."""
    words = SealedBytes(bytes(row["sealed"]))
    common = {"id": row["id"], "person_id": row["person_id"], "journey_id": row["journey_id"], "words": words}
    made: NextStep | Note | Attempt
    if row["kind"] == "NextStep":
        made = NextStep(**common, promiser_name=row["who"], promiser_id=row["more"] or None, due=_day(row["when"]))
        found.steps.append(made)
    elif row["kind"] == "Note":
        made = Note(**common, written_by_name=row["who"], written_at=row["when"])
        found.notes.append(made)
    else:
        channel, _bar, came_of_it = row["more"].partition("|")
        made = Attempt(**common, tried_by_name=row["who"], tried_at=row["when"], channel=channel, came_of_it=came_of_it)
        found.attempts.append(made)
    made.let_in_by = row["let_in_by"]  # type: ignore[union-attr]
    showing.note(made)


def _day(moment: Any) -> date:
    day: date = moment.date()
    return day
