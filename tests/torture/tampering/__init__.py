"""Tampering with events, looks, seals and the exported heads as PostgreSQL's superuser; `verify-events` finds each one.

Every tampering is done in a transaction that is rolled back, so that a thousand of them cost a thousand checks and no
database. What is found must name the table, and where single rows were touched, a link over them. Between them the
untouched record is checked: a false alarm is as wrong as silence. In its long form it then fills the record to a
million rows and checks those, while somebody writes.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from livingwell.kit.record.checking import Broken, verify_all
from tests.databases import connected_as_superuser
from tests.torture.outcome import Outcome, Tell
from tests.torture.tampering import harmless, with_heads, with_rows, with_seals
from tests.torture.tampering.million import check_a_million
from tests.torture.tampering.record import Record, Touched, make_record

NAME = "tamperings with the record, each found by verify-events"
LONG, SHORT = 1_000, 60

KINDS = [*with_rows.KINDS, *with_seals.KINDS, *with_heads.KINDS]


def run(size: int, seed: int, tell: Tell) -> Outcome:
    """`size` tamperings of every kind in turn."""
    rng, began, outcome = random.Random(seed), time.monotonic(), Outcome(0)
    with connected_as_superuser():
        record = make_record(rng)
        for at in range(size):
            if at % 20 == 0:
                outcome.wrong += _false_alarms(record, rng)
                tell(f"{at} of {size}")
            kind = KINDS[at % len(KINDS)]
            touched, broken = _tamper(record, kind, rng)
            outcome.done += 1
            if not _is_found(touched, broken):
                said = "; ".join(each.says for each in broken) or "nothing"
                outcome.wrong.append(f"{kind.__name__} ({touched}): verify-events said {said}")
        outcome.seconds = time.monotonic() - began
        outcome.numbers = f"{len(KINDS)} kinds"
        if size >= LONG:
            checked = check_a_million(tell)
            outcome.numbers += f"; {checked.numbers}"
            outcome.wrong += checked.wrong
    return outcome


def _tamper(record: Record, kind: harmless.Kind, rng: random.Random) -> tuple[Touched, list[Broken]]:
    """What a check says after one tampering, of which nothing is left."""
    heads = Path(settings.SEAL_HEADS_FILE)
    exported = heads.read_bytes()
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("reset role; set local session_replication_role = replica")
                touched = kind(record, rng)
                cursor.execute("set constraints all deferred; set role livingwell_app")
            broken = [each for table in verify_all(at_once=1) for each in table.broken]
            transaction.set_rollback(True)
    finally:
        heads.write_bytes(exported)
        with connection.cursor() as cursor:
            cursor.execute("set role livingwell_app")
    return touched, broken


def _is_found(touched: Touched, broken: list[Broken]) -> bool:
    about = [each for each in broken if each.table == touched.table]
    if touched.number is None:
        return bool(about)
    return any(each.first <= touched.number <= each.last for each in about)


def _false_alarms(record: Record, rng: random.Random) -> list[str]:
    found = []
    for kind in harmless.KINDS:
        touched, broken = _tamper(record, kind, rng)
        found += [f"false alarm after {kind.__name__} ({touched}): {each.says}" for each in broken]
    return found
