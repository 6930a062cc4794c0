"""One life in a bulk place: who they are, whose hand writes for them, and everything they left, written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from livingwell.simulation.bulk.binary import EMPTY, NULL, Value, moment, text
from livingwell.simulation.bulk.book import Book
from livingwell.simulation.bulk.ground import Ground
from livingwell.simulation.bulk.pen import Pen
from livingwell.simulation.bulk.team import Team, Worker

PHONE = text("phone")


@dataclass
class Stretch:
    """A journey and who held it, from when until when (None: now); `workers` are (from, worker), by their own yes."""

    pk: Value
    opened: int
    closed: int | None
    workers: list[tuple[int, Worker]] = field(default_factory=list)

    def holder_at(self, at: int, team: Team) -> Worker:
        """Who held it at a moment: the last who had taken it, or whoever was on duty."""
        held = [worker for since, worker in self.workers if since <= at]
        return held[-1] if held else team.duty_at(at)


@dataclass
class Life:
    """A person on their way; `long_way` for the few who have been met for months on end."""

    book: Book
    ground: Ground
    team: Team
    dice: Random
    nth: int
    pk: Value
    name: Value
    pen: Pen
    came: int
    has_account: bool
    long_way: bool
    journeys: list[Stretch] = field(default_factory=list)
    shared: dict[str, int] = field(default_factory=dict)

    def hand(self, at: int) -> tuple[Value, Value]:
        """Whose hand writes what they say at a moment, by id and name: their own, or their holder's on the phone."""
        if self.has_account:
            return self.pk, self.name
        worker = self.journey_at(at).holder_at(at, self.team)
        return worker.pk, worker.name

    @property
    def channel(self) -> Value:
        return EMPTY if self.has_account else PHONE

    def say(self, at: int, act: Value, row: Value, **facts: Value) -> None:
        """An act in their own voice, by whoever's hand."""
        voice = NULL if self.has_account else self.pk
        self.book.tell(at, act, self.pk, row, by=self.hand(at)[0], voice=voice, channel=self.channel, **facts)

    def journey_at(self, at: int) -> Stretch:
        """The journey they were on at a moment; the newest that had begun."""
        return next((one for one in reversed(self.journeys) if one.opened <= at), self.journeys[0])

    def seal(self, words: bytes, column: str, row: Value) -> Value:
        return self.pen.seal(words, column, row)

    def ours(self, row: Value, at: int, when: str) -> dict[str, Value]:
        """The columns that nearly every row about them begins with."""
        return {"id": row, "place_id": self.book.place, "person_id": self.pk, when: moment(at)}
