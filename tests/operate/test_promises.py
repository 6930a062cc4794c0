"""`livingwell promises` reads, and nobody waits for it; who stops listening is told nothing more."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from django.db import connection
from django.db.utils import InternalError

from livingwell.kit.promises import checks, only_reading
from livingwell.operate.cli import STOPPED_READING
from livingwell.people.models import Place

TALKS = """
import sys, types
from livingwell.operate import cli
def handle(args):
    for line in range(100_000):
        print("a promise that is kept", line)
cli.command = lambda name: types.SimpleNamespace(HELP="", add_arguments=lambda parser: None, handle=handle)
sys.exit(cli.main(["promises"]))
"""


def test_nobody_waits_while_promises_are_asked(own_database: str, cluster: Any) -> None:
    with only_reading(), connection.cursor() as cursor:
        for number in checks.values():
            for _, check in number:
                check()
        cursor.execute("select pg_backend_pid()")
        (asking,) = cursor.fetchone()
        with cluster.connect(own_database) as superuser:
            held = superuser.execute(
                "select distinct mode from pg_locks where pid = %s and locktype = 'relation'", [asking]
            ).fetchall()
            assert held == [("AccessShareLock",)]
            # EXCLUSIVE meets every lock but that one: whoever gets it at once would get any a writer takes.
            for (table,) in superuser.execute(
                "select format('%I', tablename) from pg_tables where schemaname = 'public'"
            ).fetchall():
                superuser.execute(f"lock table {table} in exclusive mode nowait")


def test_asking_writes_nothing(own_database: str) -> None:
    with pytest.raises(InternalError, match="read-only"), only_reading():
        Place.objects.create(slug="nowhere", name="Nowhere")


def test_somebody_stops_listening() -> None:
    with subprocess.Popen([sys.executable, "-c", TALKS], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as talking:
        assert talking.stdout is not None
        assert talking.stderr is not None
        talking.stdout.readline()
        talking.stdout.close()
        assert talking.stderr.read() == b""
        assert talking.wait(30) == STOPPED_READING
