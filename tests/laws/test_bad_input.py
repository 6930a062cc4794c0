"""Bad input is answered, never broken by: every address that takes a POST, given what no form of ours would send.

What is sent is made from a seed, which a failure prints; LIVINGWELL_SEED runs it again with the same.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.signals import got_request_exception
from django.db import DatabaseError, transaction
from django.test import Client

from livingwell.kit.permission.acts import ask_constraints_now
from tests.cast import Cast
from tests.laws.matrix import Address, addresses, sign_in, undone
from tests.lives import live_fully

SEED = int(os.environ.get("LIVINGWELL_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
BODIES = 10
#: How much of it each address is sent once, in all its fields together: as much as comes past the door.
LONGEST = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 50_000
NASTY = (
    "", " ", "\x00", "a\x00b", "\ud800", "\u202eevil\u202c", "👩‍👩‍👧‍👦" * 40, "\r\n", "<b>{{ 7 }}",
    "%s%n", "../../etc/passwd", "'; drop table people_person; --", "-1", "0", "1e999", "NaN", "9" * 400, "on", "None",
    "null", "[]", "{", "true", "2026-02-30", "0000-00-00", "99999-12-31", "31/02/2026", "2026-01-01T25:61", "1/1/1",
    "10000", "٣", "²", "00000000-0000-0000-0000-000000000000", "not-an-id", "person:00000000", "team:", "a" * 5000,
    "name@example.org", "\u0000@\u0000", "+44" + "7" * 40, "//evil.example", "javascript:alert(1)", "phone", "email",
)  # fmt: skip
#: Names that views ask for without a form.
ALWAYS = ("once", "next", "channel", "words", "code", "version", "what", "to", "pk", "day", "draft", "page")
FIELD = re.compile(rb'<(?:input|textarea|select|button)\b[^>]*\bname="([^"]+)"')
CHOICE = re.compile(rb'<(?:input|button)\b[^>]*\bname="([^"]+)"[^>]*\bvalue="([^"]*)"')
BOUNDARY = "multipart/form-data; boundary=x"
#: Whole bodies that are no form at all.
RAW: tuple[tuple[bytes, str], ...] = (
    (b"words=\xff\xfe&name=%ff%00&once=%C0%80", "application/x-www-form-urlencoded"),
    (b"&".join(b"f%d=1" % n for n in range(1500)), "application/x-www-form-urlencoded"),
    (b"--x\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nhalf", BOUNDARY),
    (b"--y\r\n\r\n--x--", BOUNDARY),
    (b'--x\r\nContent-Disposition: form-data; name="w"; filename="a\x00.txt"\r\n\r\n\xff\r\n--x--\r\n', BOUNDARY),
    (b"", "multipart/form-data"),
    (b'{"words": ["', "application/json"),
    (b"words=a", "text/plain; charset=utf-99"),
)  # fmt: skip


def _fields(page: bytes) -> tuple[list[str], dict[str, list[str]]]:
    """What the page asks: the names of its fields, and the values that it offers for them."""
    offered: dict[str, list[str]] = {}
    for name, value in CHOICE.findall(page):
        offered.setdefault(name.decode(), []).append(value.decode(errors="replace"))
    names = sorted({name.decode() for name in FIELD.findall(page)} - {"csrfmiddlewaretoken"})
    return names, offered


def _bodies(chance: random.Random, names: list[str], offered: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """Forms as nobody fills them in: near enough to right that they come past the first check, or far from it."""
    everything = [*names, *ALWAYS]
    yield {}
    yield dict.fromkeys(everything, "a" * (LONGEST // len(everything)))
    for _ in range(BODIES):
        how_right = chance.random()
        body: dict[str, Any] = {}
        for name in names if chance.random() < 0.7 else everything:
            said = chance.random()
            if said < how_right and offered.get(name):
                body[name] = chance.choice(offered[name])
            elif said < 0.9:
                body[name] = chance.choice(NASTY)
            elif said < 0.95:
                body[name] = [chance.choice(NASTY) for _ in range(3)]
        yield body


def _encoded(body: dict[str, Any]) -> tuple[bytes, str]:
    pairs = []
    for name, value in body.items():
        for one in value if isinstance(value, list) else [value]:
            pairs.append(f"{quote(name)}={_quoted(one)}")
    return "&".join(pairs).encode(), "application/x-www-form-urlencoded"


@cache
def _quoted(value: str) -> str:
    return quote(value.encode("utf-8", "surrogatepass"))


class _Asking:
    """One client that sends, undoes what was done, and keeps what went wrong."""

    def __init__(self, client: Client, who: str) -> None:
        self.client, self.who = client, who
        self.wrong: list[str] = []
        self.sent = 0
        self._error = ""

    def heard(self, **kwargs: Any) -> None:
        import sys

        self._error = repr(sys.exc_info()[1])[:300]

    def page(self, address: Address) -> Any:
        with undone(self.client):
            return self.client.get(address.url)

    def send(self, address: Address, body: bytes, kind: str) -> Any:
        self._error, self.sent = "", self.sent + 1
        with undone(self.client):
            response = self.client.generic("POST", address.url, body, content_type=kind)
            if response.status_code < 400:
                try:  # what would speak at commit speaks here
                    with transaction.atomic():
                        ask_constraints_now()
                except DatabaseError as late:
                    self._note(address, body, f"at commit: {late!r}"[:300])
        if response.status_code >= 500:
            self._note(address, body, f"{response.status_code} {self._error}")
        return response

    def _note(self, address: Address, body: bytes, what: str) -> None:
        self.wrong.append(f"{self.who} at /{address.route}: {what}\n    {body[:400]!r}")


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["person", "peer", "nobody"])
def test_no_body_breaks_an_address(cast: Cast, client: Client, who: str) -> None:
    live_fully(cast)
    client.raise_request_exception = False
    chance = random.Random(f"{SEED} {who}")
    asking = _Asking(client, who)
    got_request_exception.connect(asking.heard)
    sign_in(client, cast, who)
    for address in addresses(cast):
        if asking.send(address, b"", "application/x-www-form-urlencoded").status_code in (403, 404, 405):
            continue
        page = asking.page(address)
        names, offered = _fields(page.content if page.status_code == 200 else b"")
        if not names and (page.status_code in (301, 302) and "/sign-in/" in page.headers.get("Location", "")):
            continue
        for body in _bodies(chance, names, offered):
            asking.send(address, *_encoded(body))
        for body_and_kind in RAW:
            asking.send(address, *body_and_kind)
    got_request_exception.disconnect(asking.heard)
    assert who == "nobody" or SESSION_KEY in client.session, "asked as somebody, to the last address"
    print(f"{who}: {asking.sent} bodies sent")
    shown = sorted({line.split("\n")[0]: line for line in asking.wrong}.values())
    assert not shown, f"LIVINGWELL_SEED={SEED}\n" + "\n".join(shown)
