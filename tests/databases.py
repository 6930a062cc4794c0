"""Databases for tests and instruments: one migrated template, and copies of it, on a cluster of the tests' own.

Nothing is ever truncated: the application could not, and the tests do not pretend to be the owner.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from livingwell.operate import embedded, make_ready

ROOT = Path(__file__).resolve().parent.parent
#: Templates of earlier code that are kept: another run may still be copying from one.
KEPT_TEMPLATES = 5
SESSION = f"livingwell_test_{os.getpid()}"
#: The same with the standing cast in it.
PEOPLED = f"{SESSION}_cast"
#: Which of the two the next test is on.
wanted = SESSION


def home_of_tests() -> Path:
    """Where the tests' own cluster and static files live."""
    return Path(os.environ.get("LIVINGWELL_TEST_HOME", ROOT / ".livingwell-test"))


def start_cluster() -> embedded.Cluster:
    """The tests' own cluster: fast (no fsync), apart from any place's data, left running for the next run."""
    running = embedded.start(home_of_tests(), fast=True)
    embedded.prepare(running)
    return running


def collect_static_files() -> None:
    """What browsers fetch, hashed as it is served, collected once for all the runs in which it did not change."""
    settings.STATIC_ROOT = ROOT / ".livingwell-test" / "static"
    settings.STATIC_ROOT.parent.mkdir(exist_ok=True)
    with (settings.STATIC_ROOT.parent / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several test processes begin at once; one collects
        make_ready.collect_static()


@cache
def template_name() -> str:
    """Named by what makes it, so that runs in which nothing of that changed share one (migrating takes seconds)."""
    digest = sha256()
    for path in sorted((ROOT / "livingwell").rglob("*.py")):
        if "tests" not in path.parts and (
            {"migrations", "models", "locks", "database", "record"} & set(path.parts)
            or path.name in {"locks.py", "models.py"}
        ):
            digest.update(path.read_bytes())
    return f"livingwell_template_{digest.hexdigest()[:16]}"


def ensure_template(cluster: embedded.Cluster) -> str:
    """Migrate the template as the owner, once, whoever else is about to; drop those that no code makes any more."""
    name = template_name()
    with cluster.connect("postgres", autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(20261122)")
        made = connection.execute("select 1 from pg_database where datname = %s and datistemplate", [name]).fetchone()
        if made is None:
            made_before = connection.execute(
                "select datname from pg_database where datname like 'livingwell_template_%' order by oid desc"
            )
            for (other,) in made_before.fetchall()[KEPT_TEMPLATES:]:
                connection.execute(f'alter database "{other}" is_template false')
                connection.execute(f'drop database if exists "{other}" with (force)')
            connection.execute(f'drop database if exists "{name}" with (force)')  # half made by a run that was killed
            connection.execute(f'create database "{name}" owner livingwell_owner')
            point_at(cluster, name)
            call_command("migrate", database="owner", verbosity=0, interactive=False)
            connections["owner"].close()
            connection.execute(f'alter database "{name}" is_template true')
    return name


def copy(cluster: embedded.Cluster, name: str) -> None:
    """A database called `name`, as the template is."""
    with cluster.connect("postgres", autocommit=True) as connection:
        connection.execute(f'create database "{name}" template "{template_name()}" owner livingwell_owner')


def forget(cluster: embedded.Cluster, name: str) -> None:
    """Drop a database, whoever of ours is still connected to it."""
    close_all()
    with cluster.connect("postgres", autocommit=True) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')


def close_all() -> None:
    """Close this thread's connections."""
    for connection in connections.all(initialized_only=True):
        connection.close()


def point_at(cluster: embedded.Cluster, name: str) -> None:
    """From now on Django's connections in this process, in all its threads, lead to `name`."""
    for alias in ("default", "owner"):
        lead_to(alias, name, str(cluster.socket_dir))


def lead_to_wanted() -> None:
    """Lead to the database that is wanted, unless connections lead there already; on the cluster they lead to."""
    where = connections["default"].settings_dict
    if where["NAME"] != wanted:
        for alias in ("default", "owner"):
            lead_to(alias, wanted, where["HOST"])


def lead_to(alias: str, name: str, host: str) -> None:
    """From now on the connection `alias` leads to the database `name` behind the socket in `host`."""
    connection = connections[alias]
    connection.close()
    for wanted in (connection.settings_dict, settings.DATABASES[alias]):
        wanted["NAME"] = name
        wanted["HOST"] = host


@contextmanager
def connected_as_superuser() -> Iterator[None]:
    """Django's connection is the superuser's, in the application's role: row security holds, and can be stood aside."""
    connection = connections["default"]
    before = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = "postgres"
    with connection.cursor() as cursor:
        cursor.execute("set role livingwell_app")
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = before


@contextmanager
def own(cluster: embedded.Cluster, name: str) -> Iterator[str]:
    """A database for this block alone, where transactions commit; Django's connections lead to it meanwhile."""
    copy(cluster, name)
    point_at(cluster, name)
    heads = settings.SEAL_HEADS_FILE
    # What another database's seals exported is not missing from this one.
    settings.SEAL_HEADS_FILE = heads.with_name(f"{name}.jsonl")
    try:
        yield name
    finally:
        settings.SEAL_HEADS_FILE = heads
        forget(cluster, name)
