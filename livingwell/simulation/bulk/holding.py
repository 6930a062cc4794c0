"""Journeys and who held them: every moment of each, by duty first and then by a worker's own yes."""

from __future__ import annotations

from livingwell.simulation.bulk.arriving import introduce
from livingwell.simulation.bulk.binary import EMPTY, NULL, Value, document, moment, text
from livingwell.simulation.bulk.ground import DAY, HOUR, MINUTE, between
from livingwell.simulation.bulk.identity import id_at, spelled
from livingwell.simulation.bulk.life import Life, Stretch
from livingwell.simulation.bulk.team import Worker

_DUTY, _OWN, _GOODBYE = text("duty"), text("own"), text("goodbye")
_HOLD, _OFFER, _ACCEPT, _SAY_GOODBYE = (
    text("hold_journey"), text("offer_handover"), text("accept_handover"), text("say_goodbye"),
)  # fmt: skip
#: How many come a second time, and how many of the others have said goodbye; how many of those who came lately nobody
#: has taken from duty yet; how many holds passed to a colleague, or are offered to one who has not answered.
AGAIN, ENDED, UNTAKEN, PASSED, OFFERED = 0.33, 0.15, 0.6, 0.12, 0.02
LATELY = 30 * DAY


def travel(life: Life) -> None:
    """Their journeys, one after the other, each held at every moment."""
    dice, until = life.dice, life.ground.until
    spent = until - life.came
    first_ends = None
    if life.long_way:
        pass  # one long journey, open still
    elif spent > 20 * DAY and dice.random() < AGAIN:
        first_ends = life.came + between(dice, 5 * DAY, spent // 2)
    elif spent > 8 * DAY and dice.random() < ENDED:
        first_ends = life.came + between(dice, 5 * DAY, spent)
        _journey(life, life.came, first_ends)
        return
    _journey(life, life.came, first_ends)
    if first_ends is not None:
        _journey(life, between(dice, first_ends + DAY, until - HOUR), None)


def _journey(life: Life, opened: int, closed: int | None) -> None:
    dice, book, until = life.dice, life.book, life.ground.until
    journey = Stretch(id_at(opened, dice), opened, closed)
    life.journeys.append(journey)
    book.journeys.add(
        **life.ours(journey.pk, opened, "opened_at"), closed_at=NULL if closed is None else moment(closed)
    )
    introduce(life, journey, again=len(life.journeys) > 1)
    _held(life, journey, closed or until)
    if closed is not None:
        row = id_at(closed, dice)
        book.endings.add(
            **life.ours(row, closed, "said_at"),
            journey_id=journey.pk,
            kind=_GOODBYE,
            words=life.seal(b"Thank you. I know where you are.", "holding_ending.words", row),
            said_by_id=life.pk,
            said_by_name=life.name,
        )
        life.say(closed, _SAY_GOODBYE, journey.pk, facts=document(b'{"kind":"goodbye"}'))


def _held(life: Life, journey: Stretch, ends: int) -> None:
    """Duty, then a worker; for some, a colleague after them. Duty's turns change hands, and so does what it holds."""
    dice, team, opened = life.dice, life.team, journey.opened
    duty = team.duty_at(opened)
    turn = team.turn_ends(opened)
    taken = opened + between(dice, 20 * MINUTE, min(2 * DAY, (ends - opened) // 3))
    if turn is not None:
        taken = min(taken, turn - 1)
    if journey.closed is None and turn is None and ends - opened < LATELY and dice.random() < UNTAKEN:
        _hold(life, journey, duty, _DUTY, opened, None)
        return
    taken = max(taken, opened + 1)
    _hold(life, journey, duty, _DUTY, opened, taken)
    first = team.workers[int(dice.random() * len(team.workers))]
    passes = taken + (ends - taken) // 2 if ends - taken > 4 * DAY and dice.random() < PASSED else None
    _take(life, journey, first, taken)
    _hold(life, journey, first, _OWN, taken, passes or journey.closed)
    if passes is not None:
        second = _other(life, first)
        handover = _offer(life, journey, first, second, passes - 3 * HOUR, passes)
        life.book.tell(
            passes,
            _ACCEPT,
            life.pk,
            handover,
            by=second.pk,
            facts=document(b'{"journey":"%s"}' % spelled(journey.pk).encode()),
        )
        journey.workers.append((passes, second))
        _hold(life, journey, second, _OWN, passes, journey.closed)
    elif journey.closed is None and ends - taken > 2 * DAY and dice.random() < OFFERED:
        _offer(life, journey, first, _other(life, first), ends - DAY, None)


def _take(life: Life, journey: Stretch, worker: Worker, at: int) -> None:
    journey.workers.append((at, worker))
    life.book.tell(at, _HOLD, life.pk, journey.pk, by=worker.pk)


def _other(life: Life, than: Worker) -> Worker:
    workers = life.team.workers
    return workers[(workers.index(than) + 1 + int(life.dice.random() * (len(workers) - 1))) % len(workers)]


def _hold(life: Life, journey: Stretch, worker: Worker, how: Value, began: int, ended: int | None) -> None:
    life.book.holds.add(
        **life.ours(id_at(began, life.dice), began, "began_at"),
        journey_id=journey.pk,
        holder_id=worker.pk,
        team_id=life.team.pk,
        how=how,
        ended_at=NULL if ended is None else moment(ended),
    )


def _offer(life: Life, journey: Stretch, by: Worker, to: Worker, at: int, accepted: int | None) -> Value:
    row = id_at(at, life.dice)
    life.book.handovers.add(
        **life.ours(row, at, "offered_at"),
        journey_id=journey.pk,
        to_id=to.pk,
        to_name=to.name,
        in_team_id=life.team.pk,
        why=life.seal(b"I am away from Monday.", "holding_handover.why", row),
        offered_by_id=by.pk,
        offered_by_name=by.name,
        accepted_by_id=NULL if accepted is None else to.pk,
        accepted_at=NULL if accepted is None else moment(accepted),
        declined_because=EMPTY,
    )
    life.book.tell(at, _OFFER, life.pk, row, by=by.pk)
    return row
