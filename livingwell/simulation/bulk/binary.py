"""Values as PostgreSQL's binary COPY wants them: each with its length before it, in network order.

The layouts are those of PostgreSQL's own send and receive functions (documented under COPY, "Binary Format"). Binary
because it is several times cheaper on both sides than text: no moment and no id is ever spelled and read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from struct import Struct
from typing import Any

Value = bytes

NULL: Value = b"\xff\xff\xff\xff"
EMPTY: Value = b"\0\0\0\0"
HEADER = b"PGCOPY\n\xff\r\n\0" + b"\0" * 8
TRAILER = b"\xff\xff"

#: Microseconds and days from 1970 to 2000, where PostgreSQL begins to count.
_MOMENTS, _DAYS = 946_684_800_000_000, 10_957
_UUID = 2950  # the type's number in every PostgreSQL
_TEXT = 25
_LENGTH, _SMALL, _WHOLE, _LONG, _REAL = (Struct(shape).pack for shape in (">i", ">ih", ">ii", ">iq", ">id"))
_ARRAY = Struct(">iiiii").pack


def moment(microseconds: int) -> Value:
    """A timestamptz, from microseconds since 1970."""
    return _LONG(8, microseconds - _MOMENTS)


def day(microseconds: int) -> Value:
    """The date (UTC) of a moment in microseconds since 1970."""
    return _WHOLE(4, microseconds // 86_400_000_000 - _DAYS)


def text(words: str) -> Value:
    said = words.encode()
    return _LENGTH(len(said)) + said


def raw(content: bytes) -> Value:
    """A bytea."""
    return _LENGTH(len(content)) + content


def small(number: int) -> Value:
    return _SMALL(2, number)


def whole(number: int) -> Value:
    return _WHOLE(4, number)


def long(number: int) -> Value:
    return _LONG(8, number)


def real(number: float) -> Value:
    return _REAL(8, number)


def document(facts: Any) -> Value:
    """A jsonb, of its first and only version."""
    return raw(b"\x01" + (facts if isinstance(facts, bytes) else json.dumps(facts).encode()))


def ids(several: Iterable[Value]) -> Value:
    """A uuid[], from ids that carry their lengths already."""
    return _array(_UUID, list(several))


def texts(several: Iterable[str]) -> Value:
    """A text[]."""
    return _array(_TEXT, [text(one) for one in several])


def _array(kind: int, elements: list[Value]) -> Value:
    if not elements:
        return raw(b"\0\0\0\0\0\0\0\0" + kind.to_bytes(4, "big"))
    return raw(_ARRAY(1, 0, kind, len(elements), 1) + b"".join(elements))
