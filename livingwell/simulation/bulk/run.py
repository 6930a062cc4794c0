"""Filling: a place of any size, from its seed, checked whole at the end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import connections

from livingwell.practice.team.locks import COLUMNS, MADE
from livingwell.simulation.bulk.bare import make_bare, make_whole
from livingwell.simulation.bulk.book import Book
from livingwell.simulation.bulk.checking import broken
from livingwell.simulation.bulk.ground import SECOND, Ground
from livingwell.simulation.bulk.identity import as_id
from livingwell.simulation.bulk.opening import SUPPORTS, open_place, route
from livingwell.simulation.bulk.sending import NUMBERS, Load, chunks_of, send_all
from livingwell.simulation.bulk.superuser import Way, way_in

#: Tables numbered from a sequence, which goes on after what was filled.
SEQUENCES = {"kit_event": "kit_event_number", "circle_look": "circle_look_number"}

Tick = Callable[[int, int, str], None]


@dataclass
class Filled:
    """What came of it: the rows of each table, the seconds of each part, and a sentence for whatever is broken."""

    slug: str
    rows: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def fill(people: int, seed: int, *, slug: str, tick: Tick, supports: int = SUPPORTS) -> Filled:
    """Fill a place with so many people. The same seed on the same day makes the same people, ids too.

    :raises NotInvented: with somebody's own database, or one without the mark.
    :raises InUse, LeftHalfDone: see `make_bare`.
    """
    way, filled = way_in(), Filled(slug)
    began = time.monotonic()

    def took(what: str) -> None:
        nonlocal began
        now = time.monotonic()
        filled.seconds[what] = now - began
        began = now

    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    ground = open_place(slug, people, seed, int(midnight.timestamp()) * SECOND, supports)
    took("opening")
    _let_go()
    tables = [sheet.table for sheet in Book(ground.place, ground.dice("tables")).sheets]
    with way.connect() as connection:
        numbers = _free_numbers(connection)
        off = make_bare(connection, tables)
    load = Load(way, ground, numbers)
    filled.rows = send_all(load, lambda done, of: tick(done, of, "people"))
    took("writing")
    biggest_first = sorted(tables, key=lambda table: -filled.rows[table])
    parts = [0]

    def whole(what: str) -> None:
        parts[0] += 1
        tick(parts[0], 3 * len(tables), what)

    make_whole(way, off, biggest_first, whole)
    _go_on_counting(way, load)
    filled.rows["team_standing"] = _stand(way, ground)
    took("keys, indexes, statistics")
    route(ground)
    filled.broken = broken(tick)
    took("checking")
    return filled


def _let_go() -> None:
    """Our own connections would stand in the way of making the tables bare."""
    for one in connections.all(initialized_only=True):
        one.close()


def _free_numbers(connection: object) -> dict[str, int]:
    found = {}
    for table in SEQUENCES:
        [(last,)] = connection.execute(f"select coalesce(max(number), 0) from {table}").fetchall()  # type: ignore[attr-defined]
        found[table] = last + 1
    return found


def _stand(way: Way, ground: Ground) -> int:
    """How every journey stands, which the database keeps by itself where rows are written one by one."""
    with way.connect() as connection:
        made = f"insert into team_standing ({COLUMNS}) {MADE} and h.place_id = %s"
        rows = connection.execute(made.encode(), [as_id(ground.place)]).rowcount
    with way.connect(autocommit=True) as connection:
        connection.execute("vacuum (analyze) team_standing")
    return rows


def _go_on_counting(way: Way, load: Load) -> None:
    with way.connect() as connection:
        for table, sequence in SEQUENCES.items():
            connection.execute(
                "select setval(%s, %s)", [sequence, load.numbers[table] + chunks_of(load.ground) * NUMBERS]
            )
