"""Meetings with what was said, what happens next, the team's notes, and trying to reach somebody."""

from __future__ import annotations

from livingwell.simulation.bulk import binary, words
from livingwell.simulation.bulk.binary import EMPTY, NULL, Value, moment, text
from livingwell.simulation.bulk.ground import DAY, HOUR, MINUTE, between
from livingwell.simulation.bulk.identity import id_at
from livingwell.simulation.bulk.life import Life, Stretch
from livingwell.simulation.bulk.team import Worker

_FIRST, _MEETING, _PLANNED, _HAPPENED = text("first"), text("meeting"), text("planned"), text("happened")
_HOWS = [text(how) for how in ("table", "walk", "phone", "hub")]
_PLAN, _TELL, _KEEP, _NOTE, _ATTEMPT, _TALK = (
    text(act)
    for act in ("plan_meeting", "tell_meeting", "keep_next_step", "write_note", "log_attempt", "ask_to_talk_today")
)
_PROMPTS = [
    (text(f"prompt-{n}"), text(prompt))
    for n, prompt in enumerate(
        ("What has been going well, even a little?", "Who is around you?", "What would a better week look like?")
    )
]
_CALL, _NO_ANSWER, _EMAIL = text("phone"), text("no_answer"), text("email")
#: Meetings of most people, and of those who have come a long way.
MEETINGS, MANY_MEETINGS = (5, 17), (110, 130)


def meet(life: Life) -> None:
    """What was said in each of their journeys, and what is planned."""
    dice, until = life.dice, life.ground.until
    wanted = dice.randint(*(MANY_MEETINGS if life.long_way else MEETINGS))
    share = max(1, wanted // len(life.journeys))
    for journey in life.journeys:
        ends = journey.closed or until
        begins = journey.workers[0][0] if journey.workers else journey.opened
        if journey.workers and ends - begins > 2 * DAY:
            moments = sorted(between(dice, begins + HOUR, ends - 12 * HOUR) for _ in range(share))
            for nth, at in enumerate(moments):
                _met(life, journey, at, first=nth == 0)
            for _ in range(80 if life.long_way else int(dice.random() * 3)):
                _note(life, journey, between(dice, begins, ends - HOUR))
        for _ in range(60 if life.long_way else int(dice.random() * 2)):
            _tried(life, journey, between(dice, begins, ends - MINUTE))
        if journey.closed is None:
            _ahead(life, journey, begins)


def _ahead(life: Life, journey: Stretch, begins: int) -> None:
    """What is planned; for a few, a meeting that is over and has not been told, or a conversation asked for today."""
    dice, until = life.dice, life.ground.until
    how = dice.random()
    if how < 0.5:
        _plan(life, journey, max(begins, until - 4 * DAY), between(dice, until + DAY, until + 14 * DAY))
    elif how < 0.54 and until - begins > 4 * DAY:
        _plan(life, journey, until - 3 * DAY, between(dice, until - 2 * DAY, until - DAY))
    if dice.random() < 0.01 or life.nth == 7:
        at = between(dice, max(begins, until - 8 * HOUR), until - MINUTE)
        row = id_at(at, dice)
        by, called = life.hand(at)
        life.book.talk_today.add(
            **life.ours(row, at, "asked_at"), journey_id=journey.pk, words=EMPTY, asked_by_id=by, asked_by_name=called
        )
        worker = journey.holder_at(at, life.team)
        life.book.called_on.add(
            **life.ours(id_at(at, dice), at, "called_at"),
            journey_id=journey.pk,
            asked_id=row,
            worker_id=worker.pk,
            worker_name=worker.name,
            way=_EMAIL,
        )
        life.say(at, _TALK, row)


def _planned(life: Life, journey: Stretch, row: Value, at: int, planned_at: int, worker: Worker) -> dict[str, Value]:
    return {
        **life.ours(row, at, "planned_for"),
        "journey_id": journey.pk,
        "how": life.dice.choice(_HOWS),
        "where": life.seal(life.dice.choice(words.WHERE), "meetings_meeting.where", row),
        "led_by_id": worker.pk,
        "led_by_name": worker.name,
        "planned_by_id": worker.pk,
        "planned_by_name": worker.name,
        "planned_at": moment(planned_at),
    }


def _plan(life: Life, journey: Stretch, planned_at: int, at: int) -> None:
    worker = journey.holder_at(planned_at, life.team)
    row = id_at(planned_at, life.dice)
    life.book.meetings.add(**_planned(life, journey, row, at, planned_at, worker), kind=_MEETING, stage=_PLANNED)
    life.book.tell(planned_at, _PLAN, life.pk, row, by=worker.pk)


def _met(life: Life, journey: Stretch, at: int, *, first: bool) -> None:
    dice, book = life.dice, life.book
    told = at + between(dice, 20 * MINUTE, 8 * HOUR)
    planned_at = max(journey.workers[0][0], at - 5 * DAY)
    worker = journey.holder_at(planned_at, life.team)
    row = id_at(planned_at, dice)
    book.meetings.add(
        **_planned(life, journey, row, at, planned_at, worker),
        kind=_FIRST if first else _MEETING,
        stage=_HAPPENED,
        happened_at=moment(at),
        told_by_id=worker.pk,
        told_by_name=worker.name,
        told_at=moment(told),
        their_words=life.seal(words.saying(words.THEIRS, dice, 3), "meetings_meeting.their_words", row),
        our_words=life.seal(words.saying(words.OURS, dice, 2), "meetings_meeting.our_words", row),
    )
    book.tell(planned_at, _PLAN, life.pk, row, by=worker.pk)
    book.tell(told, _TELL, life.pk, row, by=worker.pk)
    if first:
        for order, (key, prompt) in enumerate(_PROMPTS):
            answer = id_at(told, dice)
            book.answers.add(
                id=answer,
                place_id=book.place,
                person_id=life.pk,
                journey_id=journey.pk,
                meeting_id=row,
                key=key,
                prompt=prompt,
                order=binary.small(order),
                their_words=life.seal(words.saying(words.THEIRS, dice, 2), "meetings_answer.their_words", answer),
            )
    if first or dice.random() < (0.9 if life.long_way else 0.15):
        _promise(life, journey, row, worker, told)


def _promise(life: Life, journey: Stretch, meeting: Value, worker: Worker, at: int) -> None:
    dice, until = life.dice, life.ground.until
    row, due = id_at(at, dice), at + 7 * DAY
    kept = at + between(dice, HOUR, 7 * DAY)
    if kept > (journey.closed or until) or (due < until and dice.random() < 0.03):
        kept = 0
    life.book.next_steps.add(
        **life.ours(row, at, "written_at"),
        journey_id=journey.pk,
        meeting_id=meeting,
        words=life.seal(dice.choice(words.PROMISES), "meetings_nextstep.words", row),
        promiser_id=worker.pk,
        promiser_name=worker.name,
        due=binary.day(due),
        written_by_id=worker.pk,
        kept_by_id=worker.pk if kept else NULL,
        kept_at=moment(kept) if kept else NULL,
    )
    if kept:
        life.book.tell(kept, _KEEP, life.pk, row, by=worker.pk)


def _note(life: Life, journey: Stretch, at: int) -> None:
    row, worker = id_at(at, life.dice), journey.holder_at(at, life.team)
    life.book.notes.add(
        **life.ours(row, at, "written_at"),
        journey_id=journey.pk,
        words=life.seal(words.saying(words.OURS, life.dice, 2), "meetings_note.words", row),
        written_by_id=worker.pk,
        written_by_name=worker.name,
    )
    life.book.tell(at, _NOTE, life.pk, row, by=worker.pk)


def _tried(life: Life, journey: Stretch, at: int) -> None:
    row, worker = id_at(at, life.dice), journey.holder_at(at, life.team)
    life.book.attempts.add(
        **life.ours(row, at, "tried_at"),
        journey_id=journey.pk,
        channel=_CALL,
        came_of_it=_NO_ANSWER,
        tried_by_id=worker.pk,
        tried_by_name=worker.name,
        written_at=moment(at),
    )
    life.book.tell(at, _ATTEMPT, life.pk, row, by=worker.pk)
