"""`/healthz` needs nothing; `/readyz` says what is missing, and sends callers elsewhere while the server ends."""

from __future__ import annotations

import mmap
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.test import Client

from livingwell.kit.database.speaking import speaking
from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Errand
from livingwell.web import health

pytestmark = pytest.mark.django_db


def heard(ago: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_workers")
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - make_interval(secs => %s))", [ago]
        )


def missing(client: Client) -> set[str]:
    answer = client.get("/readyz", headers={"host": "anything at all"})
    said: dict[str, Any] = answer.json()
    assert answer.status_code == (200 if said["ready"] else 503)
    return {name for name, there in said.items() if not there}


def test_ready_when_all_is_there(client: Client) -> None:
    heard(5)
    assert missing(client) == set()


def test_it_says_what_is_missing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    heard(300)
    assert missing(client) == {"ready", "worker"}
    heard(5)
    with monkeypatch.context() as patch:
        patch.setattr(health, "wanted", lambda: frozenset({"kit.9999_not_applied"}))
        assert missing(client) == {"ready", "migrations"}
    with speaking(Errand("a test")):
        keys.key_to_write(uuid4())
    with monkeypatch.context() as patch:
        patch.setattr(keys, "wrapping_keys", lambda: (b"x" * 32,))
        assert missing(client) == {"ready", "keys"}


def test_draining_sends_callers_elsewhere(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    heard(5)
    monkeypatch.setattr(health, "_draining", mmap.mmap(-1, 1))
    health.drain()
    assert missing(client) == {"ready", "serving"}
    assert client.get("/healthz").status_code == 200


def test_without_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: Any, **kwargs: Any) -> Any:
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(connection, "cursor", gone)
    assert client.get("/healthz", headers={"host": "anything at all"}).content == b"ok\n"
    assert missing(client) == {"ready", "database", "migrations", "worker", "keys"}
