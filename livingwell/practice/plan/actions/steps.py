"""Steps: somebody takes them on by a day, and ticks them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.circle.entering import ENTERED, writing
from livingwell.practice.plan.actions.rows import begun, change, done, not_done, put_back, take_out, written
from livingwell.practice.plan.models import Step


@act("add_step")
def add_step(person: Person, *, words: str, taker: UUID | None, taker_name: str, day: date | None, by: Viewer) -> Step:
    """A step stands in the plan, with the name of whoever takes it and the day it is for."""
    with writing(by):
        step = Step(
            place_id=person.place_id,
            person_id=person.pk,
            plan_id=begun(person, by).pk,
            words=words,
            taker_id=taker,
            taker_name=taker_name,
            day=day,
            **written(by),
        )
        step.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=step.pk, day=day.isoformat() if day else "")
    return step


@act("change_step")
def change_step(
    step: Step,
    *,
    words: str,
    taker: UUID | None,
    taker_name: str,
    day: date | None,
    version: int,
    by: Viewer,
    settles: Sequence[UUID] = (),
) -> Step:
    """Save a step that was opened at `version`; on a clash a copy beside it is kept, and returned."""
    values = {"words": words, "taker_id": taker, "taker_name": taker_name, "day": day}
    with writing(by):
        saved = change(step, values, version=version, by=by, settles=settles)
    tell(about=step.person_id, place=step.place_id, row=saved.pk, clash=saved.pk != step.pk)
    return saved


@act("tick_step")
def tick_step(step: Step, *, by: Viewer) -> Step:
    """Done: said by the person, or by whoever took the step on. A tick changes nothing else."""
    with writing(by), speaking(ENTERED):
        done(step, by)
    tell(about=step.person_id, place=step.place_id, row=step.pk)
    return step


@act("untick_step")
def untick_step(step: Step, *, by: Viewer) -> Step:
    """Not done after all."""
    with writing(by), speaking(ENTERED):
        not_done(step, by)
    tell(about=step.person_id, place=step.place_id, row=step.pk)
    return step


@act("take_out_step")
def take_out_step(step: Step, *, by: Viewer) -> Step:
    """It leaves the plan, and can be put back."""
    with writing(by):
        take_out(step, by)
    tell(about=step.person_id, place=step.place_id, row=step.pk)
    return step


@act("put_back_step")
def put_back_step(step: Step, *, by: Viewer) -> Step:
    """It stands in the plan again."""
    with writing(by):
        put_back(step, by)
    tell(about=step.person_id, place=step.place_id, row=step.pk)
    return step
