"""Suggestions: made by others, taken, changed or left by the person; their author hears which."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import Person
from livingwell.practice.circle.entering import writing
from livingwell.practice.plan.actions.rows import written
from livingwell.practice.plan.models import NOT_ANSWERED, ItemKind, Plan, PlanItem, Step, SuggestedKind, Suggestion


class AnsweredAlready(Exception):
    """The suggestion was taken, changed or left before: in another window, perhaps. That answer stands."""


@act("suggest_step")
def suggest_step(plan: Plan, *, words: str, by: Viewer, kind: SuggestedKind = SuggestedKind.STEP) -> Suggestion:
    """Suggest something. It stands beside the plan; nothing in the plan changes."""
    suggestion = Suggestion(
        place_id=plan.place_id,
        person_id=plan.person_id,
        plan_id=plan.pk,
        kind=kind,
        words=words,
        suggested_by_id=by.id,
        suggested_by_name=by.name,
        suggested_at=clock.now(),
    )
    suggestion.save(force_insert=True)
    tell(about=plan.person_id, place=plan.place_id, row=suggestion.pk, kind=kind.value)
    return suggestion


@act("take_suggestion")
def take_suggestion(suggestion: Suggestion, *, by: Viewer) -> PlanItem | Step:
    """The person takes it as it is: it becomes theirs, in these words.

    :raises AnsweredAlready: when it was answered before.
    """
    with writing(by):
        row = _become(_answer(suggestion, "taken", by), suggestion.words, by, None, "", None)
    tell(about=suggestion.person_id, place=suggestion.place_id, row=suggestion.pk)
    return row


@act("change_suggestion")
def change_suggestion(
    suggestion: Suggestion,
    *,
    words: str,
    by: Viewer,
    taker: UUID | None = None,
    taker_name: str = "",
    day: date | None = None,
) -> PlanItem | Step:
    """The person takes it in words of their own.

    :raises AnsweredAlready: when it was answered before.
    """
    with writing(by):
        row = _become(_answer(suggestion, "changed", by), words, by, taker, taker_name, day)
    tell(about=suggestion.person_id, place=suggestion.place_id, row=suggestion.pk)
    return row


@act("leave_suggestion")
def leave_suggestion(suggestion: Suggestion, *, by: Viewer) -> Suggestion:
    """The person leaves it. No reason is asked.

    :raises AnsweredAlready: when it was answered before.
    """
    with writing(by):
        _answer(suggestion, "left", by)
    tell(about=suggestion.person_id, place=suggestion.place_id, row=suggestion.pk)
    return suggestion


@act("hear_answer")
def hear_answer(suggestion: Suggestion, *, by: Viewer) -> Suggestion:
    """Its author has read what became of it."""
    with speaking(Errand("an answer was read")):
        heard = Suggestion.unguarded.filter(pk=suggestion.pk, heard_at=None)
        heard.update(heard_by_id=by.id, heard_at=clock.now())
    tell(about=suggestion.person_id, place=suggestion.place_id, row=suggestion.pk)
    return suggestion


def _answer(suggestion: Suggestion, what: str, by: Viewer) -> Suggestion:
    """Answer it once: two answers at the same moment are one, and the first stands."""
    answered = Suggestion.unguarded.filter(NOT_ANSWERED, pk=suggestion.pk).update(
        **{f"{what}_by_id": by.id, f"{what}_at": clock.now()}
    )
    if not answered:
        raise AnsweredAlready(str(suggestion.pk))
    return suggestion


def _become(
    suggestion: Suggestion, words: str, by: Viewer, taker: UUID | None, taker_name: str, day: date | None
) -> PlanItem | Step:
    mine = {
        "place_id": suggestion.place_id,
        "person_id": suggestion.person_id,
        "plan_id": suggestion.plan_id,
        "words": words,
        **written(by),
    }
    row: PlanItem | Step
    if suggestion.kind == SuggestedKind.STEP:
        if not taker_name:
            taker = by.speaks_for
            taker_name = Person.unguarded.values_list("name", flat=True).get(pk=taker)
        row = Step(**mine, taker_id=taker, taker_name=taker_name, day=day)
    else:
        row = PlanItem(**mine, kind=ItemKind(suggestion.kind))
    row.save(force_insert=True)
    return row
