"""The web server of a real place, restarted under load: nobody is refused, and its log holds no word of anybody's.

The socket is held by the test, as systemd holds it: it outlives the server.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

from tests.databases import close_all

ROOT = Path(__file__).resolve().parents[2]
MARKER = "Zwielichtmarke"
HEADERS = {"Host": "place.example", "X-Forwarded-Proto": "https", "Connection": "close", "User-Agent": MARKER}


def surroundings(database: str, sockets: Path) -> dict[str, str]:
    """A real place's settings, on the tests' own cluster."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("LIVINGWELL_", "DATABASE_"))}
    return ours | {
        "DATABASE_URL": f"postgresql://livingwell_app@/{database}?host={sockets}&port=5432",
        "LIVINGWELL_SECRET_KEY": "s" * 60,
        "LIVINGWELL_MASTER_KEY": "bWFzdGVyIGtleSBtYXN0ZXIga2V5IG1hc3RlciBrZXk=",
        "LIVINGWELL_HOSTS": "place.example",
        "LIVINGWELL_HOME": str(ROOT / ".livingwell-test"),  # where static files have been collected
        "PYTHONPATH": str(ROOT),
    }


def serve(door: socket.socket, env: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "livingwell.operate.cli", "serve", f"--bind=fd://{door.fileno()}", "--workers=1"]
    with log.open("ab") as out:
        return subprocess.Popen(command, env=env, pass_fds=[door.fileno()], stdout=out, stderr=out, cwd=ROOT)


def asked(port: int, path: str = "/") -> int:
    """The answer's status; a caller who is not served in a minute is one who was refused."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers=HEADERS)
        return connection.getresponse().status
    finally:
        connection.close()


def callers(port: int, many: int) -> tuple[list[int], list[str], Callable[[], None]]:
    """So many ask again and again until told to end; what they were answered, and what went wrong."""
    answers: list[int] = []
    wrong: list[str] = []
    enough = Event()

    def ask() -> None:
        while not enough.is_set():
            try:
                answers.append(asked(port))
            except (OSError, http.client.HTTPException) as error:
                wrong.append(repr(error))

    threads = [Thread(target=ask) for _ in range(many)]
    for thread in threads:
        thread.start()

    def end() -> None:
        enough.set()
        for thread in threads:
            thread.join()

    return answers, wrong, end


def test_restarted_under_load_it_refuses_nobody(own_database: str, cluster: Any, tmp_path: Path) -> None:
    env, log = surroundings(own_database, cluster.socket_dir), tmp_path / "log"
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(128)
        port = door.getsockname()[1]
        server = serve(door, env, log)
        answers, wrong, end = callers(port, 3)  # they wait in the socket until there is a server
        try:
            assert asked(port) == 200
            _say_nonsense(port)
            before = len(answers)
            server.send_signal(signal.SIGTERM)
            assert server.wait(60) == 0
            server = serve(door, env, log)
            assert asked(port) == 200
            end()
            assert len(answers) > before
        finally:
            end()
            server.send_signal(signal.SIGTERM)
            assert server.wait(60) == 0
    close_all()
    assert wrong == []
    assert set(answers) == {200}
    _look_at(log.read_text())


def _say_nonsense(port: int) -> None:
    """What is no HTTP, or no address of ours, with the marker in each part."""
    for raw in (
        f"GET /{MARKER} HTTP/1.1\r\n{MARKER}\r\n\r\n",
        f"{MARKER} /{MARKER}?{MARKER} HTTP/1.1\r\nHost: {MARKER}\r\n\r\n",
        f"GET /{MARKER}\x00 HTTP/9.{MARKER}\r\n\r\n",
        f"POST / HTTP/1.1\r\nHost: place.example\r\nContent-Length: {MARKER}\r\n\r\n",
        f"GET http://{MARKER}.example/ HTTP/1.1\r\nHost: {MARKER}.example\r\nTransfer-Encoding: {MARKER}\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            connection.sendall(raw.encode("latin-1"))
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass


def _look_at(log: str) -> None:
    assert MARKER.lower() not in log.lower()
    lines = [json.loads(line) for line in log.splitlines()]
    assert {"livingwell.requests", "gunicorn.error"} <= {line["logger"] for line in lines}
    assert [line for line in lines if line["level"] in {"error", "critical"} and "raised" in line
            and line["raised"][0]["type"] != "django.core.exceptions.DisallowedHost"] == []  # fmt: skip
