"""Endings: by the person's own word, or by two named workers; the second kind can be undone."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import By, Viewer
from livingwell.practice.holding.models import OWN_WORD, Ending, EndingKind, Journey


@act("say_goodbye", errands=("front door",), binding=True)
def say_goodbye(journey: Journey, *, kind: EndingKind, words: str, person_name: str, by: By) -> Ending:
    """The person's own word ends their journey now: a goodbye, or "I don't want this". The way back stays open.

    By themselves, with their returning code (the front door's errand), or told to a worker who enters it.

    :raises ValueError: for a kind of ending that is not the person's own word.
    """
    if kind not in OWN_WORD:
        raise ValueError(f"{kind} is not the person's own word")
    ending = _said(journey, kind, words, journey.person_id, person_name)
    _close(journey)
    tell(about=journey.person_id, place=journey.place_id, row=journey.pk, kind=kind.value)
    return ending


@act("propose_ending")
def propose_ending(journey: Journey, *, kind: EndingKind, words: str, by: Viewer) -> Ending:
    """The first of two workers says that the person has died, moved away, or was entered in error. Nothing ends yet.

    :raises ValueError: for a kind of ending that is the person's own word.
    """
    if kind in OWN_WORD:
        raise ValueError(f"{kind} is the person's own word")
    ending = _said(journey, kind, words, by.id, by.name)
    tell(about=journey.person_id, place=journey.place_id, row=journey.pk, kind=kind.value)
    return ending


@act("second_ending", binding=True)
def second_ending(ending: Ending, *, by: Viewer) -> Ending:
    """The second worker agrees: the journey ends now."""
    ending.seconded_by_id, ending.seconded_at = by.id, clock.now()
    ending.save(update_fields=["seconded_by", "seconded_at"])
    _close(Journey.unguarded.get(pk=ending.journey_id))
    tell(about=ending.person_id, place=ending.place_id, row=ending.journey_id, kind=ending.kind)
    return ending


@act("undo_ending", binding=True)
def undo_ending(ending: Ending, *, by: Viewer) -> Ending:
    """One of the two workers, or the person, undoes it: the journey is held as if it had not ended."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.undo_ending(%s)", [ending.pk])
    tell(about=ending.person_id, place=ending.place_id, row=ending.journey_id, kind=ending.kind)
    return ending


def _said(journey: Journey, kind: EndingKind, words: str, by: UUID, name: str) -> Ending:
    ending = Ending(
        place_id=journey.place_id,
        journey_id=journey.pk,
        person_id=journey.person_id,
        kind=kind,
        words=words,
        said_by_id=by,
        said_by_name=name,
        said_at=clock.now(),
    )
    ending.save(force_insert=True)
    return ending


def _close(journey: Journey) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select gate.close_journey(%s)", [journey.pk])
