"""Making a backup while the service runs: one snapshot, counted, dumped and sealed as it streams by."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import IO, Any

import psycopg

from livingwell.operate.backup import manifest
from livingwell.operate.backup.manifest import LEFT_OUT, Manifest
from livingwell.operate.backup.places import Server, program
from livingwell.operate.backup.stream import SealedWriter, end_section, put_frame
from livingwell.operate.backup.writing import sealed_file

KIND = "backup"
FRAME = 256 * 1024
OWNERS = 5000  # in one frame

Tick = Callable[[int, int, str], None]


class Failed(Exception):
    """A program of PostgreSQL's gave up; says what it said."""


def make_backup(server: Server, key: bytes, path: Path, tick: Tick) -> Manifest:
    """Write a backup of the database as it stands now; the file appears under its name when it is whole.

    Three sections: the manifest, whose keys there were (no keys), and what `pg_dump` wrote.
    """
    with server.connect() as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        snapshot = (connection.execute("select pg_export_snapshot()").fetchone() or [""])[0]
        made = manifest.taken(connection)
        with sealed_file(path, key, KIND) as writer:
            put_frame(writer, made.spelled())
            end_section(writer)
            _owners(connection, writer)
            _dump(server, made, snapshot, writer, tick)
    return made


def _owners(connection: psycopg.Connection[Any], writer: SealedWriter) -> None:
    """Whose keys there were: who is not on the keyring any more has been destroyed since."""
    with connection.cursor(name="owners") as cursor:
        cursor.execute("select owner_id::text, made_at::text from kit_datakey")
        while batch := cursor.fetchmany(OWNERS):
            put_frame(writer, json.dumps(batch).encode())
    end_section(writer)


def _dump(server: Server, made: Manifest, snapshot: str, writer: SealedWriter, tick: Tick) -> None:
    command = [str(program("pg_dump", made.postgres)), "--format=custom", "--compress=1", f"--snapshot={snapshot}"]
    command += ["--no-owner", "--no-privileges", "--no-comments", "--verbose"]
    command += [f"--exclude-table-data=public.{table}" for table in LEFT_OUT]
    with subprocess.Popen(
        command, env=server.surroundings(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said: list[str] = []
        listening = Thread(target=_listen, args=(process.stderr, made, tick, said))
        listening.start()
        try:
            while block := process.stdout.read(FRAME):
                put_frame(writer, block)
        except BaseException:
            process.kill()
            raise
        finally:
            listening.join()
    if process.returncode != 0:
        raise Failed("pg_dump gave up:\n" + "\n".join(said[-5:]))
    end_section(writer)


def _listen(lines: IO[bytes], made: Manifest, tick: Tick, said: list[str]) -> None:
    """What pg_dump says as it goes: which table it begins; the last lines are kept, for when it gives up."""
    begun = done = 0
    for line in lines:
        words = line.decode(errors="replace").strip()
        said.append(words)
        del said[:-20]
        if "dumping contents of table" in words:
            done += begun
            begun = made.counts.get(words.rpartition(".")[2].strip('"'), 0)
            tick(done, made.rows, f"of {made.rows:,} rows")
