"""Open streams: told when something moved, whoever moved it; and however many wait, the server's threads stay free."""

from __future__ import annotations

import base64
import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client

from livingwell.kit.secrets.master import master_key
from livingwell.practice.team import actions
from livingwell.practice.team.models import HuddleOrder
from tests.cast import live_a_little, make_cast
from tests.databases import close_all
from tests.operate.test_serving import asked, serve, surroundings

#: More than the server has threads.
WAITING = 9


def listen(port: int, path: str, cookie: str) -> socket.socket:
    """A browser that opens a stream, and has read its beginning."""
    waits = socket.create_connection(("127.0.0.1", port), timeout=60)
    head = (
        f"GET {path} HTTP/1.1",
        "Host: place.example",
        "X-Forwarded-Proto: https",
        f"Cookie: {cookie}",
        "",
        "",
    )
    waits.sendall("\r\n".join(head).encode())
    assert b"event: ask" in until(waits, b"event: ask")
    return waits


def until(waits: socket.socket, words: bytes) -> bytes:
    heard = b""
    while words not in heard:
        more = waits.recv(4096)
        assert more, heard
        heard += more
    return heard


def test_many_wait_and_each_is_told(own_database: str, cluster: Any, tmp_path: Path, monkeypatch: Any) -> None:
    log, env = tmp_path / "log", surroundings(own_database, cluster.socket_dir)
    # The session is made here, and opened there.
    env["LIVINGWELL_MASTER_KEY"] = base64.b64encode(master_key()).decode()
    monkeypatch.setattr(settings, "SECRET_KEY", env["LIVINGWELL_SECRET_KEY"])
    with transaction.atomic():
        cast = make_cast()
        live_a_little(cast)
        huddle = actions.begin_huddle(cast.north, order=HuddleOrder.NAME, by=cast.who("peer"))
    client = Client()
    client.force_login(cast.accounts["nurse"])
    cookie = f"__Host-{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(64)
        port = door.getsockname()[1]
        server = serve(door, env, log)
        try:
            stream = f"/alderbrook/huddles/{huddle.pk}/stream/"
            waiting = [listen(port, stream, cookie) for _ in range(WAITING)]
            assert asked(port) == 200, "nine wait, and four threads are free"
            with transaction.atomic():
                actions.end_huddle(huddle, by=cast.who("peer"))
            for one in waiting:
                assert b"data: 1\n" in until(one, b"data: 1\n")
                one.close()
        finally:
            server.terminate()
            server.wait(60)
            close_all()
    assert "Traceback" not in log.read_text()
