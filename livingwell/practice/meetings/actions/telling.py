"""A meeting has happened: what was said, by whom, what happens next; and what stands beside it later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.permission.acts import Refused, act
from livingwell.kit.permission.refusals import says
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.practice.meetings.actions.next_steps import Promise, write_step
from livingwell.practice.meetings.actions.planning import becoming
from livingwell.practice.meetings.letters import send_letter
from livingwell.practice.meetings.models import (
    Answer,
    AskedAgain,
    Correction,
    Draft,
    HowWeMeet,
    Letter,
    LetterHow,
    Meeting,
    MeetingKind,
    MeetingStage,
    TalkToday,
)

NOTHING_HAPPENS_NEXT = _("Please say what happens next: at least one thing, with a name and a day.")
says("first_conversation_ends", NOTHING_HAPPENS_NEXT)
says("meeting_told_after_it_happened", _("This meeting has not happened yet. Please look at its day and time."))


@dataclass(frozen=True)
class Said:
    """What was said about one prompt: the person's words and what the worker adds, never one text."""

    key: str
    prompt: str
    theirs: str = ""
    ours: str = ""


@dataclass(frozen=True)
class Again:
    """Something told before that was asked again, and why."""

    key: str
    prompt: str
    why: str


@act("save_meeting_draft")
def save_meeting_draft(meeting: Meeting, *, typed: str, by: Viewer) -> Draft:
    """Keep what `by` has typed so far (the form as JSON). One draft each, so that nobody's words replace another's."""
    draft = Draft.unguarded.filter(meeting_id=meeting.pk, saved_by_id=by.id).first()
    if draft is None:
        draft = Draft(
            place_id=meeting.place_id,
            person_id=meeting.person_id,
            journey_id=meeting.journey_id,
            meeting_id=meeting.pk,
            typed=typed,
            saved_by_id=by.id,
            saved_at=clock.now(),
        )
        draft.save(force_insert=True)
    else:
        draft.typed, draft.saved_at = typed, clock.now()
        draft.save(update_fields=["typed", "saved_at"])
    tell(about=meeting.person_id, place=meeting.place_id, row=meeting.pk)
    return draft


@act("tell_meeting", binding=True)
def tell_meeting(
    meeting: Meeting,
    *,
    happened_at: datetime,
    their_words: str = "",
    our_words: str = "",
    said: Sequence[Said] = (),
    asked_again: Sequence[Again] = (),
    next_steps: Sequence[Promise] = (),
    how: HowWeMeet | None = None,
    where: str | None = None,
    also_there: str | None = None,
    by: Viewer,
) -> Meeting:
    """The meeting happened. It answers every "talk today" that was asked before it.

    :raises Refused: for a first conversation that ends without what happens next; for a meeting in the future; when
        somebody else has told it already.
    """
    if meeting.kind == MeetingKind.FIRST and not next_steps:
        raise Refused(NOTHING_HAPPENS_NEXT, "first_conversation_ends")
    meeting = becoming(meeting, MeetingStage.HAPPENED)
    meeting.happened_at = happened_at
    meeting.told_by_id, meeting.told_by_name, meeting.told_at = by.id, by.name, clock.now()
    meeting.their_words, meeting.our_words = their_words, our_words
    meeting.how = how or meeting.how
    meeting.where = meeting.where if where is None else where
    meeting.also_there = meeting.also_there if also_there is None else also_there
    meeting.save(
        update_fields=[
            "stage", "happened_at", "told_by", "told_by_name", "told_at", "their_words", "our_words", "how", "where",
            "also_there",
        ]
    )  # fmt: skip
    _write_answers(meeting, said)
    _write_asked_again(meeting, asked_again, happened_at, by)
    for promise in next_steps:
        write_step(promise, meeting.journey_id, meeting.person_id, meeting.place_id, by, meeting_id=meeting.pk)
    answered = _answer_talk_today(meeting, happened_at, by)
    Draft.unguarded.filter(meeting_id=meeting.pk, saved_by_id=by.id).delete()
    tell(
        about=meeting.person_id,
        place=meeting.place_id,
        row=meeting.pk,
        journey=str(meeting.journey_id),
        kind=meeting.kind,
        asked_again=len(asked_again),
        answered_talk_today=answered,
    )
    return meeting


def _write_answers(meeting: Meeting, said: Sequence[Said]) -> None:
    for order, one in enumerate(said):
        if one.theirs or one.ours:
            Answer(
                place_id=meeting.place_id,
                person_id=meeting.person_id,
                journey_id=meeting.journey_id,
                meeting_id=meeting.pk,
                key=one.key,
                prompt=one.prompt,
                order=order,
                their_words=one.theirs,
                our_words=one.ours,
            ).save(force_insert=True)


def _write_asked_again(meeting: Meeting, asked_again: Sequence[Again], at: datetime, by: Viewer) -> None:
    for one in asked_again:
        AskedAgain(
            place_id=meeting.place_id,
            person_id=meeting.person_id,
            journey_id=meeting.journey_id,
            meeting_id=meeting.pk,
            key=one.key,
            prompt=one.prompt,
            why=one.why,
            asked_by_id=by.id,
            asked_by_name=by.name,
            asked_at=at,
        ).save(force_insert=True)


def _answer_talk_today(meeting: Meeting, happened_at: datetime, by: Viewer) -> int:
    """Times are told to the minute: what was asked in the minute the meeting began is answered by it."""
    within = happened_at.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return TalkToday.unguarded.filter(person_id=meeting.person_id, answered_at=None, asked_at__lt=within).update(
        answered_by_id=by.id, answered_at=clock.now(), answered_with_id=meeting.pk
    )


@act("correct_meeting")
def correct_meeting(meeting: Meeting, *, words: str, answer: Answer | None = None, by: Viewer) -> Correction:
    """How the person would put it, in their own voice. It stands beside the text, which stays as it was."""
    correction = Correction(
        place_id=meeting.place_id,
        person_id=meeting.person_id,
        journey_id=meeting.journey_id,
        meeting_id=meeting.pk,
        answer_id=answer.pk if answer else None,
        words=words,
        written_by_id=by.id,
        written_by_name=by.name,
        written_at=clock.now(),
    )
    correction.save(force_insert=True)
    tell(about=meeting.person_id, place=meeting.place_id, row=meeting.pk, correction=str(correction.pk))
    return correction


@act("give_letter")
def give_letter(meeting: Meeting, *, how: LetterHow, by: Viewer) -> Letter:
    """The person has it in writing; by email it is sent now. Saying so twice is saying it once.

    :raises Refused: by email, where they have not said that it is safe.
    """
    letter = Letter.unguarded.filter(meeting_id=meeting.pk, how=how).first()
    if letter is None:
        letter = Letter(
            place_id=meeting.place_id,
            person_id=meeting.person_id,
            journey_id=meeting.journey_id,
            meeting_id=meeting.pk,
            how=how,
            given_by_id=by.id,
            given_by_name=by.name,
            given_at=clock.now(),
        )
        letter.save(force_insert=True)
        if how == LetterHow.EMAIL:
            send_letter(meeting, by)
    tell(about=meeting.person_id, place=meeting.place_id, row=meeting.pk, how=how)
    return letter
