"""Sealing words as the fields do: with each person's own data key, wrapped by the place's master key."""

from __future__ import annotations

import os
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from livingwell.kit.secrets.keys import NONCE, wrap
from livingwell.simulation.bulk.binary import Value, raw
from livingwell.simulation.bulk.identity import spelled

_AT_ONCE = 4096  # nonces fetched from the system together
_KEY = 32


class Pen:
    """Writes one person's words. Keys and nonces come from the operating system, as everywhere: the same seed makes
    the same words, never the same sealed bytes."""

    _nonces = b""
    _next = 0

    def __init__(self, owner: Value) -> None:
        key = os.urandom(_KEY)
        self._box = AESGCM(key)
        self.wrapped = raw(wrap(UUID(bytes=owner[4:]), key))

    def seal(self, words: bytes, column: str, row: Value) -> Value:
        """What the column (``table.column``) of a row keeps."""
        at = Pen._next
        if at + NONCE > len(Pen._nonces):
            Pen._nonces, at = os.urandom(NONCE * _AT_ONCE), 0
        Pen._next = at + NONCE
        nonce = Pen._nonces[at : at + NONCE]
        return raw(nonce + self._box.encrypt(nonce, words, f"{column}:{spelled(row)}".encode()))
