"""A team: its workers with their accounts, and whose turn of duty it was when."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from random import Random

from livingwell.people.models import MembershipKind
from livingwell.simulation.bulk.binary import NULL, Value, moment, text
from livingwell.simulation.bulk.book import Book
from livingwell.simulation.bulk.ground import DAY, WORKERS_TO_A_TEAM, Ground
from livingwell.simulation.bulk.identity import id_at
from livingwell.simulation.bulk.pen import Pen
from livingwell.simulation.bulk.words import FIRST, name

_KINDS = [text(kind.value) for kind in MembershipKind if kind != MembershipKind.LEAD]
_LEAD = text(MembershipKind.LEAD.value)
_OPEN_TEAM, _TAKE_DUTY, _SAY_YES = text("open_team"), text("take_duty"), text("say_duty_yes")
#: Duty changes hands so often.
_TURN = 84 * DAY


@dataclass(frozen=True)
class Worker:
    """Who works in a team, by the name they work by, and for whom."""

    pk: Value
    name: Value
    works_for: Value


@dataclass
class Team:
    """A team with its workers; `turns` are the moments at which duty changed hands, and `on_duty` who took it then."""

    pk: Value
    name: str
    workers: list[Worker]
    turns: list[int]
    on_duty: list[Worker]

    def duty_at(self, at: int) -> Worker:
        return self.on_duty[bisect_right(self.turns, at) - 1]

    def turn_ends(self, at: int) -> int | None:
        """When the turn of duty under way at a moment ended; None while it goes on."""
        nth = bisect_right(self.turns, at)
        return self.turns[nth] if nth < len(self.turns) else None


def open_team(book: Book, ground: Ground, nth: int, dice: Random) -> Team:
    """Write down a team and its workers, as it has been since the place opened."""
    opened = ground.since + nth % 1000
    pk, called = id_at(opened, dice), f"Team {nth + 1}"
    book.teams.add(id=pk, place_id=book.place, name=text(called), opened_at=moment(opened))
    workers = [_join(book, ground, pk, nth, each, opened, dice) for each in range(WORKERS_TO_A_TEAM)]
    book.tell(opened, _OPEN_TEAM, NULL, pk, by=workers[0].pk)
    turns = list(range(opened, ground.until, _TURN))
    on_duty = [workers[turn % 3] for turn in range(len(turns))]
    for turn, (began, worker) in enumerate(zip(turns, on_duty, strict=True)):
        ended = moment(turns[turn + 1]) if turn + 1 < len(turns) else NULL
        book.duty.add(
            id=id_at(began, dice),
            place_id=book.place,
            team_id=pk,
            person_id=worker.pk,
            began_at=moment(began),
            ended_at=ended,
        )
        book.tell(began, _TAKE_DUTY, NULL, pk, by=worker.pk)
    for worker in workers[:3]:
        book.duty_yes.add(
            id=id_at(opened, dice), place_id=book.place, team_id=pk, person_id=worker.pk, said_at=moment(opened)
        )
        book.tell(opened, _SAY_YES, NULL, pk, by=worker.pk)
    return Team(pk, called, workers, turns, on_duty)


def _join(book: Book, ground: Ground, team: Value, nth: int, each: int, opened: int, dice: Random) -> Worker:
    organisation, works_for = ground.organisations[(nth + each) % len(ground.organisations)]
    pk, known_as = id_at(opened, dice), FIRST[int(dice.random() * len(FIRST))]
    book.people.add(id=pk, place_id=book.place, name=text(name(dice)), arrived_at=moment(opened), **UNSAID)
    book.keys.add(owner_id=pk, wrapped=Pen(pk).wrapped, made_at=moment(opened))
    account(book, pk, f"worker-{nth}-{each}@{ground.slug}.example", opened, dice)
    book.members.add(
        id=id_at(opened, dice),
        place_id=book.place,
        team_id=team,
        organisation_id=organisation,
        person_id=pk,
        known_as=text(known_as),
        kind=_LEAD if each == 0 else _KINDS[each % len(_KINDS)],
        began_at=moment(opened),
    )
    return Worker(pk, text(known_as), text(works_for))


UNSAID = {"safe_to_leave_message": text("unsaid"), "safe_to_write": text("unsaid")}


def account(book: Book, person: Value, email: str, opened: int, dice: Random) -> None:
    """An account that signs in by a code, like everybody's; no password opens it."""
    book.accounts.add(
        id=id_at(opened, dice),
        person_id=person,
        email=text(email),
        password=text(f"!{dice.getrandbits(160):040x}"),
        opened_at=moment(opened),
    )
