"""No log holds anybody's words: a marker is put into every field, header and address, and into every error.

Everything that logs is listened to, at every level, as it would be written where real people are served.
"""

from __future__ import annotations

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import Client
from django.urls import get_resolver

from livingwell.kit import logs
from livingwell.kit.permission.checks import every_pattern
from tests.cast import Cast
from tests.laws.matrix import addresses, sign_in
from tests.lives import live_fully

MARKER = "Zwielichtmarke"
WORDS = f"{MARKER} rang me, {MARKER}@example.org"
HEADERS = {
    "User-Agent": MARKER, "Referer": f"https://{MARKER}.example/", "X-Forwarded-For": MARKER, "Accept-Language": MARKER,
    "X-Request-Id": MARKER, "HX-Current-URL": MARKER, "Origin": f"https://{MARKER}.example", "Cookie": f"a={MARKER}",
}  # fmt: skip
FIELDS = ("words", "once", "code", "email", "phone", "name", "to", "next", "what", "day", "version", "login", MARKER)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a real place's log would hold, and more: of every logger, from its lowest level up."""
    text = io.StringIO()
    listening = logging.StreamHandler(text)
    before = {name: (each.handlers[:], each.level, each.propagate) for name, each in _loggers().items()}
    logging.config.dictConfig(logs.settings(real=True))
    for each in _loggers().values():
        each.handlers, each.propagate = [], True
        each.setLevel(logging.DEBUG)
    listening.setFormatter(logs.JsonLines())
    logging.getLogger().handlers = [listening]
    yield text
    for name, each in _loggers().items():
        each.handlers, each.level, each.propagate = before.get(name, ([], logging.NOTSET, True))


def _loggers() -> dict[str, logging.Logger]:
    named = {name: logging.getLogger(name) for name in logging.root.manager.loggerDict if "pytest" not in name}
    return {"": logging.getLogger(), **named}


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    assert MARKER.lower() not in log.getvalue().lower()
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_no_page_logs_what_it_was_sent(cast: Cast, client: Client, log: io.StringIO) -> None:
    live_fully(cast)
    client.raise_request_exception = False
    sign_in(client, cast, "person")
    body = dict.fromkeys(FIELDS, WORDS)
    session = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    headers = HEADERS | {"Cookie": f"{HEADERS['Cookie']}; {session}"}
    for address in addresses(cast):
        with transaction.atomic():
            if client.post(f"{address.url}?q={MARKER}", body, headers=headers).status_code == 405:
                client.get(f"{address.url}?q={MARKER}", body, headers=headers)
            transaction.set_rollback(True)
    told = [line for line in lines(log) if line["logger"] == "livingwell.requests"]
    assert {line["route"] for line in told} >= {
        f"/{route}" for route, pattern in every_pattern(get_resolver().url_patterns) if pattern.name
    }
    assert all(line["request"] and line["ms"] >= 0 for line in told)


def test_no_address_or_host_or_method_is_logged(client: Client, db: None, log: io.StringIO) -> None:
    client.get(f"/{MARKER}/people/{MARKER}/?{MARKER}", headers=HEADERS)
    client.get("/", headers={"Host": f"{MARKER}.example"})
    client.get("/", headers={"Host": f"{MARKER}_not a host"})
    client.generic(MARKER, "/kit/")
    enforcing = Client(enforce_csrf_checks=True)
    enforcing.post(f"/{MARKER}/", {"csrfmiddlewaretoken": MARKER}, headers=HEADERS)
    told = [line for line in lines(log) if line["logger"] == "livingwell.requests"]
    assert {(line["method"], line["route"]) for line in told} >= {("GET", None), ("other", "/kit/")}


def test_no_error_is_quoted(client: Client, cast: Cast, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors of ours, of Django's and of PostgreSQL's, which quotes the row it refuses."""
    client.raise_request_exception = False

    def raise_ours(request: HttpRequest) -> Any:
        words = WORDS  # a local value
        try:
            raise KeyError(words)
        except KeyError as first:
            raise ValueError(f"could not do {words}") from first

    def ask_wrongly(request: HttpRequest) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("select %s::uuid", [WORDS])

    def write_twice(request: HttpRequest) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("create temporary table once (word text primary key) on commit drop")
            cursor.execute("insert into once values (%s), (%s)", [WORDS, WORDS])

    pattern = next(p for _, p in every_pattern(get_resolver().url_patterns) if p.name == "gallery")
    for fault in (raise_ours, ask_wrongly, write_twice):
        monkeypatch.setattr(pattern, "callback", fault)
        with transaction.atomic():
            assert client.get("/kit/", headers=HEADERS).status_code == 500
            transaction.set_rollback(True)
    raised = [line["raised"] for line in lines(log) if "raised" in line and line["logger"] == "django.request"]
    kinds = [each["type"] for chain in raised for each in chain]
    assert {"builtins.ValueError", "builtins.KeyError", "django.db.utils.DataError"} <= set(kinds)
    assert any(each.get("sqlstate") == "22P02" for chain in raised for each in chain)
    assert any("test_logs.py" in step for chain in raised for each in chain for step in each["trace"])


def test_what_a_job_and_a_crash_say(log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    logs.say_crashes()
    try:
        raise RuntimeError(WORDS)
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
        logging.getLogger("procrastinate.worker").error(f"Job send_outgoing(to={WORDS}) failed", exc_info=True)
        logging.getLogger("anything").warning("Refused %s for %d times", WORDS, 3, exc_info=True)
        logging.getLogger("anything").warning("%(who)s was seen", {"who": WORDS})
    told = lines(log)
    assert [line["says"] for line in told] == [
        "A program of ours ended", logs.WITHHELD, "Refused … for 3 times", "… was seen",
    ]  # fmt: skip
    assert told[0]["raised"][0]["type"] == "builtins.RuntimeError"


def test_nothing_is_emailed_about_an_error() -> None:
    assert not settings.ADMINS
    assert logs.settings(real=True)["loggers"]["django"]["handlers"] == []
