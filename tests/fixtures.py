"""The tests' shape: a real PostgreSQL, one migrated template, and a database of its own for whoever needs one.

- ``db`` (pytest-django's): the test runs in a transaction that is rolled back, on the session's database.
- ``cast``: the standing cast of ``tests/cast.py``, who live in a second database of the session's, made once.
- ``own_database``: a fresh copy of the template, thrown away after the test; for threads, real commits, browsers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from livingwell.operate import embedded
from tests import databases
from tests.cast import Cast, make_cast
from tests.databases import PEOPLED, ROOT, SESSION

#: With several processes the run ends when the last file does: those that take minutes begin first.
BEGIN_FIRST = ("tests/laws/test_matrix", "tests/journeys/", "tests/laws/", "tests/torture/", "tests/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files in the order of `BEGIN_FIRST`, otherwise as they were."""

    def turn(item: pytest.Item) -> int:
        path = item.path.relative_to(ROOT).as_posix()
        return next((n for n, begins in enumerate(BEGIN_FIRST) if path.startswith(begins)), len(BEGIN_FIRST))

    items.sort(key=turn)


#: The cast as it was made; each test has a copy of its own.
_made: list[Cast] = []


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before its transaction begins: the test is on the database with the cast in it, or on the empty one."""
    databases.wanted = PEOPLED if "cast" in getattr(item, "fixturenames", ()) else SESSION
    if _made:  # before that there is none of the two
        databases.lead_to_wanted()


def shared(path: str) -> Path:
    """A file of the real public data; the test is skipped, saying so, where it is absent."""
    found = Path(os.environ.get("LIVINGWELL_SHARED", ROOT.parent / "shared")) / "data" / path
    if not found.exists():
        pytest.skip(f"no public data here: {found} (set LIVINGWELL_SHARED)")
    return found


@pytest.fixture(scope="session", autouse=True)
def static_files() -> None:
    """What browsers fetch, hashed as it is served."""
    databases.collect_static_files()


@pytest.fixture(scope="session")
def cluster() -> Iterator[embedded.Cluster]:
    """The tests' own cluster, left running for the next run."""
    running = databases.start_cluster()
    yield running
    for name in (SESSION, PEOPLED):
        databases.forget(running, name)


@pytest.fixture(scope="session")
def django_db_setup(cluster: embedded.Cluster, django_db_blocker: Any, tmp_path_factory: Any) -> None:
    """Migrate a template once, as the owner; the session's databases are copies of it, one with the cast in it."""
    settings.MASTER_KEY_FILE = tmp_path_factory.mktemp("keys") / "master.key"
    settings.SEAL_HEADS_FILE = tmp_path_factory.mktemp("seals") / "heads.jsonl"
    with django_db_blocker.unblock():
        databases.ensure_template(cluster)
        for name in (SESSION, PEOPLED):
            databases.copy(cluster, name)
        databases.point_at(cluster, PEOPLED)
        _made.append(make_cast())
        databases.lead_to_wanted()


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, in a transaction that is rolled back; ``live_a_little(cast)`` gives them journeys."""
    return deepcopy(_made[0])


@pytest.fixture
def own_database(
    django_db_setup: None, cluster: embedded.Cluster, django_db_blocker: Any, request: Any
) -> Iterator[str]:
    """A database of this test's own, where transactions commit."""
    with django_db_blocker.unblock():
        with databases.own(cluster, f"{SESSION}_{abs(hash(request.node.nodeid)) % 10**8}") as name:
            yield name
        databases.point_at(cluster, databases.wanted)
