"""The web server's worker: gunicorn's threads, whose own refusals carry our headers too.

A request that is no HTTP (a broken first line, headers without end) never reaches Django: gunicorn answers it.

A worker whose server was killed goes on answering for a while. Whoever keeps the server holds the door and brings
another, which takes seconds to read itself in; meanwhile nobody need wait (ADR 24).
"""

from __future__ import annotations

import os
import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from livingwell.web.headers import KEPT_WHEN_REFUSED, ON_EVERY_ANSWER

REFUSAL = ON_EVERY_ANSWER | {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": KEPT_WHEN_REFUSED,
}


#: For so long, in seconds, a worker answers without a server: longer than one takes to start on a busy machine.
LINGERS = 15.0
#: Who keeps the server that reads this, before it makes its workers. Where that one is gone too, nobody is awaited.
KEEPER = os.getppid()


class Protected:
    """A socket that puts our headers after the first line of what is written to it."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def sendall(self, data: bytes) -> None:
        line, end, rest = data.partition(b"\r\n")
        headers = "".join(f"{name}: {value}\r\n" for name, value in REFUSAL.items())
        self._sock.sendall(line + end + headers.encode("latin-1") + rest if end else data)


class HandedOver:
    """What stands where a socket was that has been handed over (`kit/live/streams.py`): there is nothing to close."""

    def setblocking(self, blocking: bool) -> None:
        """It is not ours to set."""

    def shutdown(self, how: int) -> None:
        raise OSError("handed over")

    def close(self) -> None:
        """Whoever took it closes it."""


class Worker(ThreadWorker):
    """A thread worker that refuses as our pages would, and does not leave at once when its server is killed."""

    alone_since = 0.0

    def is_parent_alive(self) -> bool:
        if self.ppid == os.getppid():
            return True
        self.alone_since = self.alone_since or time.monotonic()
        return time.monotonic() < self.alone_since + LINGERS and _lives(KEEPER)

    def handle(self, conn: Any) -> Any:
        answered = super().handle(conn)
        if conn.sock.fileno() < 0:
            conn.sock = HandedOver()
        return answered

    def handle_error(self, req: Any, sock: Any, addr: Any, exc: Any) -> None:
        super().handle_error(req, Protected(sock), addr, exc)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's, and there
        pass
    return True
