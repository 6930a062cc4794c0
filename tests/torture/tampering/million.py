"""A million rows, made in SQL, sealed, and checked while somebody writes: how long, and whether anybody waited."""

from __future__ import annotations

import threading
import time

from django.db import connections, transaction

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.ids import new_id
from livingwell.kit.record import sealing
from livingwell.kit.record.checking import verify_all
from livingwell.kit.record.jobs import seal_records
from livingwell.kit.record.models import Event
from livingwell.kit.viewers import Errand
from tests.torture.outcome import Outcome, Tell
from tests.torture.tampering.record import sql

WRITING = Errand("an invented place")
ROWS = 500_000  # in each of two tables
WITHIN = 60.0  # seconds, as promised
#: A link over some ten seconds of a busy place, for the first table; whole batches for the second.
SMALL_LINKS = 100

_EVENTS = """insert into kit_event (id, at, act, place_id, about_id, row_id, by_id, channel, errand, facts)
    select gen_random_uuid(), now(), 'tell_meeting', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
        gen_random_uuid(), '', '', jsonb_build_object('how', 'walk', 'n', n) from generate_series(1, %s) n"""
_LOOKS = """insert into circle_look (id, at, place_id, person_id, people, by_id, by_name, by_from, what, page, reason)
    select gen_random_uuid(), now(), gen_random_uuid(), gen_random_uuid(), '{}', gen_random_uuid(), 'Pearl Peer',
        'Mind', 'journey', 'journey', 'their team holds your journey' from generate_series(1, %s) n"""


def check_a_million(tell: Tell) -> Outcome:
    """Fill, seal and check."""
    tell(f"writing {2 * ROWS:,} rows")
    with transaction.atomic():
        sql(_EVENTS, ROWS)
    with transaction.atomic():
        sql(_LOOKS, ROWS)
    tell("sealing them")
    began, batch = time.monotonic(), sealing.BATCH
    sealing.BATCH = SMALL_LINKS
    try:
        with speaking(WRITING):
            sealing.seal_table(Event)
    finally:
        sealing.BATCH = batch
    seal_records()
    sealed = time.monotonic() - began
    tell("checking them")
    writer = _Writer()
    writer.start()
    began = time.monotonic()
    found = verify_all()
    took = time.monotonic() - began
    writer.stop()
    rows, links = sum(table.rows for table in found), sum(table.links for table in found)
    wrong = [f"false alarm among a million rows: {each.says}" for table in found for each in table.broken]
    if took > WITHIN:
        wrong.append(f"checking {rows:,} rows took {took:.0f} s and is promised within {WITHIN:.0f} s")
    numbers = (
        f"{rows:,} rows in {links:,} links sealed in {sealed:.0f} s and checked in {took:.1f} s, while somebody wrote"
        f" {writer.written} times and waited {writer.slowest * 1000:.0f} ms at most"
    )
    return Outcome(rows, wrong, took, numbers)


class _Writer(threading.Thread):
    """Writes events one by one, as acts do, until stopped."""

    def __init__(self) -> None:
        super().__init__()
        self.done = threading.Event()
        self.written, self.slowest = 0, 0.0

    def run(self) -> None:
        try:
            while not self.done.wait(0.05):
                began = time.monotonic()
                with speaking(WRITING):
                    Event(at=clock.now(), act="hold_journey", place_id=new_id(), errand="x").save(force_insert=True)
                self.written += 1
                self.slowest = max(self.slowest, time.monotonic() - began)
        finally:
            connections.close_all()

    def stop(self) -> None:
        self.done.set()
        self.join()
