"""Two who act at the very same moment, each in a thread and on a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier
from typing import Self

from django.core.exceptions import PermissionDenied
from django.db import connections

Act = Callable[[], object]


class Pair:
    """Each keeps its connection, and what it knows of the tables, from one time to the next; until the block ends."""

    def __init__(self) -> None:
        self._both = ThreadPoolExecutor(2)  # no thread begins before there is something to do

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._together(connections.close_all, connections.close_all)
        self._both.shutdown()

    def do(self, one: Act, other: Act) -> list[PermissionDenied]:
        """Do both at the same moment; the refusals that came of it. Whatever else was raised is raised."""
        return [refusal for refusal in self._together(one, other) if refusal is not None]

    def _together(self, *acts: Act) -> list[PermissionDenied | None]:
        ready = Barrier(len(acts))

        def do(act: Act) -> PermissionDenied | None:
            connections["default"].ensure_connection()
            ready.wait(30)
            try:
                act()
            except PermissionDenied as refusal:
                return refusal
            return None

        done = [self._both.submit(copy_context().run, do, act) for act in acts]
        return [one.result() for one in done]
