"""A huddle begins, turns from journey to journey, and ends. What is said is written where the person reads it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.timezone import localtime

from livingwell.kit import clock
from livingwell.kit.live.moving import moved
from livingwell.kit.permission.acts import Refused, act
from livingwell.kit.permission.turns import row_now
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Place, Team
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.actions import Promise, promise_next_step, write_note
from livingwell.practice.meetings.models import NextStep, Note
from livingwell.practice.team.models import Huddle, HuddleOrder, Said, Turn
from livingwell.practice.team.reads.needs import Need, named, needs

#: So many journeys fit in one huddle, by far.
MOST = 300


@act("begin_huddle")
def begin_huddle(team: Team, *, order: HuddleOrder, waiting: bool = False, by: Viewer) -> Huddle:
    """Begin the team's huddle, in the order it chose; with `waiting`, only those of whom something is needed now.

    Where one is going on, whoever begins comes into it; of two who begin at once, the second is refused by the
    database, and finds the first's. One that was left open on another day is ended first.
    """
    place = Place.objects.get(pk=team.place_id)
    now = clock.now()
    already = Huddle.unguarded.filter(team_id=team.pk, ended_at=None).first()
    if already is not None and localtime(already.began_at).date() == localtime(now).date():
        tell(about=None, place=team.place_id, row=already.pk)
        return already
    if already is not None:
        _end(already, by, now)
    huddle = Huddle(
        place_id=team.place_id, team_id=team.pk, order=order, began_by_id=by.id, began_by_name=by.name, began_at=now
    )
    huddle.save(force_insert=True)
    rows = needs(by, clock.today(place.time_zone)).filter(team_id=team.pk, kept_apart_at=None)
    if waiting:
        rows = rows.filter(need__lt=Need.GOING_ON)
    shown: Any = named(rows.exclude(person_id=by.id))
    in_turn = sorted(shown.not_shown("to put them in an order")[:MOST], key=_turn_by(order))
    turns = [
        Turn(
            place_id=team.place_id,
            person_id=row.person_id,
            journey_id=row.journey_id,
            huddle_id=huddle.pk,
            position=float(at),
            turned_by_id=None if at else by.id,
            turned_at=None if at else now,
        )
        for at, row in enumerate(in_turn)
    ]
    Turn.unguarded.bulk_create(turns)
    tell(about=None, place=team.place_id, row=huddle.pk, order=str(order), turns=len(turns))
    return huddle


def _turn_by(order: HuddleOrder) -> Any:
    """The key of an order; what needs us first decides within it, and "talk today" before it."""

    def key(row: Any) -> tuple[Any, ...]:
        of = {
            HuddleOrder.NEEDS: (),
            HuddleOrder.HOLDER: (row.holder_name.casefold(), str(row.holder_id)),
            HuddleOrder.SPOKEN: (row.spoken_at or row.opened_at,),
            HuddleOrder.NAME: (row.person_name.casefold(),),
        }[order]
        return (row.need != Need.TALK_TODAY, *of, row.need, row.need_since, str(row.pk))

    return key


@act("turn_to")
def turn_to(turn: Turn, *, by: Viewer) -> Turn:
    """The huddle speaks about this journey now, on everybody's screen."""
    huddle = _going_on(turn)
    turn.turned_by_id, turn.turned_at = by.id, clock.now()
    turn.save(update_fields=["turned_by", "turned_at"])
    moved(huddle)
    tell(about=turn.person_id, place=turn.place_id, row=turn.pk)
    return turn


@act("bring_forward")
def bring_forward(turn: Turn, *, by: Viewer) -> Turn:
    """This journey comes next, after the one that is spoken about now."""
    huddle = _going_on(turn)
    turn.position = _next_up(huddle, turn.pk)
    turn.save(update_fields=["position"])
    moved(huddle)
    tell(about=turn.person_id, place=turn.place_id, row=turn.pk)
    return turn


@act("bring_in")
def bring_in(journey: Journey, *, by: Viewer) -> Turn:
    """A journey that arrived while its team's huddle is on gets its turn: next where they asked to talk today, else
    after everybody. One that has its turn keeps it, whoever presses second."""
    place = Place.objects.get(pk=journey.place_id)
    rows: Any = needs(by, clock.today(place.time_zone)).filter(journey_id=journey.pk)
    stands = rows.not_shown("where it comes").first()
    going_on = Huddle.unguarded.filter(team_id=stands.team_id, ended_at=None).first() if stands else None
    huddle = row_now(going_on) if going_on else None
    if stands is None or huddle is None or huddle.ended_at is not None:
        raise Refused
    turn = Turn.unguarded.filter(huddle_id=huddle.pk, journey_id=journey.pk).first()
    if turn is None:
        last = Turn.unguarded.filter(huddle_id=huddle.pk).aggregate(last=Max("position"))["last"]
        turn = Turn(
            place_id=journey.place_id,
            person_id=journey.person_id,
            journey_id=journey.pk,
            huddle_id=huddle.pk,
            position=_next_up(huddle) if stands.need == Need.TALK_TODAY else (last or 0.0) + 1,
        )
        turn.save(force_insert=True)
        moved(huddle)
    tell(about=journey.person_id, place=journey.place_id, row=turn.pk)
    return turn


@act("say_in_huddle")
def say_in_huddle(turn: Turn, *, words: str, by: Viewer) -> Note:
    """A word about this journey: a note of the team's, which the person can read."""
    huddle = _going_on(turn)
    note = write_note(Journey.unguarded.get(pk=turn.journey_id), words=words, by=by)
    _said(turn, by, note_id=note.pk)
    moved(huddle)
    tell(about=turn.person_id, place=turn.place_id, row=note.pk, huddle=str(huddle.pk))
    return note


@act("promise_in_huddle")
def promise_in_huddle(turn: Turn, *, promise: Promise, by: Viewer) -> NextStep:
    """What happens next, by a name and a day: it stands on that colleague's day, and the person can read it."""
    huddle = _going_on(turn)
    step = promise_next_step(Journey.unguarded.get(pk=turn.journey_id), promise=promise, by=by)
    _said(turn, by, step_id=step.pk)
    moved(huddle)
    tell(about=turn.person_id, place=turn.place_id, row=step.pk, huddle=str(huddle.pk))
    return step


@act("end_huddle")
def end_huddle(huddle: Huddle, *, by: Viewer) -> Huddle:
    """The huddle is over; it can be read."""
    found = row_now(huddle)
    if found is None or found.ended_at is not None:
        raise Refused
    _end(found, by, clock.now())
    moved(found)
    tell(about=None, place=found.place_id, row=found.pk)
    return found


def _end(huddle: Huddle, by: Viewer, now: datetime) -> None:
    huddle.ended_by_id, huddle.ended_at = by.id, now
    huddle.save(update_fields=["ended_by", "ended_at"])


def _going_on(turn: Turn) -> Huddle:
    """The huddle of the turn, locked: what happens in it happens one after the other."""
    huddle = row_now(Huddle(pk=turn.huddle_id))
    if huddle is None or huddle.ended_at is not None:
        raise Refused
    return huddle


def _next_up(huddle: Huddle, but: UUID | None = None) -> float:
    """The position right after the turn that is spoken about now."""
    turns = list(Turn.unguarded.filter(huddle_id=huddle.pk).order_by("position", "pk"))
    if not turns:
        return 0.0
    now = max((one for one in turns if one.turned_at), key=lambda one: one.turned_at, default=None)
    before = now.position if now else turns[0].position - 2
    behind = next((one.position for one in turns if one.position > before and one.pk != but), before + 2)
    return float(before + behind) / 2


def _said(turn: Turn, by: Viewer, **what: Any) -> None:
    Said(
        place_id=turn.place_id,
        person_id=turn.person_id,
        journey_id=turn.journey_id,
        turn_id=turn.pk,
        said_by_id=by.id,
        said_at=clock.now(),
        **what,
    ).save(force_insert=True)
