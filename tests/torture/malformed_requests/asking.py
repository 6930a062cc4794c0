"""The instrument: requests made by Hypothesis through the whole of Django, and bytes on the web server's own socket."""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from typing import Any

from django.core.signals import got_request_exception
from django.db import DatabaseError, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as from_seed

from livingwell.kit.permission.acts import ask_constraints_now
from tests.cast import Cast, make_cast
from tests.laws.matrix import addresses, sign_in, undone
from tests.lives import live_fully
from tests.torture.malformed_requests.shapes import Offer, Request, requests
from tests.torture.malformed_requests.sockets import on_sockets
from tests.torture.outcome import Outcome, Tell

NAME = "malformed requests"
LONG, SHORT = 5_000, 70
WHO = ("person", "peer", "nobody", "lead", "privacy_lead", "place_lead", "friend")
FIELD = re.compile(rb'<(?:input|textarea|select|button)\b[^>]*\bname="([^"]+)"')
CHOICE = re.compile(rb'<(?:input|button)\b[^>]*\bname="([^"]+)"[^>]*\bvalue="([^"]*)"')
OPTION = re.compile(rb'<option value="([^"]+)"')
#: One in so many requests is bytes on a socket.
SOCKETS = 10


def run(size: int, seed: int, tell: Tell) -> Outcome:
    """`size` requests in all; none is answered with a 500, and the web server lives."""
    began = time.monotonic()
    cast = make_cast()
    live_fully(cast)
    raw = max(size // SOCKETS, 1)
    each = -(-(size - raw) // len(WHO))
    asking = _Asking()
    for number, who in enumerate(WHO):
        asking.ask(cast, who, each, seed + number)
        tell(f"{who}: {asking.sent} sent so far, {len(asking.wrong)} wrong")
    wrong = sorted(asking.wrong.values())
    sent, answered, broke = on_sockets(raw, seed)
    wrong += broke
    answers = ", ".join(f"{count} × {status}" for status, count in sorted((asking.answers + answered).items()))
    return Outcome(asking.sent + sent, wrong, time.monotonic() - began, f"{sent} on sockets; answers: {answers}")


class _Asking:
    """Sends, undoes what was done, and keeps what went wrong, one line for each kind of fault."""

    def __init__(self) -> None:
        self.wrong: dict[str, str] = {}
        self.answers: Counter[str] = Counter()
        self.sent = 0
        self._error = ""
        got_request_exception.connect(self._heard)

    def _heard(self, **kwargs: Any) -> None:
        self._error = repr(sys.exc_info()[1])[:300]

    def ask(self, cast: Cast, who: str, times: int, seed: int) -> None:
        client = Client(raise_request_exception=False)
        sign_in(client, cast, who)
        offers = [self._offer(client, address.url) for address in addresses(cast)]
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}

        @from_seed(seed)
        @settings(
            max_examples=times, database=None, deadline=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(requests(offers))
        def send(request: Request) -> None:
            if self.sent < before + times:
                client.cookies.clear()
                client.cookies.load(cookies)
                self._send(client, who, request)

        before = self.sent
        while self.sent < before + times:  # Hypothesis stops early where it has drawn the same one twice
            send()

    def _offer(self, client: Client, url: str) -> Offer:
        with undone(client):
            page = client.get(url)
        content = page.content if page.status_code == 200 and not page.streaming else b""
        values: dict[str, list[str]] = {}
        for name, value in CHOICE.findall(content):
            values.setdefault(name.decode(), []).append(value.decode(errors="replace"))
        names = sorted({name.decode() for name in FIELD.findall(content)} - {"csrfmiddlewaretoken"})
        options = [value.decode(errors="replace") for value in OPTION.findall(content)][:20]
        for name in names:
            values.setdefault(name, options or ["a word"])
        return Offer(url, names, values)

    def _send(self, client: Client, who: str, request: Request) -> None:
        self._error, self.sent = "", self.sent + 1
        extra = request.headers | ({"QUERY_STRING": request.query} if request.query else {})
        try:
            with transaction.atomic():
                response = client.generic(
                    request.method, request.path, request.body, content_type=request.kind, **extra
                )  # type: ignore[arg-type]
                if response.status_code < 400:
                    try:  # what would speak at commit speaks here
                        with transaction.atomic():
                            ask_constraints_now()
                    except DatabaseError as late:
                        self._note(who, request, f"at commit: {late!r}"[:200])
                transaction.set_rollback(True)
        except Exception as escaped:  # noqa: BLE001 - what leaves Django is a web server's bare 500
            self._note(who, request, f"escaped: {escaped!r}"[:200])
            return
        self.answers[str(response.status_code)] += 1
        if response.status_code >= 500:
            self._note(who, request, f"{response.status_code} {self._error}")
        response.close()

    def _note(self, who: str, request: Request, what: str) -> None:
        shown = f"{request.method} {request.path[:120]} ? {request.query[:120]!r} {request.kind[:60]!r}"
        self.wrong.setdefault(what[:120], f"{who}: {what}: {shown} {request.headers!r:.200} {request.body[:300]!r}")
