"""Tables made bare while they are filled, and put back: keys, indexes, guards.

Keeping an index in order row by row, and asking a guard about each, costs many times what making it once does; so does
vacuuming meanwhile, which each table gets once at the end. What is taken off is kept in the database, in the
transaction that takes it off, so that a fill which was killed is found out.
Putting back proves: every key, every unique and every exclusion constraint is made anew over all the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from psycopg import Connection, sql

from livingwell.simulation.bulk.superuser import Way

#: Tables made whole at once, each by a connection of its own.
AT_ONCE = 2
_SETTINGS = "set maintenance_work_mem = '384MB'; set max_parallel_maintenance_workers = 0; set synchronous_commit = off"


class LeftHalfDone(RuntimeError):
    """A fill was killed in this database: its tables are bare, and it cannot be trusted."""


class InUse(RuntimeError):
    """Somebody is connected: tables are made bare only where nobody could write past the guards."""


@dataclass
class TakenOff:
    """What makes the tables whole again: for each, its keys and indexes, its references, its triggers."""

    indexes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    references: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    triggers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def make_bare(connection: Connection[Any], tables: Sequence[str]) -> TakenOff:
    """Take keys, indexes and triggers off, in one transaction.

    :raises LeftHalfDone: where an earlier fill was killed. :raises InUse: where anybody else is connected.
    """
    with connection.transaction():
        [(left,)] = connection.execute("select to_regclass('gate.taken_off') is not null").fetchall()
        if left:
            raise LeftHalfDone("A fill was stopped half way here: begin again with an empty LIVINGWELL_HOME.")
        _alone(connection)
        off = TakenOff()
        connection.execute("create table gate.taken_off (put_back text)")
        _references(connection, tables, off)
        _keys(connection, tables, off)
        _indexes(connection, tables, off)
        _triggers(connection, tables, off)
        for table in tables:
            connection.execute(_said(f"alter table {table} set (autovacuum_enabled = false)"))
        said = [line for lines in (off.indexes, off.triggers) for several in lines.values() for line in several]
        said += [add for several in off.references.values() for add, _ in several]
        with connection.cursor() as cursor:
            cursor.executemany("insert into gate.taken_off values (%s)", [(line,) for line in said])
    return off


def _alone(connection: Connection[Any]) -> None:
    others = connection.execute(
        "select usename from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        " and backend_type = 'client backend'"
    ).fetchall()
    if others:
        raise InUse("Something else uses this database: stop it first, and fill it with nobody in it.")


def _references(connection: Connection[Any], tables: Sequence[str], off: TakenOff) -> None:
    found = connection.execute(
        """select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
           where contype = 'f' and (conrelid::regclass::text = any (%(t)s) or confrelid::regclass::text = any (%(t)s))
           order by 1, 2""",
        {"t": list(tables)},
    ).fetchall()
    for table, name, definition in found:
        off.references[table].append(
            (
                f'alter table {table} add constraint "{name}" {definition} not valid',
                f'alter table {table} validate constraint "{name}"',
            )
        )
        connection.execute(_said(f'alter table {table} drop constraint "{name}"'))


def _keys(connection: Connection[Any], tables: Sequence[str], off: TakenOff) -> None:
    found = connection.execute(
        """select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
           where contype in ('p', 'u', 'x') and conrelid::regclass::text = any (%s)
           order by 1, contype = 'p' desc, 2""",
        [list(tables)],
    ).fetchall()
    for table, name, definition in found:
        off.indexes[table].append(f'alter table {table} add constraint "{name}" {definition}')
        connection.execute(_said(f'alter table {table} drop constraint "{name}"'))


def _indexes(connection: Connection[Any], tables: Sequence[str], off: TakenOff) -> None:
    found = connection.execute(
        """select indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
           where indrelid::regclass::text = any (%s) order by 1, 2""",
        [list(tables)],
    ).fetchall()
    for table, name, definition in found:
        off.indexes[table].append(definition)
        connection.execute(_said(f"drop index {name}"))


def _triggers(connection: Connection[Any], tables: Sequence[str], off: TakenOff) -> None:
    found = connection.execute(
        """select tgrelid::regclass::text, tgname, tgenabled = 'A' from pg_trigger
           where not tgisinternal and tgenabled in ('O', 'A') and tgrelid::regclass::text = any (%s) order by 1, 2""",
        [list(tables)],
    ).fetchall()
    for table, name, always in found:
        off.triggers[table].append(f'alter table {table} enable {"always " if always else ""}trigger "{name}"')
        connection.execute(_said(f'alter table {table} disable trigger "{name}"'))


def make_whole(way: Way, off: TakenOff, biggest_first: Sequence[str], tick: Callable[[str], None]) -> None:
    """Put everything back, and let the planner know the tables anew.

    :raises psycopg.errors.IntegrityError: when a row breaks what is put back.
    """
    order = {table: nth for nth, table in enumerate(biggest_first)}
    steps: list[tuple[str, dict[str, list[str]]]] = [
        ("keys and indexes", dict(off.indexes)),
        ("references", {table: [check for _, check in several] for table, several in off.references.items()}),
        ("statistics", {table: [f"vacuum (analyze) {table}"] for table in biggest_first}),
    ]
    for what, statements in steps:
        if what == "references":
            with way.connect(autocommit=True) as connection:
                for several in off.references.values():
                    for add, _ in several:
                        connection.execute(_said(add))
        by_size = sorted(statements, key=lambda table: order.get(table, len(order)))
        with ThreadPoolExecutor(AT_ONCE) as several_at_once:
            for table in several_at_once.map(partial(_run, way, statements), by_size):
                tick(f"{what}: {table}")
    with way.connect() as connection:
        for enable in (line for lines in off.triggers.values() for line in lines):
            connection.execute(_said(enable))
        for table in biggest_first:
            connection.execute(_said(f"alter table {table} reset (autovacuum_enabled)"))
        connection.execute("drop table gate.taken_off")


def _run(way: Way, statements: dict[str, list[str]], table: str) -> str:
    with way.connect(autocommit=True) as connection:
        for setting in _SETTINGS.split("; "):
            connection.execute(_said(setting))
        for statement in statements[table]:
            connection.execute(_said(statement))
    return table


def _said(statement: str) -> sql.SQL:
    """What PostgreSQL itself has spelled (names quoted where they need it) is not taken apart again."""
    return sql.SQL(statement)
