"""What a backup says of itself: which version made it and when, rows in each table, the heads of the seals."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

import psycopg
from psycopg import sql

FORMAT = 1
#: Not in a backup, and why. Their tables are, empty.
LEFT_OUT = {
    "kit_datakey": "the keys are kept apart, in the keyring",
    "people_browsersession": "a session that has been ended since must not come back to life",
    "django_cache": "counters of a moment",
    "kit_throttle": "counters of a moment",
}


@dataclass(frozen=True)
class Manifest:
    """`counts` are rows by table; `heads` the newest seal by table, as ``{"last": number, "hash": hexadecimal}``."""

    format: int
    version: str
    made_at: str
    postgres: int
    migrations: list[str]
    counts: dict[str, int]
    heads: dict[str, dict[str, Any]]
    keys: int

    def spelled(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @property
    def rows(self) -> int:
        return sum(self.counts.values())


def read(spelled: bytes) -> Manifest:
    return Manifest(**json.loads(spelled))


def taken(connection: psycopg.Connection[Any]) -> Manifest:
    """The manifest of what this connection's transaction sees, with every row counted."""
    major, made_at = connection.execute(
        "select current_setting('server_version_num')::int / 10000,"
        " to_char(transaction_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
    ).fetchone() or (0, "")
    applied = connection.execute("select app || '.' || name from django_migrations order by 1").fetchall()
    keys = connection.execute("select count(*) from kit_datakey").fetchone()
    return Manifest(
        format=FORMAT,
        version=version("livingwell"),
        made_at=made_at,
        postgres=major,
        migrations=[name for (name,) in applied],
        counts=counted(connection),
        heads=heads(connection),
        keys=keys[0] if keys else 0,
    )


def counted(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Rows in each table that a backup holds."""
    names = connection.execute("select tablename from pg_tables where schemaname = 'public' order by 1").fetchall()
    counts: dict[str, int] = {}
    for (name,) in names:
        if name not in LEFT_OUT:
            found = connection.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(name))).fetchone()
            counts[name] = found[0] if found else 0
    return counts


def heads(connection: psycopg.Connection[Any]) -> dict[str, dict[str, Any]]:
    found = connection.execute(
        'select distinct on ("table") "table", last, hash from kit_seal order by "table", last desc'
    )
    return {table: {"last": last, "hash": mark} for table, last, mark in found.fetchall()}
