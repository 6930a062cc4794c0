"""What is theirs alone: the story and the plan, by their own hand or in their voice, and whom they let in."""

from __future__ import annotations

from livingwell.simulation.bulk import binary, words
from livingwell.simulation.bulk.binary import NULL, Value, document, moment, text, whole
from livingwell.simulation.bulk.ground import DAY, HOUR, MINUTE, between
from livingwell.simulation.bulk.identity import id_at
from livingwell.simulation.bulk.life import Life

_WRITE, _ITEM, _STEP, _TICK, _SUGGEST, _TAKE, _SHARE = (
    text(act)
    for act in (
        "write_entry", "write_item", "add_step", "tick_step", "suggest_step", "take_suggestion", "give_share",
    )
)  # fmt: skip
_KINDS = [text(kind) for kind in ("matters", "strength", "hope")]
_A_STEP, _ONCE = text("step"), whole(1)
#: How many write a story, a plan; and how many show each to the team.
STORIES, PLANS, SHOWN = 0.8, 0.9, 0.7
A_SHARE = 365 * DAY


def write(life: Life) -> None:
    """Their story and their plan, begun once somebody had listened."""
    dice, until = life.dice, life.ground.until
    first = life.journeys[0]
    begins = first.workers[0][0] if first.workers else 0
    if not begins or (first.closed or until) - begins < 2 * DAY:
        return
    ends = (first.closed or until) - HOUR
    if life.long_way or dice.random() < STORIES:
        _story(life, begins, ends)
    if life.long_way or dice.random() < PLANS:
        _plan(life, begins, ends)


def _written(life: Life, row: Value, at: int) -> dict[str, Value]:
    by, called = life.hand(at)
    return {
        **life.ours(row, at, "written_at"),
        "version": _ONCE,
        "written_by_id": by,
        "written_by_name": called,
        "channel": life.channel,
    }


def _story(life: Life, begins: int, ends: int) -> None:
    dice, book = life.dice, life.book
    began = between(dice, begins, begins + (ends - begins) // 2)
    story = id_at(began, dice)
    book.stories.add(**life.ours(story, began, "begun_at"), begun_by_id=life.hand(began)[0])
    for nth in range(30 if life.long_way else 1 + int(dice.random() * 4)):
        at = began if nth == 0 else between(dice, began, ends)
        row = id_at(at, dice)
        book.entries.add(
            **_written(life, row, at),
            story_id=story,
            heading=life.seal(dice.choice(words.HEADINGS), "story_entry.heading", row),
            words=life.seal(words.saying(words.THEIRS, dice, 5), "story_entry.words", row),
            finished_by_id=life.hand(at)[0],
            finished_at=moment(at),
        )
        life.say(at, _WRITE, row)
    if dice.random() < SHOWN:
        _let_in(life, "story", began + MINUTE)


def _plan(life: Life, begins: int, ends: int) -> None:
    dice, book = life.dice, life.book
    began = between(dice, begins, begins + (ends - begins) // 2)
    plan = id_at(began, dice)
    book.plans.add(**life.ours(plan, began, "begun_at"), begun_by_id=life.hand(began)[0])
    for kind in dice.sample(_KINDS, 2):
        row = id_at(began, dice)
        book.items.add(
            **_written(life, row, began),
            plan_id=plan,
            kind=kind,
            words=life.seal(words.saying(words.THEIRS, dice, 1), "plan_planitem.words", row),
        )
        life.say(began, _ITEM, row)
    for _ in range(40 if life.long_way else 1 + int(dice.random() * 4)):
        _step(life, plan, between(dice, began, ends), ends)
    if dice.random() < SHOWN:
        _let_in(life, "plan", began + MINUTE)
        if dice.random() < 0.5:
            _suggested(life, plan, between(dice, began + HOUR, ends), ends)


def _step(life: Life, plan: Value, at: int, ends: int) -> None:
    dice = life.dice
    row = id_at(at, dice)
    done = between(dice, at, ends) if dice.random() < 0.6 else 0
    life.book.steps.add(
        **_written(life, row, at),
        plan_id=plan,
        words=life.seal(dice.choice(words.STEPS), "plan_step.words", row),
        taker_id=life.pk,
        taker_name=life.name,
        day=binary.day(at + 14 * DAY),
        done_by_id=life.hand(done)[0] if done else NULL,
        done_at=moment(done) if done else NULL,
    )
    life.say(at, _STEP, row)
    if done:
        life.say(done, _TICK, row)


def _suggested(life: Life, plan: Value, at: int, ends: int) -> None:
    """A worker suggests; some answer, in their own voice."""
    dice = life.dice
    if "plan" not in life.shared or at < life.shared["plan"] or at > ends - HOUR:
        return
    row, worker = id_at(at, dice), life.journey_at(at).holder_at(at, life.team)
    taken = at + 30 * MINUTE if dice.random() < 0.4 else 0
    life.book.suggestions.add(
        **life.ours(row, at, "suggested_at"),
        plan_id=plan,
        kind=_A_STEP,
        words=life.seal(b"We could go together the first time.", "plan_suggestion.words", row),
        suggested_by_id=worker.pk,
        suggested_by_name=worker.name,
        taken_by_id=life.hand(taken)[0] if taken else NULL,
        taken_at=moment(taken) if taken else NULL,
    )
    life.book.tell(at, _SUGGEST, life.pk, row, by=worker.pk)
    if taken:
        life.say(taken, _TAKE, row)


def _let_in(life: Life, what: str, at: int) -> None:
    row = id_at(at, life.dice)
    until = max(at, life.ground.until) + A_SHARE
    life.shared[what] = at
    life.book.shares.add(
        **life.ours(row, at, "given_at"),
        what=text(what),
        to_team_id=life.team.pk,
        to_name=text(f"{life.team.name} team"),
        given_by_id=life.hand(at)[0],
        until=moment(until),
    )
    life.say(at, _SHARE, row, facts=document(b'{"part":"%s"}' % what.encode()))
