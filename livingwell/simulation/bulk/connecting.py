"""Connections: each as far as it has come, with the steps that led there, the person's own word where only theirs
counts."""

from __future__ import annotations

from livingwell.practice.network.models import Stage, StepKind
from livingwell.simulation.bulk import binary, words
from livingwell.simulation.bulk.binary import EMPTY, Value, moment, text
from livingwell.simulation.bulk.ground import DAY, HOUR, between
from livingwell.simulation.bulk.identity import id_at
from livingwell.simulation.bulk.life import Life, Stretch

#: How often a connection has come how far, and the steps of the way.
_WAY = (StepKind.CHOOSE, StepKind.OFFER, StepKind.YES, StepKind.ARRANGE, StepKind.MET, StepKind.HOW)
_STAGES: tuple[tuple[float, Stage, tuple[StepKind, ...]], ...] = (
    (0.24, Stage.CHOSEN, _WAY[:1]),
    (0.12, Stage.OFFERED, _WAY[:2]),
    (0.06, Stage.ACCEPTED, _WAY[:3]),
    (0.03, Stage.NOT_US, (StepKind.CHOOSE, StepKind.OFFER, StepKind.NOT_US)),
    (0.07, Stage.ARRANGED, _WAY[:4]),
    (0.24, Stage.MET, _WAY),
    (0.24, Stage.NOT_WANTED, (StepKind.CHOOSE, StepKind.NOT_WANTED)),
)
_OFTEN = [often for often, _, _ in _STAGES]
_SAID = {stage: text(stage.value) for stage in Stage}
#: What a step is called, and the act that leaves it.
_STEP = {kind: text(kind.value) for kind in StepKind}
_ACT = _STEP | {StepKind.NOT_US: text("log_answer")}
#: By the person, in their own voice; the rest is a worker's.
_OWN_WORD = {StepKind.CHOOSE, StepKind.MET, StepKind.HOW, StepKind.NOT_WANTED}
_ANOTHER, _GOOD = text("another"), text("good")
CONNECTIONS = 4


def connect(life: Life) -> None:
    """Their warm introductions; each to another support."""
    dice, until = life.dice, life.ground.until
    open_ones = [one for one in life.journeys if one.workers and (one.closed or until) - one.workers[0][0] > 2 * DAY]
    if not open_ones:
        return
    wanted = int(dice.random() * (2 * CONNECTIONS + 2))
    for nth, support in enumerate(dice.sample(life.ground.supports, min(wanted, len(life.ground.supports)))):
        journey = open_ones[nth % len(open_ones)]
        [(_, stage, steps)] = dice.choices(_STAGES, _OFTEN)
        if journey.closed is not None and stage not in (Stage.MET, Stage.NOT_WANTED):
            stage, steps = Stage.NOT_WANTED, _STAGES[-1][2]
        _connection(life, journey, support, stage, steps)


def _connection(life: Life, journey: Stretch, support: Value, stage: Stage, steps: tuple[StepKind, ...]) -> None:
    dice, book, begins = life.dice, life.book, journey.workers[0][0]
    ends = (journey.closed or life.ground.until) - HOUR
    chosen = between(dice, begins, begins + (ends - begins) // 2)
    moments = [chosen, *sorted(between(dice, chosen, ends) for _ in steps[1:])]
    when = dict(zip(steps, moments, strict=True))
    row = id_at(chosen, dice)
    offered = when.get(StepKind.OFFER)
    worker = journey.holder_at(offered or chosen, life.team)
    given: dict[str, Value] = {}
    if offered:
        given |= {
            "offered_by_id": worker.pk,
            "offered_at": moment(offered),
            "answer_due": binary.day(offered + 7 * DAY),
        }
    if StepKind.ARRANGE in when:
        at = between(dice, when[StepKind.ARRANGE], when[StepKind.ARRANGE] + 9 * DAY)
        given |= {
            "meeting_at": moment(at),
            "meeting_where": life.seal(b"At the door, ten minutes before", "network_connection.meeting_where", row),
            "walks_along": life.seal(worker.name[4:], "network_connection.walks_along", row),
        }
    ended = when.get(StepKind.MET) or when.get(StepKind.NOT_WANTED)
    if ended:
        given |= {"ended_by_id": life.pk, "ended_at": moment(ended)}
    if StepKind.HOW in when:
        given |= {
            "how": _GOOD,
            "how_words": life.seal(b"They had kept a chair for me.", "network_connection.how_words", row),
        }
    book.connections.add(
        **life.ours(row, chosen, "chosen_at"),
        journey_id=journey.pk,
        support_id=support,
        stage=_SAID[stage],
        chosen_by_id=life.hand(chosen)[0],
        may_say=life.seal(dice.choice(words.MAY_SAY), "network_connection.may_say", row),
        agreed_by_id=life.pk,
        agreed_at=moment(chosen),
        what_next=_ANOTHER if stage == Stage.NOT_US else EMPTY,
        **given,
    )
    for kind, at in when.items():
        _step(life, journey, row, support, kind, at)


def _step(life: Life, journey: Stretch, connection: Value, support: Value, kind: StepKind, at: int) -> None:
    own = kind in _OWN_WORD
    worker = journey.holder_at(at, life.team)
    by, called = life.hand(at) if own else (worker.pk, worker.name)
    life.book.connection_steps.add(
        **life.ours(id_at(at, life.dice), at, "done_at"),
        connection_id=connection,
        support_id=support,
        kind=_STEP[kind],
        what_next=_ANOTHER if kind == StepKind.NOT_US else EMPTY,
        voice_id=life.pk if own else worker.pk,
        done_by_id=by,
        done_by_name=called,
        channel=life.channel if own else EMPTY,
    )
    if own:
        life.say(at, _ACT[kind], connection)
    else:
        life.book.tell(at, _ACT[kind], life.pk, connection, by=worker.pk)
