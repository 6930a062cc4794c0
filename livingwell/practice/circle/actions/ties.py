"""Asking somebody into the circle: a code given in hand, their yes, and an end either may make."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.secrets.codes import new_code, tidy
from livingwell.kit.secrets.hashes import keyed_hash
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import Person, Place
from livingwell.practice.circle.entering import writing
from livingwell.practice.circle.models import IN_MY_CIRCLE, CircleTie, Share, WordToTeam
from livingwell.practice.circle.understood import understanding_for

CODE_LASTS = timedelta(days=14)


@act("invite_supporter")
def invite_supporter(person: Person, *, named_as: str, by: Viewer) -> tuple[CircleTie, str]:
    """Make a code for the person to hand to somebody. It is returned once, and kept nowhere."""
    code = new_code()
    moment = clock.now()
    tie = CircleTie(
        understanding=understanding_for(person.pk, IN_MY_CIRCLE, to_name=named_as) if person.birth_year else None,
        place_id=person.place_id,
        person_id=person.pk,
        person_name=person.name,
        named_as=named_as,
        code_hash=keyed_hash("circle code", code),
        code_until=moment + CODE_LASTS,
        given_by_id=by.id,
        given_at=moment,
    )
    with writing(by):
        tie.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=tie.pk)
    return tie, code


@act("join_circle")
def join_circle(place: Place, *, code: str, by: Viewer) -> CircleTie | None:
    """Say yes with a code. None where the code is not one that waits: which of the reasons is not told."""
    tie = None
    with speaking(Errand("a circle code was typed")):
        moment = clock.now()
        found: CircleTie | None = (
            CircleTie.unguarded.select_for_update()
            .filter(
                place_id=place.pk,
                code_hash=keyed_hash("circle code", tidy(code)),
                code_until__gt=moment,
                accepted_at=None,
                ended_at=None,
            )
            .exclude(person_id=by.id)
            .first()
        )
        if found is not None:
            found.supporter_id = found.accepted_by_id = by.id
            found.accepted_at, found.code_hash = moment, None
            try:
                with transaction.atomic():
                    found.save(update_fields=["supporter", "accepted_by", "accepted_at", "code_hash"])
                tie = found
            except IntegrityError:  # they are in this circle already
                tie = CircleTie.unguarded.get(person_id=found.person_id, supporter_id=by.id, ended_at=None)
    tell(about=tie.person_id if tie else None, place=place.pk, row=tie.pk if tie else None)
    return tie


@act("end_tie")
def end_tie(tie: CircleTie, *, by: Viewer) -> CircleTie:
    """Either may end it. What was shared with the supporter ends with it; the next request is refused."""
    moment = clock.now()
    with writing(by), speaking(Errand("a circle tie ends")):
        now = CircleTie.unguarded.get(pk=tie.pk)
        CircleTie.unguarded.filter(pk=tie.pk, ended_at=None).update(ended_by_id=by.id, ended_at=moment, code_hash=None)
        if now.supporter_id is not None:
            Share.unguarded.filter(Q(person_id=now.person_id, to_person_id=now.supporter_id), ended_at=None).update(
                ended_by_id=by.id, ended_at=moment
            )
    tell(about=tie.person_id, place=tie.place_id, row=tie.pk)
    return tie


@act("tell_team")
def tell_team(tie: CircleTie, *, words: str, by: Viewer) -> WordToTeam:
    """Somebody in the circle tells the person's team something. The team reads it, and so does the person.

    :raises ValueError: without a word.
    """
    if not words.strip():
        raise ValueError("nothing was said")
    said = WordToTeam(
        place_id=tie.place_id, person_id=tie.person_id, tie_id=tie.pk, words=words,
        said_by_id=by.id, said_by_name=by.name, said_at=clock.now(),
    )  # fmt: skip
    said.save(force_insert=True)
    tell(about=tie.person_id, place=tie.place_id, row=said.pk)
    return said


@act("read_word")
def read_word(said: WordToTeam, *, by: Viewer) -> WordToTeam:
    """A worker who holds has read it. Saying so twice is saying so once."""
    with speaking(Errand("a word from a circle was read")):
        unread = WordToTeam.unguarded.filter(pk=said.pk, read_at=None)
        unread.update(read_by_id=by.id, read_by_name=by.name, read_at=clock.now())
    tell(about=said.person_id, place=said.place_id, row=said.pk)
    return said
