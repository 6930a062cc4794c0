"""Who runs here: one supervisor a home, told by a lock that no kill can leave behind; and which processes are ours."""

from __future__ import annotations

import contextlib
import fcntl
import json
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psutil

from livingwell.operate import embedded


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
