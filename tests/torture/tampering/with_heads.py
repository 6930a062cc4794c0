"""Tampering with the file of exported heads, the database left as it is."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.torture.tampering.record import TABLES, Kind, Record, Touched


def _lines() -> list[str]:
    return Path(settings.SEAL_HEADS_FILE).read_text(encoding="utf-8").splitlines()


def _write(lines: list[str]) -> None:
    Path(settings.SEAL_HEADS_FILE).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _about(line: str) -> Touched:
    said: dict[str, Any] = json.loads(line)
    return Touched(said["table"])


def line_edited(record: Record, rng: random.Random) -> Touched:
    lines = _lines()
    at = rng.randrange(len(lines))
    said, name = json.loads(lines[at]), rng.choice(["first", "last", "rows", "hash", "mark", "sealed_at"])
    said[name] = said[name] + 1 if isinstance(said[name], int) else said[name][::-1]
    touched, lines[at] = _about(lines[at]), json.dumps(said)
    _write(lines)
    return touched


def line_taken_out(record: Record, rng: random.Random) -> Touched:
    lines = _lines()
    touched = _about(lines.pop(rng.randrange(len(lines))))
    _write(lines)
    return touched


def lines_changed_places(record: Record, rng: random.Random) -> Touched:
    lines = _lines()
    one, other = rng.sample([at for at, line in enumerate(lines) if json.loads(line)["table"] == TABLES[0]], 2)
    lines[one], lines[other] = lines[other], lines[one]
    _write(lines)
    return Touched(TABLES[0])


def file_cut_off(record: Record, rng: random.Random) -> Touched:
    lines = _lines()
    kept = rng.randrange(len(lines))
    _write(lines[:kept])
    return _about(lines[kept])


def file_emptied(record: Record, rng: random.Random) -> Touched:
    _write([])
    return Touched(record.table(rng))


def file_taken_away(record: Record, rng: random.Random) -> Touched:
    Path(settings.SEAL_HEADS_FILE).unlink()
    return Touched(record.table(rng))


def made_unreadable(record: Record, rng: random.Random) -> Touched:
    lines = _lines()
    at = rng.randrange(len(lines))
    touched, lines[at] = _about(lines[at]), lines[at][: rng.randrange(1, len(lines[at]))]
    _write(lines)
    return touched


def line_forged(record: Record, rng: random.Random) -> Touched:
    """A link that never was, at the end."""
    lines = _lines()
    said = json.loads(rng.choice(lines))
    said["first"], said["last"] = said["last"] + 50_000, said["last"] + 50_010
    _write([*lines, json.dumps(said)])
    return Touched(said["table"])


KINDS: list[Kind] = [
    line_edited, line_edited, line_taken_out, lines_changed_places, file_cut_off, file_emptied, file_taken_away,
    made_unreadable, line_forged,
]  # fmt: skip
