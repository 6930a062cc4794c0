"""Bytes on the web server's own socket, which no client library would send; and whether it lives."""

from __future__ import annotations

import base64
import contextlib
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

from django.conf import settings

from livingwell.kit.secrets.master import master_key
from tests import databases
from tests.torture.malformed_requests.bytes_sent import RAW

PATIENCE = 60.0
#: What HTTP asks for where a transfer coding is not known (RFC 9112, 6.1): a refusal, not a fault.
NOT_KNOWN = b"501"
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")


def on_sockets(times: int, seed: int) -> tuple[int, Counter[str], list[str]]:
    """Send `times` of these, or of these with bytes changed; how many, what was answered, what was wrong."""
    dice = random.Random(seed)
    answers: Counter[str] = Counter()
    wrong: list[str] = []
    with _served() as port:
        for number in range(times):
            sent = dice.choice(RAW) if times < len(RAW) or number >= len(RAW) else RAW[number]
            if number >= len(RAW):
                sent = _changed(sent, dice)
            answer = _say(port, sent)
            for status in STATUS.findall(answer):
                answers[status.decode()] += 1
                if status >= b"500" and status != NOT_KNOWN:
                    wrong.append(f"{status.decode()} on a socket for {sent[:300]!r}")
        if not _lives(port):
            wrong.append("the web server does not answer any more")
    return times, answers, wrong


def _changed(sent: bytes, dice: random.Random) -> bytes:
    """The same with a few bytes replaced, left out or doubled."""
    changed = bytearray(sent)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(changed) + 1)
        match dice.randrange(3):
            case 0:
                changed[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del changed[at : at + dice.randint(1, 8)]
            case _:
                changed[at:at] = dice.randbytes(dice.randint(1, 8))
    return bytes(changed)


def _say(port: int, sent: bytes) -> bytes:
    """Send it, say that nothing more will come, and read until the other side has closed."""
    answer = b""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=10) as door:
        door.sendall(sent)
        door.shutdown(socket.SHUT_WR)
        while more := door.recv(65536):
            answer += more
    return answer


def _lives(port: int) -> bool:
    return b" 200 OK" in _say(port, b"GET /sign-in/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")


@contextlib.contextmanager
def _served() -> Iterator[int]:
    """The production web server on the database that Django's connections in this process lead to."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(64)
        port = int(door.getsockname()[1])
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "PYTEST"))
        }
        environment |= {
            "LIVINGWELL_HOME": str(databases.home_of_tests()),
            "LIVINGWELL_DATABASE_NAME": settings.DATABASES["default"]["NAME"],
            "LIVINGWELL_MASTER_KEY": base64.b64encode(master_key()).decode(),
            "PYTHONPATH": str(databases.ROOT),
        }
        command = [sys.executable, "-m", "gunicorn", f"--bind=fd://{door.fileno()}", "--workers=1", "--threads=4"]
        command += ["--worker-class=livingwell.web.worker.Worker", "--log-level=critical", "--no-control-socket"]
        server = subprocess.Popen(
            [*command, "livingwell.web.wsgi:application"], env=environment, pass_fds=[door.fileno()],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        until = time.monotonic() + PATIENCE
        while not _lives(port):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the web server did not start")
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
