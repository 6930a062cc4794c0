"""The web server's worker: gunicorn's threads, whose own refusals carry our headers too.

A request that is no HTTP (a broken first line, headers without end) never reaches Django: gunicorn answers it.
"""

from __future__ import annotations

from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from livingwell.web.headers import KEPT_WHEN_REFUSED, ON_EVERY_ANSWER

REFUSAL = ON_EVERY_ANSWER | {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": KEPT_WHEN_REFUSED,
}


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


class Worker(ThreadWorker):
    """A thread worker that answers what it must refuse itself as our pages would."""

    def handle_error(self, req: Any, sock: Any, addr: Any, exc: Any) -> None:
        super().handle_error(req, Protected(sock), addr, exc)
