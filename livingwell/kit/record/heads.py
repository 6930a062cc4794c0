"""The links exported outside the database: one line each, in a file that whoever rewrites the database does not reach.

Every link is there, not the newest alone, so that a chain made anew is seen to be another one, and from which row on.
The file is for appending; keep a copy where this machine's administrators cannot write (see docs/operate/).
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from livingwell.kit.record.models import Seal

#: How far back from its end the file is read to know what has been exported: enough for some hundred lines.
TAIL = 64 * 1024


@dataclass(frozen=True)
class Head:
    """A line of the file, counted from 1; `said` is None where it cannot be read."""

    line: int
    said: dict[str, Any] | None


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Between a seal and its export nobody else seals, exports or checks (on this machine)."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def export(tables: list[str]) -> None:
    """Append the links of each table that are not in the file yet. Call after the seals are committed."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        _drop_torn_line(file)
        known = _exported_to(file)
        lines = [
            json.dumps(_said(seal))
            for table in tables
            for seal in Seal.objects.filter(table=table, last__gt=known.get(table, -1)).order_by("last")
        ]
        if lines:
            file.write(("\n".join(lines) + "\n").encode())
            file.flush()
            os.fsync(file.fileno())


def exported() -> list[Head]:
    """Every line of the file, in order."""
    path = _path()
    if not path.exists():
        return []
    with path.open(encoding="utf-8", errors="replace") as file:
        return [Head(number, _read(line)) for number, line in enumerate(file, 1)]


def _said(seal: Seal) -> dict[str, Any]:
    return {
        "table": seal.table,
        "first": seal.first,
        "last": seal.last,
        "rows": seal.rows,
        "hash": seal.hash,
        "mark": seal.mark,
        "sealed_at": str(seal.sealed_at),
    }


def _read(line: str) -> dict[str, Any] | None:
    try:
        said = json.loads(line)
    except ValueError:
        return None
    whole = isinstance(said, dict) and isinstance(said.get("table"), str) and isinstance(said.get("last"), int)
    return said if whole and isinstance(said.get("hash"), str) else None


def _exported_to(file: IO[bytes]) -> dict[str, int]:
    """The last row exported of each table. The newest lines are read first; all of them only where a table has none
    among those."""
    size = file.seek(0, os.SEEK_END)
    for start in dict.fromkeys((max(0, size - TAIL), 0)):
        file.seek(start)
        known: dict[str, int] = {}
        for line in file.read().decode("utf-8", "replace").splitlines():
            said = _read(line)
            if said is not None:
                known[said["table"]] = max(said["last"], known.get(said["table"], -1))
        if len(known) >= Seal.objects.values("table").distinct().count():
            break
    return known


def _drop_torn_line(file: IO[bytes]) -> None:
    """A line that was being written as the power went has no end, and was never read: it is exported again."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - TAIL))
    end = file.read()
    if end and not end.endswith(b"\n"):
        file.truncate(size - len(end) + end.rfind(b"\n") + 1)


def _path() -> Path:
    return Path(settings.SEAL_HEADS_FILE)
