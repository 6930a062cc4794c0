"""What happens next is promised, kept, or let go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.permission.acts import Refused, act
from livingwell.kit.permission.turns import row_now
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.models import Meeting, NextStep


@dataclass(frozen=True)
class Promise:
    """One thing that will happen: what, by whom (`promiser` is their id where they work here), by which day."""

    words: str
    name: str
    due: date
    promiser: UUID | None = None


@act("promise_next_step")
def promise_next_step(journey: Journey, *, promise: Promise, meeting: Meeting | None = None, by: Viewer) -> NextStep:
    """Write down what somebody will do, by a day."""
    step = write_step(
        promise, journey.pk, journey.person_id, journey.place_id, by, meeting_id=meeting.pk if meeting else None
    )
    tell(about=journey.person_id, place=journey.place_id, row=step.pk, due=promise.due.isoformat())
    return step


@act("keep_next_step")
def keep_next_step(step: NextStep, *, by: Viewer) -> NextStep:
    """It is done."""
    step = _still_open(step)
    step.kept_by_id, step.kept_at = by.id, clock.now()
    step.save(update_fields=["kept_by", "kept_at"])
    tell(about=step.person_id, place=step.place_id, row=step.pk)
    return step


@act("let_go_next_step")
def let_go_next_step(step: NextStep, *, words: str, by: Viewer) -> NextStep:
    """It will not happen, or need not; the person reads why."""
    step = _still_open(step)
    step.let_go_by_id, step.let_go_at, step.let_go_words = by.id, clock.now(), words
    step.save(update_fields=["let_go_by", "let_go_at", "let_go_words"])
    tell(about=step.person_id, place=step.place_id, row=step.pk)
    return step


def write_step(
    promise: Promise, journey_id: UUID, person_id: UUID, place_id: UUID, by: Viewer, *, meeting_id: UUID | None
) -> NextStep:
    """The row of a promise; a step within an act, which tells the event."""
    step = NextStep(
        place_id=place_id,
        person_id=person_id,
        journey_id=journey_id,
        meeting_id=meeting_id,
        words=promise.words,
        promiser_id=promise.promiser,
        promiser_name=promise.name,
        due=promise.due,
        written_by_id=by.id,
        written_at=clock.now(),
    )
    step.save(force_insert=True)
    return step


def _still_open(step: NextStep) -> NextStep:
    locked = row_now(step)
    if locked is None or locked.kept_at is not None or locked.let_go_at is not None:
        raise Refused
    return locked
