"""What can happen: two agree on supervision and write; a team notices and tries; a worker tells, and takes back."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.permission.acts import Refused, act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Membership, Place, Team
from livingwell.practice.learning.models import ForWhom, Noticed, OfMyself, Supervision, SupervisionNote


@act("ask_supervision")
def ask_supervision(place: Place, *, of: Membership, by: Viewer) -> Supervision:
    """Ask a colleague to listen to one's own work. They say yes or nothing."""
    if of.place_id != place.pk or of.person_id == by.id or of.ended_at is not None:
        raise Refused(_("Please choose a colleague who works here."))
    asked = Supervision(
        place_id=place.pk,
        person_id=by.id,
        person_name=by.name,
        supervisor_id=of.person_id,
        supervisor_name=of.known_as,
        asked_at=clock.now(),
    )
    asked.save(force_insert=True)
    tell(about=by.id, place=place.pk, row=asked.pk)
    return asked


@act("accept_supervision")
def accept_supervision(asked: Supervision, *, by: Viewer) -> Supervision:
    """Yes."""
    asked.accepted_by_id, asked.accepted_at = by.id, clock.now()
    asked.save(update_fields=["accepted_by", "accepted_at"])
    tell(about=asked.person_id, place=asked.place_id, row=asked.pk)
    return asked


@act("end_supervision")
def end_supervision(pair: Supervision, *, by: Viewer) -> Supervision:
    """No more, or not me: by either, with no reason. What was written stays theirs to read."""
    pair.ended_by_id, pair.ended_at = by.id, clock.now()
    pair.save(update_fields=["ended_by", "ended_at"])
    tell(about=pair.person_id, place=pair.place_id, row=pair.pk)
    return pair


@act("write_supervision_note")
def write_supervision_note(pair: Supervision, *, words: str, by: Viewer) -> SupervisionNote:
    """Written down for the two of them."""
    note = SupervisionNote(
        place_id=pair.place_id,
        person_id=pair.person_id,
        supervisor_id=pair.supervisor_id,
        supervision_id=pair.pk,
        words=words,
        written_by_id=by.id,
        written_by_name=by.name,
        written_at=clock.now(),
    )
    note.save(force_insert=True)
    tell(about=pair.person_id, place=pair.place_id, row=note.pk)
    return note


@act("notice")
def notice(
    place: Place, *, team: Team, noticed: str, will_try: str, look_again: date | None = None, by: Viewer
) -> Noticed:
    """What we noticed about how we work, and what we will try."""
    row = Noticed(
        place_id=place.pk,
        team_id=team.pk,
        person_id=by.id,
        person_name=by.name,
        noticed=noticed,
        will_try=will_try,
        look_again=look_again,
        written_at=clock.now(),
    )
    row.save(force_insert=True)
    tell(about=None, place=place.pk, row=row.pk)
    return row


@act("look_back_at")
def look_back_at(noticed: Noticed, *, came_of_it: str, by: Viewer) -> Noticed:
    """What came of trying."""
    noticed.came_of_it, noticed.looked_at = came_of_it, clock.now()
    noticed.looked_by_id, noticed.looked_by_name = by.id, by.name
    noticed.save(update_fields=["came_of_it", "looked_by", "looked_by_name", "looked_at"])
    tell(about=None, place=noticed.place_id, row=noticed.pk)
    return noticed


@act("tell_of_myself")
def tell_of_myself(place: Place, *, words: str, for_whom: ForWhom, by: Viewer) -> OfMyself:
    """A part of one's own story, told to the people one holds or to one's team alone."""
    told = OfMyself(place_id=place.pk, person_id=by.id, words=words, for_whom=for_whom, written_at=clock.now())
    told.save(force_insert=True)
    tell(about=by.id, place=place.pk, row=told.pk)
    return told


@act("take_back_of_myself")
def take_back_of_myself(told: OfMyself, *, by: Viewer) -> OfMyself:
    """Nobody else reads it any more."""
    told.taken_back_by_id, told.taken_back_at = by.id, clock.now()
    told.save(update_fields=["taken_back_by", "taken_back_at"])
    tell(about=by.id, place=told.place_id, row=told.pk)
    return told
