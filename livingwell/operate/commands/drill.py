"""Practise the restore: a backup is brought back into a scratch database beside the real one, checked, and dropped.

Without FILE a fresh backup is made first; name the newest of your own to practise with what you would really have.
Nothing that is served is touched; the scratch database needs as much room again. With --people an invented place of
that many people is made first, in a folder and a database of its own, and the whole drill is timed.

Exit codes: 0 restored and checked; 1 not, saying what.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from livingwell.operate import home
from livingwell.operate.commands.backup import keyring_path
from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "practise the restore: a backup into a scratch database, checked and dropped"
EXAMPLES = """\
examples:
  livingwell drill                              with a backup made now
  livingwell drill newest.backup --keyring livingwell.keyring
  livingwell drill --people 100000              invented people, in a database of their own
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="a backup to practise with (default: one made now)")
    parser.add_argument("--keyring", type=Path, metavar="FILE", help="default: LIVINGWELL_KEYRING")
    parser.add_argument("--people", type=int, metavar="N", help="invent so many people first, apart from everything")


def handle(args: argparse.Namespace) -> int:
    if args.people is not None:
        return _with_invented_people(args.people)
    with tempfile.TemporaryDirectory(prefix="livingwell-drill-") as folder, database_for_a_while():
        ready()
        made, ring = args.file, keyring_path(args.keyring)
        if made is None:
            made, ring = Path(folder, "now", "drill.backup"), Path(folder, "apart", "drill.keyring")
            if code := _step("Backing up", ["backup", "--to", str(made), "--keyring", str(ring)], {}):
                return code
        with _scratch_database() as surroundings:
            surroundings["LIVINGWELL_SEAL_HEADS"] = str(Path(folder, "heads.jsonl"))
            return _step("Restoring", ["restore", str(made), "--keyring", str(ring)], surroundings)


def _step(name: str, arguments: list[str], surroundings: dict[str, str]) -> int:
    began = time.monotonic()
    command = [sys.executable, "-m", "livingwell.operate.cli", *arguments]
    code = subprocess.run(command, env=os.environ | surroundings, check=False).returncode
    print(f"{name} took {time.monotonic() - began:.1f} s{'' if code == 0 else ', and FAILED'}.", flush=True)
    return code


@contextlib.contextmanager
def _scratch_database() -> Iterator[dict[str, str]]:
    """An empty database on the same server, made and dropped by the owner; gives what surrounds a command in it."""
    from psycopg import sql

    from livingwell.operate.backup.places import as_owner

    name, owner = f"livingwell_drill_{os.getpid()}", as_owner()
    with contextlib.closing(owner.connect(autocommit=True)) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    try:
        yield _named(name)
    finally:
        with contextlib.closing(owner.connect(autocommit=True)) as connection:
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _named(name: str) -> dict[str, str]:
    urls = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_BACKUP_URL")
    ours = {url: urlunsplit(urlsplit(os.environ[url])._replace(path=f"/{name}")) for url in urls if os.environ.get(url)}
    return ours or {"LIVINGWELL_DATABASE_NAME": name}


def _with_invented_people(people: int) -> int:
    """The whole of it in a folder of its own, which is deleted afterwards; whatever database is served stays unseen."""
    with tempfile.TemporaryDirectory(prefix="livingwell-drill-") as folder:
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_BACKUP_URL", "LIVINGWELL_DATABASE_NAME"):
            os.environ.pop(name, None)
        os.environ["LIVINGWELL_HOME"] = str(Path(folder, "home"))
        home.tell_children()
        with database_for_a_while():
            steps = [
                ("Making tables", ["migrate", "--quiet"]),
                ("Inventing people", ["simulate", "--bulk", "--people", str(people)]),
                ("Sealing", ["seal-events"]),
                ("The drill", ["drill"]),
            ]
            for name, arguments in steps:
                if code := _step(name, arguments, {}):
                    return code
    return 0
