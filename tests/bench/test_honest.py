"""Is the bench honest? The floor does what it says, statements are counted one by one, ratios are what they are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from random import Random
from typing import Any
from urllib.parse import quote
from wsgiref.util import setup_testing_defaults

import psycopg._cursor_base
import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from psycopg import generators

from livingwell.operate import embedded
from tests.bench import counting, reporting, surroundings
from tests.bench.actors import misspelt, plainly_signed_in
from tests.bench.client import Answer, Ask, Unexpected, check
from tests.bench.floor import LOOKS
from tests.bench.measuring import Round, median, summed
from tests.cast import Cast, make_cast, make_journey


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements of this process are counted, until the test is over."""
    monkeypatch.setattr(generators, "execute", generators.execute)
    monkeypatch.setattr(psycopg._cursor_base, "execute", psycopg._cursor_base.execute)
    counting.count_statements()


def test_every_statement_counts(counted: None, cluster: embedded.Cluster) -> None:
    with cluster.connect("postgres") as plain:
        before = counting.sent()
        plain.execute("select 1")
        plain.commit()
        assert counting.sent() - before == 3, "BEGIN, the question, COMMIT"
        before = counting.sent()
        plain.execute("select 1; select 2")
        plain.rollback()
        assert counting.sent() - before == 4, "BEGIN, two in one message, ROLLBACK"


@pytest.mark.django_db
def test_savepoints_count(counted: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select 1")  # the test's own BEGIN goes with it
    before = counting.sent()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select 1")
    assert counting.sent() - before == 3


def test_the_transaction_of_a_viewer_is_counted_whole(
    counted: None, own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the header says is what Django logs, BEGIN and COMMIT with it, and the look; and the questions whether the
    connection lives, which Django does not log."""
    cast = make_cast()
    make_journey(cast.people["person"], cast.north)
    browser = Client()
    browser.force_login(cast.accounts["peer"])
    asked: list[bool] = []
    wrapper = type(connections["default"])
    alive = wrapper.is_usable
    monkeypatch.setattr(wrapper, "is_usable", lambda self: asked.append(True) or alive(self))
    environ: dict[str, Any] = {"PATH_INFO": f"/alderbrook/teams/{cast.north.pk}/board/", "HTTP_HOST": "localhost"}
    environ["HTTP_COOKIE"] = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    setup_testing_defaults(environ)
    said: dict[str, str] = {}
    application = counting.counted(get_wsgi_application())
    with CaptureQueriesContext(connection) as logged:
        page = b"".join(application(environ, lambda status, headers: said.update(headers, status=status)))
    assert said["status"] == "200 OK"
    assert b"Ana Asking" in page
    statements = [query["sql"] for query in logged]
    assert {"BEGIN", "COMMIT"} <= set(statements)
    assert any("circle_look" in sql for sql in statements)
    assert int(said[counting.HEADER].split()[1]) == len(statements) + len(asked)


ASK = """
import json, sys
from importlib import import_module
from wsgiref.util import setup_testing_defaults
asked = json.load(sys.stdin)
application = import_module("tests.bench.floor.wsgi").application
for path, cookie in asked:
    environ = {"PATH_INFO": path, "HTTP_HOST": "localhost", "HTTP_COOKIE": cookie, "HTTP_X_FORWARDED_PROTO": "https"}
    setup_testing_defaults(environ)
    said = {}
    page = b"".join(application(environ, lambda status, headers, *rest: said.update(headers, status=status)))
    print(json.dumps([said["status"], said["X-Bench"], page.decode()]))
"""


def ask_the_floor(cluster: embedded.Cluster, database: str, asked: list[tuple[str, str]]) -> list[Any]:
    """Ask the floor in a process of its own: a Django of other settings does not fit beside ours."""
    url = f"postgresql://{embedded.SUPERUSER}@/{database}?host={quote(str(cluster.socket_dir), safe='')}"
    env = {key: value for key, value in os.environ.items() if not key.startswith("LIVINGWELL_")} | {
        "DJANGO_SETTINGS_MODULE": "tests.bench.floor.settings",
        "DATABASE_URL": url,
        "LIVINGWELL_SECRET_KEY": settings.SECRET_KEY,
        "LIVINGWELL_MASTER_KEY": "not needed by the floor",
        "PYTHONPATH": str(surroundings.ROOT),
    }
    done = subprocess.run([sys.executable, "-c", ASK], env=env, input=json.dumps(asked), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_floor_does_all_that_a_floor_does(own_database: str, cluster: embedded.Cluster) -> None:
    cast: Cast = make_cast()
    person = cast.people["person"].pk
    make_journey(cast.people["person"], cast.north)
    kept = {}
    with cluster.connect(own_database) as plain:
        plain.execute(LOOKS)
        for name in ("peer", "south_lead"):
            cookies = plainly_signed_in(cast.people[name].pk, plain)
            kept[name] = f"__Host-sessionid={cookies[settings.SESSION_COOKIE_NAME]}"
    answers = ask_the_floor(
        cluster,
        own_database,
        [
            (f"/floor/people/{person}/", kept["peer"]),
            (f"/floor/teams/{cast.north.pk}/", kept["peer"]),
            (f"/floor/people/{person}/", kept["south_lead"]),
            (f"/floor/people/{person}/", ""),
        ],
    )
    assert [status[:3] for status, _, _ in answers] == ["200", "200", "404", "302"]
    for _, said, page in answers[:2]:
        assert "Ana Asking" in page
        assert "csrfmiddlewaretoken" in page
        assert int(said.split()[1]) >= 4, "the session, who it is, the rows, the look"
    with cluster.connect(own_database) as plain:
        looks = plain.execute("select page, people from floor_look order by id").fetchall()
    assert looks == [("one", [person]), ("list", [person])]


def numbers(p50: float, cpu: float) -> dict[str, float]:
    return {"p50_ms": p50, "p95_ms": p50 * 2, "cpu_ms": cpu, "queries": 7, "bytes": 900}


def test_rows_ratios_and_what_is_missed() -> None:
    page = reporting.Wanted("board", "read", "list", 3, 1.3)
    found = {
        1_000: {"board": {1: numbers(8, 4)}, "floor: list": {1: numbers(4, 2)}},
        100_000: {"board": {1: numbers(14, 4)}, "floor: list": {1: numbers(4, 2)}},
    }
    small, large = reporting.rows_of(found, [page])
    named = {"page", "kind", "people", "p50_ms", "p95_ms", "cpu_ms", "queries", "bytes", "floor"}
    assert named | {"ratio_p50", "ratio_cpu", "connections"} <= set(large)
    assert (small["ratio_p50"], small["ratio_cpu"], small["misses"]) == (2.0, 2.0, [])
    assert (large["ratio_p50"], large["ratio_cpu"]) == (3.5, 2.0)
    assert [missed.split(" is ")[0].split(" beside")[0] for missed in large["misses"]] == ["time", "time"]
    written = json.loads(json.dumps({"rows": [small, large], "floors": reporting.floors_of(found)}))
    assert [floor["floor"] for floor in written["floors"]] == ["list", "list"]
    assert "3.50" in reporting.table(written["rows"], written["floors"])


def test_each_page_of_the_issue_has_its_target() -> None:
    assert {(one.name, one.floor, one.at_most) for one in reporting.TARGETS} == {
        ("public page", "one", 1), ("sending an introduction", "one", 5), ("board", "list", 3),
        ("a person's page", "one", 5), ("saving a story entry", "one", 5), ("who has looked", "list", 3),
        ("finding a person by name", "list", 4), ("directory search", "list", 4),
        ("a story of 200 entries", "list", 12), ("a plan with 12 versions", "list", 3),
        ("board, a hundred more", "list", 6), ("my day", "list", 5),
    }  # fmt: skip


def test_medians_and_cpu_a_request() -> None:
    head = f"HTTP/1.1 200 OK\r\n{counting.HEADER}: 12 5".encode()
    answers = [Answer(seconds / 1000, 200, head, b"x" * 10) for seconds in range(1, 101)]
    one = summed(answers, cpu=0.4)
    assert (round(one.p50, 4), round(one.p95, 3), one.cpu, one.queries, one.bytes) == (0.0505, 0.096, 0.004, 5, 10)
    rounds = [Round(p50, 0.1, 0.01, 5, 10) for p50 in (0.001, 0.5, 0.003)]
    assert median(rounds).p50_ms == 3


def test_another_answer_than_expected_ends_the_bench() -> None:
    ask = Ask(b"GET / HTTP/1.1\r\n\r\n", 200, b"welcome")
    check(ask, Answer(0.1, 200, b"", b"and welcome"))
    for answer in (Answer(0.1, 200, b"", b"sign in"), Answer(0.1, 500, b"", b"welcome")):
        with pytest.raises(Unexpected):
            check(ask, answer)


def test_names_are_misspelt() -> None:
    dice = Random(1)
    wrong = {misspelt("Ana Asking", dice) for _ in range(20)}
    assert "ana asking" not in wrong
    assert all(word.startswith("ana a") for word in wrong)
