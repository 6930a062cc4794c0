"""The tests' shape: a real PostgreSQL, one migrated template, and a database of its own for whoever needs one.

- ``db`` (pytest-django's): the test runs in a transaction that is rolled back, on the session's database.
- ``cast``: the standing cast of ``tests/cast.py`` in that transaction.
- ``own_database``: a fresh copy of the template, thrown away after the test; for threads, real commits, browsers.
  Nothing is ever truncated: the application could not, and the tests do not pretend to be the owner.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from livingwell.operate import embedded, make_ready
from tests.cast import Cast, make_cast

ROOT = Path(__file__).resolve().parent.parent
#: Templates of earlier code that are kept: another run may still be copying from one.
KEPT_TEMPLATES = 5
SESSION = f"livingwell_test_{os.getpid()}"


def shared(path: str) -> Path:
    """A file of the real public data; the test is skipped, saying so, where it is absent."""
    found = Path(os.environ.get("LIVINGWELL_SHARED", ROOT.parent / "shared")) / "data" / path
    if not found.exists():
        pytest.skip(f"no public data here: {found} (set LIVINGWELL_SHARED)")
    return found


@pytest.fixture(scope="session", autouse=True)
def static_files() -> None:
    """What browsers fetch, hashed as it is served, collected once for all the runs in which it did not change."""
    settings.STATIC_ROOT = ROOT / ".livingwell-test" / "static"
    settings.STATIC_ROOT.parent.mkdir(exist_ok=True)
    with (settings.STATIC_ROOT.parent / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several test processes begin at once; one collects
        make_ready.collect_static()


@pytest.fixture(scope="session")
def cluster() -> Iterator[embedded.Cluster]:
    """The tests' own cluster: fast (no fsync), apart from any place's data, left running for the next run."""
    home = Path(os.environ.get("LIVINGWELL_TEST_HOME", ROOT / ".livingwell-test"))
    running = embedded.start(home, fast=True)
    embedded.prepare(running)
    yield running
    _forget(running, SESSION)


@cache
def _template_name() -> str:
    """Named by what makes it, so that runs in which nothing of that changed share one (migrating takes seconds)."""
    digest = sha256()
    for path in sorted((ROOT / "livingwell").rglob("*.py")):
        if "tests" not in path.parts and (
            {"migrations", "models", "database", "record"} & set(path.parts) or path.name in {"locks.py", "models.py"}
        ):
            digest.update(path.read_bytes())
    return f"livingwell_template_{digest.hexdigest()[:16]}"


def _ensure_template(cluster: embedded.Cluster, name: str) -> None:
    """Migrate the template as the owner, once, whoever else is about to; drop those that no code makes any more."""
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
            connection.execute(f'create database "{name}" owner livingwell_owner')
            _point_at(cluster, name)
            call_command("migrate", database="owner", verbosity=0, interactive=False)
            connections["owner"].close()
            connection.execute(f'alter database "{name}" is_template true')


def _forget(cluster: embedded.Cluster, name: str) -> None:
    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool:
            close_pool()
    with cluster.connect("postgres", autocommit=True) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')


def _point_at(cluster: embedded.Cluster, name: str) -> None:
    for alias in ("default", "owner"):
        connection = connections[alias]
        connection.close()
        for wanted in (connection.settings_dict, settings.DATABASES[alias]):
            wanted["NAME"] = name
            wanted["HOST"] = str(cluster.socket_dir)
            wanted.setdefault("OPTIONS", {}).pop("pool", None)


def _copy(cluster: embedded.Cluster, name: str) -> None:
    with cluster.connect("postgres", autocommit=True) as connection:
        connection.execute(f'create database "{name}" template "{_template_name()}" owner livingwell_owner')


@pytest.fixture(scope="session")
def django_db_setup(cluster: embedded.Cluster, django_db_blocker: Any, tmp_path_factory: Any) -> None:
    """Migrate a template once, as the owner; the session's database is a copy of it."""
    settings.MASTER_KEY_FILE = tmp_path_factory.mktemp("keys") / "master.key"
    settings.SEAL_HEADS_FILE = tmp_path_factory.mktemp("seals") / "heads.jsonl"
    with django_db_blocker.unblock():
        _ensure_template(cluster, _template_name())
        _copy(cluster, SESSION)
        _point_at(cluster, SESSION)


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, in a transaction that is rolled back; ``live_a_little(cast)`` gives them journeys."""
    return make_cast()


@pytest.fixture
def own_database(
    django_db_setup: None, cluster: embedded.Cluster, django_db_blocker: Any, request: Any
) -> Iterator[str]:
    """A database of this test's own, where transactions commit."""
    name = f"{SESSION}_{abs(hash(request.node.nodeid)) % 10**8}"
    with django_db_blocker.unblock():
        _copy(cluster, name)
        _point_at(cluster, name)
        yield name
        _forget(cluster, name)
        _point_at(cluster, SESSION)
