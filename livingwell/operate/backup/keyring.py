"""The keyring: every data key as it is, wrapped by the master key. One file, kept apart, replaced each time.

A key destroyed in the database is not in the next keyring, and so in no backup: that is why backups hold no keys, and
why old keyrings must not be kept (docs/operate/backups.md).
"""

from __future__ import annotations

import base64
import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from livingwell.operate.backup.places import Server
from livingwell.operate.backup.stream import Frames, end_section, opened, put_frame
from livingwell.operate.backup.writing import sealed_file

KIND = "keyring"
BATCH = 2000  # keys in one frame


@dataclass(frozen=True)
class Key:
    """A person's data key, wrapped; or that it was destroyed, and when. Times as PostgreSQL spells them."""

    owner: str
    wrapped: bytes | None
    made_at: str
    destroyed_at: str | None


def write_keyring(server: Server, key: bytes, path: Path) -> int:
    """Write the keyring as the database has it now; gives how many keys it holds (destroyed ones not counted)."""
    held = 0
    with server.connect() as connection, sealed_file(path, key, KIND) as writer:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        made = connection.execute(
            "select to_char(transaction_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
        ).fetchone()
        put_frame(writer, json.dumps({"made_at": made[0] if made else ""}).encode())
        end_section(writer)
        for batch in _batches(connection):
            held += sum(wrapped is not None for _, wrapped, _, _ in batch)
            rows = [
                [str(owner), None if wrapped is None else base64.b64encode(wrapped).decode(), made_at, destroyed_at]
                for owner, wrapped, made_at, destroyed_at in batch
            ]
            put_frame(writer, json.dumps(rows).encode())
        end_section(writer)
    return held


def _batches(connection: psycopg.Connection[Any]) -> Iterator[list[Any]]:
    with connection.cursor(name="keys") as cursor:
        cursor.execute("select owner_id, wrapped, made_at::text, destroyed_at::text from kit_datakey")
        while batch := cursor.fetchmany(BATCH):
            yield batch


@dataclass(frozen=True)
class Keyring:
    """A keyring that was opened: when it was written, and its keys, a batch at a time."""

    made_at: str
    batches: Iterator[list[Key]]


@contextlib.contextmanager
def open_keyring(path: Path, key: bytes) -> Iterator[Keyring]:
    """:raises livingwell.operate.backup.stream.Unreadable: when it is not whole, or not under this backup key."""
    with path.open("rb") as file:
        frames = Frames(opened(file, key, KIND))
        made_at = json.loads(frames.whole_section())["made_at"]
        yield Keyring(made_at, _keys(frames))


def _keys(frames: Frames) -> Iterator[list[Key]]:
    for frame in frames.section():
        yield [
            Key(owner, None if wrapped is None else base64.b64decode(wrapped), made_at, destroyed_at)
            for owner, wrapped, made_at, destroyed_at in json.loads(frame)
        ]
    frames.end()
