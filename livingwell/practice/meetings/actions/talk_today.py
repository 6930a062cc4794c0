"""Asking a human for a conversation the same day."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import By, Viewer
from livingwell.people.models import Person
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.actions.calling import call_on_the_team
from livingwell.practice.meetings.models import TalkToday


class NoOpenJourney(ValueError):
    """Nobody holds this person now, so there is nobody whom the asking would reach: they come back first."""


@act("ask_to_talk_today", errands=("front door",))
def ask_to_talk_today(person: Person, *, words: str, by: By) -> TalkToday:
    """Ask for a conversation today: the person themselves, a worker, or the front door for somebody who said so there.

    It stays asked until a meeting has happened and was told. Asking again adds a row: nobody's words replace others.
    Whoever is on duty, and whoever holds, is sent a message in the same transaction (`calling`).

    :raises NoOpenJourney: when the person has no open journey.
    """
    journey = Journey.unguarded.filter(person_id=person.pk, closed_at=None).first()
    if journey is None:
        raise NoOpenJourney(str(person.pk))
    themselves = not isinstance(by, Viewer) or by.speaks_for == person.pk
    asked = TalkToday(
        place_id=person.place_id,
        person_id=person.pk,
        journey_id=journey.pk,
        words=words,
        asked_by_id=by.id if isinstance(by, Viewer) else person.pk,
        asked_by_name=person.name if themselves else by.name,  # type: ignore[union-attr]
        asked_at=clock.now(),
    )
    asked.save(force_insert=True)
    call_on_the_team(asked)
    tell(about=person.pk, place=person.place_id, row=asked.pk, journey=str(journey.pk))
    return asked
