"""A sealed stream: what is written comes back whole and in order, or not at all.

AES-256-GCM over pieces of a mebibyte, in the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, 2015): each
piece's nonce is its number and whether it is the last, so that a piece altered, moved, repeated or left out does not
open. Each file has a key of its own, drawn from the backup key and a fresh salt (HKDF-SHA256), so no nonce comes twice.
Memory stays at two pieces, whatever is sealed.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"livingwell sealed 1\n"
PIECE = 1024 * 1024  # bytes of plain text
TAG = 16
SALT = 32
NAME = 8  # bytes that tell which key sealed it, and nothing about the key


class Unreadable(Exception):
    """The file cannot be opened; says why, for whoever has to do something about it."""


def _derived(key: bytes, salt: bytes | None, purpose: str, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=f"livingwell {purpose}".encode()).derive(key)


def _nonce(number: int, last: bool) -> bytes:
    return bytes(7) + struct.pack(">I", number) + (b"\1" if last else b"\0")


class SealedWriter:
    """Seals what is written to it. `close()` writes the last piece: a stream that was not closed does not open."""

    def __init__(self, out: IO[bytes], key: bytes, kind: str) -> None:
        self._out, self._waiting, self._number = out, bytearray(), 0
        salt = os.urandom(SALT)
        self._head = MAGIC + _derived(key, None, "name", NAME) + salt
        self._seal = AESGCM(_derived(key, salt, kind, 32))
        out.write(self._head)

    def write(self, plain: bytes) -> None:
        self._waiting += plain
        while len(self._waiting) > PIECE:  # a full piece is kept back: it may be the last
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def close(self) -> None:
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, plain: bytes, *, last: bool) -> None:
        self._out.write(self._seal.encrypt(_nonce(self._number, last), plain, self._head))
        self._number += 1


def opened(file: IO[bytes], key: bytes, kind: str) -> Iterator[bytes]:
    """The plain pieces, each given only once it has been proved.

    :raises Unreadable: wrong kind of file, wrong key, altered, reordered, cut short or added to.
    """
    head = file.read(len(MAGIC) + NAME + SALT)
    if not head.startswith(MAGIC) or len(head) < len(MAGIC) + NAME + SALT:
        raise Unreadable("This is not a file that Living Well sealed, or its beginning is damaged.")
    name, salt = head[len(MAGIC) : len(MAGIC) + NAME], head[len(MAGIC) + NAME :]
    if name != _derived(key, None, "name", NAME):
        raise Unreadable("This file was sealed under another backup key than the one given.")
    seal = AESGCM(_derived(key, salt, kind, 32))
    number, piece = 0, file.read(PIECE + TAG)
    while True:
        following = file.read(PIECE + TAG)
        last = not following
        try:
            yield seal.decrypt(_nonce(number, last), piece, head)
        except InvalidTag:
            raise Unreadable(_why(seal, head, number, piece, last, kind)) from None
        if last:
            return
        number, piece = number + 1, following


def _why(seal: AESGCM, head: bytes, number: int, piece: bytes, last: bool, kind: str) -> str:
    try:
        seal.decrypt(_nonce(number, not last), piece, head)
    except InvalidTag:
        return f"This file is damaged or was altered near byte {number * (PIECE + TAG)}, or is not a {kind}."
    if last:
        return "This file is cut short: its end is missing."
    return "Something was added to the end of this file."


class Frames:
    """Sections one after another in one stream of bytes, each of unknown length until it ends."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._at_hand = pieces, bytearray()

    def section(self) -> Iterator[bytes]:
        """The frames of the next section; read it to its end before asking for another."""
        while length := struct.unpack(">I", self._take(4))[0]:
            yield self._take(length)

    def whole_section(self) -> bytes:
        return b"".join(self.section())

    def end(self) -> None:
        """:raises Unreadable: when something is left over, or the last piece was not reached."""
        if self._at_hand or any(self._pieces):
            raise Unreadable("This file holds more than it should.")

    def _take(self, length: int) -> bytes:
        while len(self._at_hand) < length:
            piece = next(self._pieces, None)
            if piece is None:
                raise Unreadable("This file is cut short: its end is missing.")
            self._at_hand += piece
        taken = bytes(self._at_hand[:length])
        del self._at_hand[:length]
        return taken


def put_frame(writer: SealedWriter, content: bytes) -> None:
    if content:
        writer.write(struct.pack(">I", len(content)) + content)


def end_section(writer: SealedWriter) -> None:
    writer.write(struct.pack(">I", 0))
