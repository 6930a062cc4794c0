"""Promises checked on live data: a room registers a query, and says what it looked at and found broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand


@dataclass(frozen=True)
class Kept:
    """What one check found: how many cases it looked at, and a sentence for each that is broken."""

    looked_at: int
    broken: tuple[str, ...] = ()


Check = Callable[[], Kept]
checks: dict[int, list[tuple[str, Check]]] = {}


def promised(number: int, says: str) -> Callable[[Check], Check]:
    """Register a check for promise `number`; `says` is what it looks at, in a few words. Runs within an errand."""

    def register(check: Check) -> Check:
        checks.setdefault(number, []).append((says, check))
        return check

    return register


@contextmanager
def only_reading() -> Iterator[None]:
    """A transaction for one check. It writes nothing and holds no lock that a writer waits for (ACCESS SHARE alone,
    which only a migration meets); each of its questions sees what was committed as it began, and an old row is kept
    from being cleared away no longer than one check lasts."""
    with speaking(Errand("promises")), connection.cursor() as cursor:
        cursor.execute("set transaction read only")
        yield


def asked(looked_at: str, broken: str) -> Kept:
    """A check in two questions: `looked_at` counts the cases, `broken` lists a sentence for each broken one."""
    with connection.cursor() as cursor:
        cursor.execute(looked_at)
        count = int(cursor.fetchone()[0])
        cursor.execute(broken)
        return Kept(count, tuple(str(sentence) for (sentence,) in cursor.fetchall()))
