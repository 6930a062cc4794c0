"""A part: what can be asked whether it lives, started and ended. A program is one kind, the database another."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from livingwell.operate import embedded

_PR_SET_PDEATHSIG = 1
#: Longer than a web server's workers go on answering without it; sooner than its number is somebody else's.
LEFT_FOR = 30.0
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class Part(Protocol):
    name: str
    leans_on: str

    def start(self) -> None: ...
    def ended(self) -> str | None: ...  # None while it lives, else how it ended
    def ask_to_end(self) -> None: ...
    def end_now(self) -> None: ...
    def pid(self) -> int | None: ...


def end_with_parent(behind: int = 0) -> None:
    """Between fork and exec: whatever kills the supervisor, the kernel asks this child to end. And how far it stands
    behind others where there is too little time for all."""
    os.nice(behind)
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


@dataclass
class Program:
    """A part that is a process of ours."""

    name: str
    command: Sequence[str]
    pass_fds: Sequence[int] = ()
    leans_on: str = ""  # the name of a part; when that one had to be brought back, this one is started anew
    behind: int = 0  # its niceness: who waits for a page comes before what is done by itself
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _left: tuple[int, float] = field(default=(0, 0.0), init=False)  # a killed one's group, which may go on until then

    def start(self) -> None:
        if self.process is not None:
            self._left = (self.process.pid, time.monotonic() + LEFT_FOR)
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            pass_fds=self.pass_fds,
            start_new_session=True,  # a Ctrl-C in the terminal reaches us alone, and we end the parts in order
            preexec_fn=partial(end_with_parent, self.behind),
        )

    def ended(self) -> str | None:
        if self.process is None:
            return "not started"
        code = self.process.poll()
        if code is None:
            return None
        return f"killed by signal {-code}" if code < 0 else f"ended by itself with code {code}"

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end_now(self) -> None:
        left, until = self._left
        if time.monotonic() < until:
            self._end_group(left)
        if self.process is not None:
            self._end_group(self.process.pid)
            self.process.wait()

    def _end_group(self, pid: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)

    def pid(self) -> int | None:
        return self.process.pid if self.process is not None and self.process.poll() is None else None


@dataclass
class Database:
    """A part that is the embedded PostgreSQL: it outlives us when we are killed, and the next start finds it."""

    home: Path
    name: str = "database"
    leans_on: str = ""

    def start(self) -> None:
        embedded.start(self.home)

    def ended(self) -> str | None:
        return None if embedded.is_running(self.home) else "killed"

    def ask_to_end(self) -> None:
        embedded.stop(self.home)

    def end_now(self) -> None:
        embedded.stop(self.home)

    def pid(self) -> int | None:
        return None  # never ended by number: `embedded` knows how
