"""Sending chunks: in several processes at once, each with a connection of its own, each chunk whole or not at all."""

from __future__ import annotations

import os
import pickle
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import psycopg

from livingwell.simulation.bulk import process
from livingwell.simulation.bulk.chunk import TEAMS, write_down
from livingwell.simulation.bulk.ground import Ground
from livingwell.simulation.bulk.superuser import Way

#: Chunks up to which starting other processes takes longer than it saves.
BY_ONESELF = 2
#: Numbers kept for one chunk's events, and for its looks; what it does not need are gaps, as a rollback leaves them.
NUMBERS = 1_000_000

Sent = Counter[str]


@dataclass(frozen=True)
class Load:
    """What each process needs to be told. `numbers` is the first number of each numbered table that is free."""

    way: Way
    ground: Ground
    numbers: dict[str, int]


def chunks_of(ground: Ground) -> int:
    return -(-ground.teams // TEAMS)


def send_all(load: Load, tick: Callable[[int, int], None]) -> Sent:
    """Write and send every chunk; how many rows came to each table."""
    chunks, sent = chunks_of(load.ground), Sent()
    for done, rows in enumerate(_in_processes(load, chunks) if chunks > BY_ONESELF else _by_oneself(load, chunks), 1):
        sent += rows
        tick(done, chunks)
    return sent


def _by_oneself(load: Load, chunks: int) -> Iterator[Sent]:
    with load.way.connect() as connection:
        for chunk in range(chunks):
            yield send(connection, load, chunk)


def _in_processes(load: Load, chunks: int) -> Iterator[Sent]:
    # One more than there are cores: while one waits for the database, another writes. Spawned, not forked: a fork would
    # share the connections of this process.
    workers = min(chunks, (os.cpu_count() or 1) + 1)
    told = (pickle.dumps(load),)  # unpickled once Django stands: it names classes that need it
    with ProcessPoolExecutor(workers, get_context("spawn"), process.begin, told) as pool:
        for finished in as_completed([pool.submit(process.send_one, chunk) for chunk in range(chunks)]):
            yield finished.result()


def send(connection: psycopg.Connection[Any], load: Load, chunk: int) -> Sent:
    """One chunk, in one transaction."""
    sent, book = Sent(), write_down(load.ground, chunk)
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("set local synchronous_commit = off")
        for sheet in book.sheets:
            if not sheet.rows:
                continue
            sent[sheet.table] = len(sheet.rows)
            rows = sheet.take(load.numbers.get(sheet.table, 0) + chunk * NUMBERS)
            with cursor.copy(sheet.copy) as copy:
                copy.write(rows)
    return sent
