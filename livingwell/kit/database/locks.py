"""Row locks, declared: what the application and the stewards may do to each table, and to which rows.

A room's ``locks.py`` answers "what does the database allow?" with `lock` for a table that holds a person's things,
`open_table` for one that does not, and `gate_function` for the few questions that must look past row security. They
are applied as a whole after every migration, so a policy needs no migration of its own and cannot lag behind.

Expressions are SQL conditions. In them ``{t}`` is the table's name, and these may be used:

- ``(select gate.viewer())``: the id of the person who is looking, null for nobody; the brackets make PostgreSQL ask
  once a query rather than once a row;
- ``(select gate.my_teams())::uuid[]``: the teams they work in now.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.db.models import Model

NOBODY = "false"
VIEWER = "(select gate.viewer())"
MY_TEAMS = "(select gate.my_teams())::uuid[]"
SOMEBODY = f"{VIEWER} is not null"


@dataclass(frozen=True)
class Lock:
    """What row security allows on one table. None means the application may not do it at all.

    `update` names the columns that may change, as (columns, which rows may be changed); every changed row must still
    satisfy the condition, and `becoming` too: what a changed row must look like ("ended, and by me"), so that nobody
    undoes what was said or writes another's name beneath it. Stewards (errands of the platform) read every row and
    write what `steward` grants.
    """

    table: str
    read: str
    insert: str | None = None
    update: tuple[str, str] | None = None
    delete: str | None = None
    steward: str = "select"
    becoming: str | None = None


@dataclass(frozen=True)
class Opened:
    """A table that holds nothing personal: `app` and `steward` are plain grants."""

    table: str
    app: str
    steward: str


locks: dict[str, Lock] = {}
opened: dict[str, Opened] = {}
functions: list[str] = []
#: Gate functions that only other gate functions may call.
private_functions: list[str] = []
#: Tables that libraries keep for themselves (sessions, jobs, sign-in), by the beginning of their names.
libraries: dict[str, str] = {}


def lock(
    model: type[Model],
    *,
    read: str,
    insert: str | None = None,
    update: tuple[str, str] | None = None,
    delete: str | None = None,
    steward: str = "select",
    becoming: str | None = None,
) -> None:
    """Put the second lock on a model's table. See `Lock`."""
    table = model._meta.db_table

    def named(sql: str | None) -> str | None:
        return None if sql is None else sql.replace("{t}", table)

    changed = None if update is None else (update[0], str(named(update[1])))
    locks[table] = Lock(table, str(named(read)), named(insert), changed, named(delete), steward, named(becoming))


def open_table(model: type[Model], *, app: str = "select", steward: str = "select") -> None:
    """Say that a table holds nothing of a person's own, and what may be done to it."""
    opened[model._meta.db_table] = Opened(model._meta.db_table, app, steward)


def library_tables(prefix: str, why: str) -> None:
    """Say that tables whose names begin with `prefix` are kept by a library, and `why` they need no row lock."""
    libraries[prefix] = why


def gate_function(sql: str, *, private: bool = False) -> None:
    """Add one ``create or replace function gate.…``. Each is SECURITY DEFINER, with a fixed search_path, owned by the
    gate role; it must apply its own rule, for row security does not bind it. A `private` one asks no rule and may be
    called by other gate functions alone."""
    functions.append(sql)
    if private:
        private_functions.append(function_name(sql))


def function_name(sql: str) -> str:
    """The name of the function a gate function's SQL makes, as ``gate.name``."""
    found = re.search(r"create or replace function (gate\.\w+)\s*\(", sql)
    if found is None:
        raise ValueError(f"a gate function begins `create or replace function gate.name(`, not {sql[:60]!r}")
    return found[1]


def widen_lock(model: type[Model], *, read: str | None = None, update: str | None = None) -> None:
    """Add an upper room's condition to a lower room's lock, as `widen` does to its rules."""
    table = model._meta.db_table
    before = locks[table]
    changed = before.update
    if update is not None and before.update is not None:
        changed = (before.update[0], f"({before.update[1]}) or ({update.replace('{t}', table)})")
    seen = before.read if read is None else f"({before.read}) or ({read.replace('{t}', table)})"
    locks[table] = replace(before, read=seen, update=changed)


#: Constraint triggers, as (table, name, definition after `create constraint trigger <name>`).
guards: list[tuple[str, str, str]] = []


def guard(model: type[Model], name: str, when: str, function: str, *, at_once: bool = False) -> None:
    """Let `function` (a gate function returning trigger) speak at the end of each transaction that did `when` to the
    model's rows, or `at_once`, with the statement that did it. It fires in restores and replication too (ENABLE
    ALWAYS)."""
    table = model._meta.db_table
    waits = "not deferrable" if at_once else "deferrable initially deferred"
    guards.append((table, name, f"after {when} on {table} {waits} for each row execute function {function}()"))
