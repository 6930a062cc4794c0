"""The team's notes, and a line held back because somebody else told it in confidence."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.models import HeldBack, HeldBackWords, Note


@act("write_note")
def write_note(journey: Journey, *, words: str, by: Viewer) -> Note:
    """Write something about the team's own work. The person can read it."""
    note = Note(
        place_id=journey.place_id,
        person_id=journey.person_id,
        journey_id=journey.pk,
        words=words,
        written_by_id=by.id,
        written_by_name=by.name,
        written_at=clock.now(),
    )
    note.save(force_insert=True)
    tell(about=journey.person_id, place=journey.place_id, row=note.pk, journey=str(journey.pk))
    return note


@act("hold_back_line")
def hold_back_line(note: Note, *, words: str, why: str, by: Viewer) -> HeldBack:
    """Keep a line from the person: only what somebody else told in confidence. They read that there is one, and why."""
    held_back = HeldBack(
        place_id=note.place_id,
        person_id=note.person_id,
        journey_id=note.journey_id,
        note_id=note.pk,
        why=why,
        held_back_by_id=by.id,
        held_back_by_name=by.name,
        held_back_at=clock.now(),
    )
    held_back.save(force_insert=True)
    HeldBackWords(
        place_id=note.place_id,
        person_id=note.person_id,
        journey_id=note.journey_id,
        held_back_id=held_back.pk,
        words=words,
    ).save(force_insert=True)
    tell(about=note.person_id, place=note.place_id, row=held_back.pk, note=str(note.pk))
    return held_back
