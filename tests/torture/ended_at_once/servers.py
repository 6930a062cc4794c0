"""Web servers of the instrument's own: several processes, each with several threads and connections it keeps open."""

from __future__ import annotations

import http.client
import logging
import multiprocessing
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from socketserver import ThreadingMixIn
from urllib.parse import urlencode
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connections

from livingwell.people.models import Account
from livingwell.people.sessions import SessionStore
from livingwell.web.handler import Handler

PROCESSES = 3
CSRF = "c" * 32
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Answer:
    """A status, and where it sends on to."""

    status: int
    location: str

    @property
    def shows(self) -> bool:
        return self.status == 200

    @property
    def refuses(self) -> bool:
        """Not there, not yours, or please sign in."""
        return self.status in {403, 404} or (self.status == 302 and "/sign-in/" in self.location)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    address_family = socket.AF_INET


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """A line for each request would be thousands."""


@contextmanager
def serving(processes: int = PROCESSES) -> Iterator[list[int]]:
    """The ports of as many processes, each with the whole platform in it, on the database Django leads to here."""
    connections.close_all()
    listening = [socket.create_server(("127.0.0.1", 0), backlog=64) for _ in range(processes)]
    started: list[BaseProcess] = [_FORK.Process(target=_serve, args=(one,), daemon=True) for one in listening]
    ports = [int(one.getsockname()[1]) for one in listening]
    for process in started:
        process.start()
    for one in listening:
        one.close()
    try:
        yield ports
    finally:
        for process in started:
            process.terminate()
            process.join()


def _serve(listening: socket.socket) -> None:
    """The child: connections outlive requests as in production (there in a thread, here in a pool, as each request has
    a thread of its own), so that one request finds what another left on them."""
    logging.disable(logging.CRITICAL)  # each refusal would be a line
    for wanted in (connections["default"].settings_dict, settings.DATABASES["default"]):
        wanted["OPTIONS"] = wanted["OPTIONS"] | {"pool": {"min_size": 1, "max_size": 4, "timeout": 10}}
        wanted["CONN_MAX_AGE"] = 0
    server = _Server(listening.getsockname(), _Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket = listening
    server.server_address = listening.getsockname()
    server.server_name, server.server_port = "localhost", server.server_address[1]
    server.setup_environ()
    server.set_app(Handler())
    server.serve_forever()


@dataclass(frozen=True)
class Browser:
    """Somebody signed in, by their session; it asks whichever process it is told to."""

    session: str
    place: str

    def get(self, port: int, path: str) -> Answer:
        return self._ask(port, "GET", path, None)

    def post(self, port: int, path: str, **form: str) -> Answer:
        return self._ask(port, "POST", path, form)

    def _ask(self, port: int, method: str, path: str, form: dict[str, str] | None) -> Answer:
        cookies = f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
        headers = {"Cookie": cookies, "X-CSRFToken": CSRF}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            at = path if path.startswith("/") else f"/{self.place}/{path}"
            asked.request(method, at, None if form is None else urlencode(form), headers)
            answer = asked.getresponse()
            answer.read()
            return Answer(answer.status, answer.headers.get("Location", ""))
        finally:
            asked.close()


def sign_in(account: Account, place: str) -> Browser:
    """A session as signing in leaves it."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return Browser(str(session.session_key), place)
