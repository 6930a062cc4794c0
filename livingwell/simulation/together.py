"""Living in several processes at once, on one database: they meet as people do, in locks and in the same minutes.

Each process has its share of the lives and of the teams, and a clock of its own. No clock runs ahead of the slowest by
more than `APART`: so near in time, the order in which two acts came is as open as it is between two people who click.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from multiprocessing.connection import Connection, wait
from random import Random
from threading import current_thread, main_thread
from typing import Any

import psycopg
from asgiref.sync import SyncToAsync
from django.db import connections

from livingwell.kit import clock
from livingwell.simulation.lived import Lived
from livingwell.simulation.place import open_place
from livingwell.simulation.run import Pace, Share, Span, Stopped, live
from livingwell.simulation.standing import INVENTED, Ask
from livingwell.simulation.world import World

#: Less than the hour within which a hold and the yes it began with are looked for.
APART = timedelta(minutes=40)
#: Plans that a process keeps: it does everything there is to do, where a page asks a few dozen questions.
PLANS = 2_000
DONE = float("inf")
#: Called with how much of the time is lived, from 0 to 1, and how many moments that were.
Tick = Callable[[float, int], None]


class Broke(RuntimeError):
    """One of the processes failed; what it wrote to the terminal says how."""


def simulate(people: int, months: int, seed: int, *, slug: str, tick: Tick, processes: int = 1) -> Lived:
    """Live `people` lives over `months` months that end now, in so many processes. Ctrl-C ends it between two moments,
    and says what was lived until then.

    :raises Broke: when one of several processes failed.
    """
    span = Span.ending_now(people, months, seed)
    with clock.at(span.begin - timedelta(days=2)):
        world = open_place(slug, people, Random(f"{seed}:place"))
    if processes == 1:
        with all_knowing() as world.ask, world.pair:
            lived = live(world, span, Share(), _alone(span, tick))
    else:
        lived = _Together(world, span, processes).live(tick)
    if not lived.stopped:
        tick(1, lived.moments)
    return lived


def _alone(span: Span, tick: Tick) -> Pace:
    def pace(at: datetime, moments: int) -> None:
        if moments % 20 == 0:
            tick((at - span.begin) / (span.until - span.begin), moments)

    return pace


@contextmanager
def all_knowing() -> Iterator[Ask]:
    """A connection that is kept to ask how things stand, each question planned once."""
    wrapper: Any = connections.create_connection("default")
    wrapper.ensure_connection()
    raw: psycopg.Connection[Any] = wrapper.connection
    cursor = psycopg.Cursor(raw)
    try:
        cursor.execute(
            "select set_config('role', 'livingwell_steward', false), set_config('livingwell.errand', %s, false)",
            [INVENTED.why],
        )
        yield lambda sql, about: cursor.execute(sql, about, prepare=True).fetchall()
    finally:
        wrapper.close()


class _Together:
    """The processes of one simulation, as their parent sees them."""

    def __init__(self, world: World, span: Span, processes: int) -> None:
        self.world, self.span, self.processes = world, span, processes
        fork = multiprocessing.get_context("fork")
        self.fork = fork
        self.clocks = fork.Array("d", [span.begin.timestamp()] * processes, lock=False)
        self.moments = fork.Array("q", [0] * processes, lock=False)
        self.stopping = fork.Value("b", 0, lock=False)
        self.waits = fork.Array("b", [0] * processes, lock=False)
        self.bells = [fork.Semaphore(0) for _ in range(processes)]

    def live(self, tick: Tick) -> Lived:
        for one in connections.all(initialized_only=True):
            one.close()
        children: list[tuple[Any, Connection]] = []
        parent = os.getpid()
        for nth in range(self.processes):
            hear, say = self.fork.Pipe(duplex=False)
            child = self.fork.Process(target=self._child, args=(nth, say, parent), daemon=True)
            child.start()
            say.close()
            children.append((child, hear))
        lived = Lived(self.world.place.slug, processes=self.processes)
        with self._hearing_ctrl_c():
            while open_ := [child for child, _ in children if child.is_alive()]:
                try:
                    wait([child.sentinel for child in open_], timeout=0.5)
                    self._tell(tick)
                except KeyboardInterrupt:
                    self._stop()
                if any(child.exitcode not in (0, None) for child, _ in children):
                    self._stop()
        for child, hear in children:
            child.join()
            if child.exitcode != 0 or not hear.poll():
                raise Broke(f"A process of the simulation ended with {child.exitcode}.")
            lived = lived + hear.recv()
        return lived

    def _tell(self, tick: Tick) -> None:
        first, last = self.span.begin.timestamp(), self.span.until.timestamp()
        tick((min(*self.clocks, last) - first) / (last - first), sum(self.moments))

    @contextmanager
    def _hearing_ctrl_c(self) -> Iterator[None]:
        """Ctrl-C, however often, asks every process to end after the moment it is in."""
        if current_thread() is not main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, lambda *_: self._stop())
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _stop(self) -> None:
        self.stopping.value = 1
        self._ring()

    def _ring(self) -> None:
        """Wake whoever waits: a clock has moved, or everybody is to end."""
        for nth in range(self.processes):
            if self.waits[nth]:
                self.waits[nth] = 0
                self.bells[nth].release()

    def _child(self, nth: int, say: Connection, parent: int) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and lets every process end its moment
        self.inherited = leave_what_was_inherited()
        commit_without_waiting()
        with all_knowing() as self.world.ask, self.world.pair:
            lived = live(self.world, self.span, Share(nth, self.processes), self._pace(nth, parent))
        if not lived.stopped:
            self.clocks[nth] = DONE
            self._ring()
        say.send(lived)
        connections.close_all()

    def _pace(self, nth: int, parent: int) -> Pace:
        apart = APART.total_seconds()

        def pace(at: datetime, moments: int) -> None:
            self.moments[nth] = moments
            self.clocks[nth] = now = at.timestamp()
            self._ring()
            while not self.stopping.value:
                self.waits[nth] = 1  # said before looking, so that whoever moves meanwhile rings
                if min(self.clocks) + apart >= now:
                    break
                # The limit is for a parent that was killed and can tell nobody.
                self.bells[nth].acquire(timeout=1)
                if os.getppid() != parent:
                    raise Stopped
            self.waits[nth] = 0
            if self.stopping.value:
                raise Stopped

        return pace


def leave_what_was_inherited() -> list[Any]:
    """Forget the parent's connections, and return them to be kept: not used, for two would speak at once on one line,
    and not closed either, for that would end it for the parent. And forget the thread in which the parent's jobs ran:
    it is not here, and whoever waited for it would wait for ever."""
    SyncToAsync.single_thread_executor = ThreadPoolExecutor(max_workers=1)
    inherited = [connections[alias] for alias in connections]
    for alias in connections:
        del connections[alias]
    return inherited


def commit_without_waiting() -> None:
    """What only a simulation may do: a commit does not wait for the disk (a crash of the machine could lose the last
    moments; invented people lose nothing by it). The connection is kept, and with it more plans than a web thread's."""
    settings: Any = connections["default"].settings_dict
    options = settings.setdefault("OPTIONS", {})
    options["options"] = f"{options.get('options', '')} -c synchronous_commit=off".strip()
    settings["CONN_MAX_AGE"] = None
    connections["default"].ensure_connection()
    connections["default"].connection.prepared_max = PLANS
