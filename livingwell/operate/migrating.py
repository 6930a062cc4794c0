"""Migrating under a running service: what is in use is tried again, rather than making a queue behind our own waiting.

A statement that waits for a table makes everybody who comes after wait too. So ours waits half a second at most (less
than the second after which PostgreSQL looks for a deadlock and may end a request instead of us), gives up, lets the
others pass, and tries again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

TRIES, PAUSE = 60, 0.5  # and seconds between
LONGEST_WAIT = "500ms"
#: PostgreSQL: lock_not_available, deadlock_detected.
TRY_AGAIN = {"55P03", "40P01"}
#: One migration at a time, whoever runs it and wherever.
TURN = 20261122


class InUse(Exception):
    """Some table was in use all the while; what was done so far is done."""


def migrate_patiently(verbosity: int = 0, pausing: Callable[[int], None] | None = None) -> None:
    """Bring the tables up to date. `pausing` is told of each pause by its number.

    :raises InUse: after a minute of trying.
    """
    from django.db import OperationalError, connections

    from livingwell.operate.make_ready import migrate

    connection = connections["owner"]
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [TURN])
    try:
        for number in range(1, TRIES + 1):
            with connection.cursor() as cursor:
                cursor.execute(f"set lock_timeout = '{LONGEST_WAIT}'")
                _drop_half_made_indexes(cursor)
            try:
                migrate(verbosity)
                return
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", None) not in TRY_AGAIN:
                    raise
            if pausing is not None:
                pausing(number)
            time.sleep(PAUSE)
        raise InUse("Some table was in use all the while. What was done so far is done: run it again.")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("reset lock_timeout")
            cursor.execute("select pg_advisory_unlock(%s)", [TURN])


def _drop_half_made_indexes(cursor: Any) -> None:
    """An index made beside the service (`AddIndexConcurrently`) and given up half-way is there, and invalid."""
    cursor.execute(
        "select format('drop index if exists %I.%I', n.nspname, c.relname) from pg_index i"
        " join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace"
        " where not i.indisvalid and n.nspname = 'public'"
    )
    for (statement,) in cursor.fetchall():
        cursor.execute(statement)
