"""How many statements a request costs, counted where they are sent: beneath Django, in the database connection itself.

Everything counts: BEGIN and COMMIT, savepoints, telling the database who is looking, the pool asking whether its
connection is alive. A message that carries two statements counts as two.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from typing import Any

import psycopg._cursor_base
from psycopg import generators

#: The answer's header: which worker answered, and how many statements it sent for it.
HEADER = "X-Bench"

_count = threading.local()
_execute = generators.execute


def _counted(pgconn: Any) -> Any:
    results = yield from _execute(pgconn)
    _count.sent = getattr(_count, "sent", 0) + len(results)
    return results


def count_statements() -> None:
    """From now on every statement of this process is counted, by the thread that sends it."""
    generators.execute = _counted
    psycopg._cursor_base.execute = _counted


def sent() -> int:
    """How many statements this thread has sent."""
    return getattr(_count, "sent", 0)


def counted(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """A WSGI application that says in `HEADER` what an answer took."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        before = sent()

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, (HEADER, f"{os.getpid()} {sent() - before}")], *rest)

        return application(environ, start)

    return answer
