"""Identifiers: known before the row exists (a seal is bound to them), in order of time, and not to be guessed."""

import os
import time
import uuid


def new_id() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76
    value |= ((random >> 62) & 0xFFF) << 64
    value |= 0b10 << 62
    value |= random & ((1 << 62) - 1)
    return uuid.UUID(int=value)


def sent_id(text: str | None) -> uuid.UUID | None:
    """The id that an address or a form carried; None where it carried none, or something else."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
