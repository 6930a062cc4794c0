"""A browser that keeps cookies, sends forms, and sends one again that was not answered, with the same once-token."""

from __future__ import annotations

import http.client
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

CSRF = "c" * 32
PAUSE = 0.05
PATIENCE = 60.0  # after the last kill, for what was not yet answered


class Dropped(Exception):
    """The connection was refused, dropped, or said nothing in time."""


@dataclass
class Answer:
    status: int
    location: str
    body: str


@dataclass
class Ledger:
    """What was sent, and whether its answer said that it was kept; every answer counted; what should not have been."""

    saved: dict[tuple[str, str], bool] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def sent(self, kind: str, token: str) -> None:
        self.saved[kind, token] = False

    def kept(self, kind: str, token: str) -> None:
        self.saved[kind, token] = True

    def tokens(self, kind: str) -> dict[str, bool]:
        return {token: kept for (each, token), kept in self.saved.items() if each == kind}


class Browser:
    """One person's browser."""

    def __init__(self, port: int, ledger: Ledger, session: str = "") -> None:
        self.port, self.ledger = port, ledger
        self.cookies = {"csrftoken": CSRF} | ({"sessionid": session} if session else {})

    def ask(self, method: str, path: str, form: dict[str, object] | None = None, timeout: float = 20.0) -> Answer:
        """One request and its answer; every answer is counted, and a 500 is wrong.

        :raises Dropped: when there is none.
        """
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "X-CSRFToken": CSRF}
        body = None
        if form is not None:
            body = urlencode(form, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as why:
            self.ledger.answers["dropped"] += 1
            raise Dropped(str(why)) from why
        finally:
            connection.close()
        self.ledger.answers[str(response.status)] += 1
        if response.status == 500:
            self.ledger.wrong.append(f"500 at {method} {path}")
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return Answer(response.status, response.headers.get("Location", ""), text)

    def until_answered(self, path: str, form: dict[str, object]) -> Answer | None:
        """Send a form, and again while it is not answered (503, or nothing); None when all is over before."""
        until = None
        while True:
            try:
                answer = self.ask("POST", path, form)
                if answer.status < 500:
                    return answer
            except Dropped:
                pass
            if self.ledger.over.is_set():
                until = until or time.monotonic() + PATIENCE
                if time.monotonic() > until:
                    return None
            time.sleep(PAUSE)

    def save(self, kind: str, token: str, path: str, form: dict[str, object], said: Callable[[Answer], bool]) -> bool:
        """Send a form that saves something until it is answered; whether the answer said that it was saved."""
        self.ledger.sent(kind, token)
        answer = self.until_answered(path, form | {"once": secrets.token_urlsafe(12)})
        if answer is None:
            return False
        if said(answer):
            self.ledger.kept(kind, token)
            return True
        self.ledger.wrong.append(f"{kind}: {path} answered {answer.status} {answer.location} {answer.body[:200]!r}")
        return False
