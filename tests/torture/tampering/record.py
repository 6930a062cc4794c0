"""A record to tamper with: events and looks under seal in links of several lengths, with gaps, and an unsealed tail."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from livingwell.kit import clock
from livingwell.kit.ids import new_id
from livingwell.kit.record.jobs import seal_records
from livingwell.kit.record.models import Event
from livingwell.practice.circle.models import Look

TABLES = ("kit_event", "circle_look")
LINKS, PEOPLE = 14, 5


@dataclass(frozen=True)
class Touched:
    """What a tampering touched: the table, and the row's number where it was one sealed row."""

    table: str
    number: int | None = None


@dataclass
class Record:
    """What is under seal: the numbers of the sealed rows of each table, in order, and the people in them."""

    numbers: dict[str, list[int]]
    people: list[UUID]

    def table(self, rng: random.Random) -> str:
        return rng.choice(TABLES)

    def number(self, table: str, rng: random.Random) -> int:
        return rng.choice(self.numbers[table])


Kind = Callable[[Record, random.Random], Touched]


def make_record(rng: random.Random) -> Record:
    """Write and seal; the last rows stay unsealed."""
    people = [new_id() for _ in range(PEOPLE)]
    for _ in range(LINKS):
        for _ in range(rng.randint(1, 3)):
            _write(people, rng, rng.randint(1, 8))
            if rng.random() < 0.5:  # a gap: numbers drawn by what was rolled back
                with transaction.atomic():
                    _write(people, rng, rng.randint(1, 3))
                    transaction.set_rollback(True)
        seal_records()
    numbers = {table: [number for (number,) in sql(f"select number from {table} order by number")] for table in TABLES}
    _write(people, rng, 4)
    return Record(numbers, people)


def _write(people: list[UUID], rng: random.Random, rows: int) -> None:
    now = clock.now() - timedelta(seconds=rng.randint(0, 10**6))
    place = people[0]
    with transaction.atomic():
        sql("select")
        for _ in range(rows):
            about, by = rng.sample(people, 2)
            channel, errand = rng.choice([("", "x"), ("phone", "")])
            facts = {"to": "é😀|'\\", "n": rng.randint(1, 9), "until": None}
            Event(at=now, act="hold_journey", place_id=place, about_id=about, by_id=by, channel=channel,
                  errand=errand, facts=facts).save(force_insert=True)  # fmt: skip
        for _ in range(rows):
            about, by = rng.sample(people, 2)
            one: dict[str, Any] = {"person_id": about} if rng.random() < 0.7 else {"people": rng.sample(people, 3)}
            Look(at=now, place_id=place, by_id=by, by_name="Pearl", by_from="", what="plan", page="journey",
                 reason="you shared it with them", **one).save(force_insert=True)  # fmt: skip


def sql(words: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run SQL as the superuser, who the connection goes on speaking for."""
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute(words, list(values))
        return cursor.fetchall() if cursor.description else []
