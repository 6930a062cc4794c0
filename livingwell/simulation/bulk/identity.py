"""Ids from the dice and the moment: the same seed names the same rows."""

from __future__ import annotations

from random import Random
from uuid import UUID

from livingwell.simulation.bulk.binary import Value

_LENGTH = b"\0\0\0\x10"
_LOW = (1 << 62) - 1
_VERSION, _VARIANT = 7 << 76, 2 << 62


def id_at(microseconds: int, dice: Random) -> Value:
    """A UUID of version 7, as `kit.ids` makes them, for that moment; with its length before it, as COPY wants it."""
    chance = dice.getrandbits(74)
    value = (microseconds // 1000) << 80 | _VERSION | (chance >> 62) << 64 | _VARIANT | chance & _LOW
    return _LENGTH + value.to_bytes(16, "big")


def spelled(row: Value) -> str:
    """With its dashes, as everything outside COPY writes it."""
    said = row[4:].hex()
    return f"{said[:8]}-{said[8:12]}-{said[12:16]}-{said[16:20]}-{said[20:]}"


def as_value(row: UUID) -> Value:
    """An id as COPY wants it."""
    return _LENGTH + row.bytes


def as_id(row: Value) -> UUID:
    return UUID(bytes=row[4:])
