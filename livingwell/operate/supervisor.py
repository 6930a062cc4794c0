"""Starts the parts of the platform, brings back what dies, and ends them all together.

One process, no threads. Each part is something that can be asked whether it lives, started and ended; a program is one
kind, the embedded database another. Who runs here is told by a lock that the kernel lets go of with its holder, so
that no kill can leave a lie behind; which processes are ours, by their number and the moment they began.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

import psutil

from livingwell.operate import embedded

SOON = 0.2  # how often we look, in seconds
STEADY = 30.0  # who has lived this long is brought back at once
RENEWAL = 10.0  # how long a part may take to end, when it is started anew
LONGEST_WAIT = 15.0  # between two attempts for something that keeps dying


def say(sentence: str) -> None:
    with contextlib.suppress(OSError, ValueError):  # a closed terminal is no reason to stop
        print(sentence, flush=True)


class Part(Protocol):
    name: str
    leans_on: str

    def start(self) -> None: ...
    def ended(self) -> str | None: ...  # None while it lives, else how it ended
    def ask_to_end(self) -> None: ...
    def end_now(self) -> None: ...
    def pid(self) -> int | None: ...


# ---- parts ----------------------------------------------------------------------------------------------------------


_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent() -> None:
    """Between fork and exec: whatever kills the supervisor, the kernel asks this child to end."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


@dataclass
class Program:
    """A part that is a process of ours."""

    name: str
    command: Sequence[str]
    pass_fds: Sequence[int] = ()
    leans_on: str = ""  # the name of a part; when that one had to be brought back, this one is started anew
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            pass_fds=self.pass_fds,
            start_new_session=True,  # a Ctrl-C in the terminal reaches us alone, and we end the parts in order
            preexec_fn=end_with_parent,
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
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

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


# ---- supervising ----------------------------------------------------------------------------------------------------


@dataclass
class _Kept:
    part: Part
    began: float = 0.0
    attempts: int = 0
    next_attempt: float = 0.0
    down: bool = False
    renewed_by: float = 0.0  # asked to end, to be started anew; and until when it may take its time


@dataclass
class Supervisor:
    """Keeps parts alive, in order; ends them in the opposite order."""

    parts: Sequence[Part]
    tell: Callable[[str], None] = say
    changed: Callable[[], None] = lambda: None  # called whenever a process was started
    asked_to_stop: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._kept = [_Kept(part) for part in self.parts]

    def start(self) -> None:
        for kept in self._kept:
            self._start(kept)

    def _start(self, kept: _Kept) -> None:
        kept.began = time.monotonic()
        kept.part.start()
        self.changed()

    def look_after(self) -> None:
        """One round: whatever has died is started again, at once at first, then less and less often."""
        for kept in self._kept:
            how = kept.part.ended()
            now = time.monotonic()
            if how is None:
                if kept.attempts and now - kept.began > STEADY:
                    kept.attempts = 0
                if kept.renewed_by and now > kept.renewed_by:
                    kept.part.end_now()
                continue
            if not kept.down:
                kept.down = True
                wait = min(LONGEST_WAIT, 0.5 * 2 ** (kept.attempts - 1)) if kept.attempts else 0.0
                kept.next_attempt = now + wait
                when = f"in {wait:g} seconds" if wait else "now"
                if not kept.renewed_by:
                    self.tell(f"The {kept.part.name} died ({how}); bringing it back {when}.")
            if now >= kept.next_attempt:
                self._bring_back(kept)

    def _bring_back(self, kept: _Kept) -> None:
        kept.down = False
        kept.attempts += not kept.renewed_by
        kept.renewed_by = 0.0
        try:
            self._start(kept)
        except (OSError, embedded.CannotStart) as why:
            self.tell(f"The {kept.part.name} did not start: {why}")
            return
        for leaning in self._kept:
            if leaning.part.leans_on == kept.part.name and leaning.part.ended() is None:
                self.tell(f"The {leaning.part.name} leans on the {kept.part.name}; starting it anew.")
                leaning.renewed_by = time.monotonic() + RENEWAL
                leaning.part.ask_to_end()

    def run(self) -> None:
        while not self.asked_to_stop:
            self.look_after()
            time.sleep(SOON)

    def stop(self, patience: float = 15.0) -> None:
        for kept in reversed(self._kept):
            part = kept.part
            part.ask_to_end()
            until = time.monotonic() + patience
            while part.ended() is None and time.monotonic() < until:
                time.sleep(0.05)
            if part.ended() is None:
                self.tell(f"The {part.name} did not end when asked, and was ended.")
            part.end_now()  # and whatever it left in its process group


@contextlib.contextmanager
def stops_when_asked(ask: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C, a closed terminal and a polite kill all ask; none interrupts."""
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def asked(number: int, frame: Any) -> None:
        ask()

    before = {number: signal.signal(number, asked) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


# ---- who runs here --------------------------------------------------------------------------------------------------


class AlreadyRunning(Exception):
    def __init__(self, note: dict[str, Any]) -> None:
        self.note = note
        super().__init__("already running")


@dataclass
class Claim:
    """While one supervisor holds it, no other starts in the same home."""

    home: Path
    lock: IO[str]

    def note(self, **what: Any) -> None:
        new = self.home / "supervisor.json.new"
        new.write_text(json.dumps(what))
        new.replace(self.home / "supervisor.json")

    def release(self) -> None:
        (self.home / "supervisor.json").unlink(missing_ok=True)
        self.lock.close()


def claim(home: Path) -> Claim:
    embedded.claim(home)
    lock = open(home / "supervisor.lock", "a")  # noqa: SIM115 - kept open while we live
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise AlreadyRunning(read_note(home)) from None
    return Claim(home, lock)


def somebody_runs(home: Path) -> bool:
    try:
        claim_of_ours = open(home / "supervisor.lock")  # noqa: SIM115
    except FileNotFoundError:
        return False
    with claim_of_ours as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def read_note(home: Path) -> dict[str, Any]:
    try:
        note = json.loads((home / "supervisor.json").read_text())
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def identity(pid: int) -> dict[str, float]:
    """A number alone may be somebody else's tomorrow; with the moment it began it is one process."""
    return {"pid": pid, "began": psutil.Process(pid).create_time()}


def _is_still(identity: Any) -> psutil.Process | None:
    try:
        process = psutil.Process(int(identity["pid"]))
        same = abs(process.create_time() - identity["began"]) < 0.05 and process.status() != psutil.STATUS_ZOMBIE
    except (psutil.Error, KeyError, TypeError, ValueError):
        return None
    return process if same else None


def running_supervisor(home: Path) -> psutil.Process | None:
    return _is_still(read_note(home).get("supervisor", {}))


def end_strays(home: Path, patience: float = 5.0) -> int:
    """End what a killed supervisor started and left. Only ever called by whoever holds the claim, or to stop."""
    known = read_note(home).get("children", [])
    strays = [p for each in known if (p := _is_still(each)) is not None] if isinstance(known, list) else []
    for process in strays:
        with contextlib.suppress(psutil.Error):
            strays = strays + process.children(recursive=True)
            process.terminate()
    _, stubborn = psutil.wait_procs(strays, timeout=patience)
    for process in stubborn:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(stubborn, timeout=patience)
    return len(strays)


# ---- the web's door -------------------------------------------------------------------------------------------------


class PortTaken(Exception):
    pass


def listen(port: int, patience: float = 3.0) -> socket.socket:
    """The socket that every web server of ours inherits: held by us, so callers wait while one is brought back."""
    until = time.monotonic() + patience
    while True:
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
            door.listen(512)
        except PermissionError:
            door.close()
            raise PortTaken(f"Port {port} is not for ordinary users: try  make run PORT=8001") from None
        except OSError:
            door.close()
            if time.monotonic() > until:
                raise PortTaken(
                    f"Port {port} is used by another program: end that one, or try  make run PORT={port + 1}"
                ) from None
            time.sleep(0.2)
        else:
            return door
