"""Data keys: made, wrapped, unwrapped, destroyed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection

from livingwell.kit import clock
from livingwell.kit.secrets.master import wrapping_keys
from livingwell.kit.secrets.models import DataKey

NONCE = 12  # bytes; the size AES-GCM is specified for (NIST SP 800-38D, section 5.2.1.1)


class KeyDestroyed(LookupError):
    """These words can never be read again: the person's key was destroyed."""


class WordsDestroyed(KeyDestroyed):
    """These words alone were destroyed: the person's key stands, and they can write new ones."""


#: Keys at hand; None for one that was destroyed, which is asked for once a page, too.
_ring: ContextVar[dict[UUID, bytes | None] | None] = ContextVar("keyring", default=None)
_gently: ContextVar[bool] = ContextVar("destroyed words are said to be", default=False)


@contextmanager
def keyring(*, gently: bool = False) -> Iterator[None]:
    """While a page is made, keys once read are kept at hand. Never longer: a destroyed key must be gone. `gently`:
    where words were destroyed the page says so in their place (`SealedTextField.gone`), and does not fail."""
    token, how = _ring.set({}), _gently.set(gently)
    try:
        yield
    finally:
        _ring.reset(token)
        _gently.reset(how)


def says_what_is_gone() -> bool:
    """Whether a page is being made, which shows that words were destroyed rather than fail over it."""
    return _gently.get()


@dataclass(frozen=True)
class _AtHand:
    key: bytes
    within: tuple[object, ...]  # the savepoints that were open when it was asked for


_act: ContextVar[dict[UUID, _AtHand] | None] = ContextVar("keys of an act", default=None)


@contextmanager
def keys_of_an_act() -> Iterator[None]:
    """While an act runs, a key it writes with is asked for once, however many texts it seals. An act within an act
    has its own: the transaction of the first may undo the second."""
    token = _act.set({})
    try:
        yield
    finally:
        _act.reset(token)


def bring(owners: Iterable[UUID]) -> None:
    """Fetch the keys of several people in one query, before a list of their words is read."""
    ring = _ring.get()
    if ring is None:
        return
    missing = {owner for owner in owners if owner not in ring}
    if missing:
        with connection.cursor() as cursor:
            cursor.execute("select owner_id, wrapped from kit_datakey where owner_id = any(%s::uuid[])", [[*missing]])
            for owner, wrapped in cursor.fetchall():
                ring[owner] = None if wrapped is None else _unwrap(owner, bytes(wrapped))


def key_to_read(owner: UUID) -> bytes:
    """The data key of `owner`.

    :raises KeyDestroyed: when there is none (any more).
    """
    ring = _ring.get()
    if ring is not None and owner in ring:
        if (known := ring[owner]) is None:
            raise KeyDestroyed(str(owner))
        return known
    wrapped = DataKey.objects.filter(owner_id=owner).values_list("wrapped", flat=True).first()
    if wrapped is None:
        if ring is not None:
            ring[owner] = None
        raise KeyDestroyed(str(owner))
    key = _unwrap(owner, bytes(wrapped))
    if ring is not None:
        ring[owner] = key
    return key


def key_to_write(owner: UUID) -> bytes:
    """The data key of `owner`, made if they have none yet.

    Asked of the database once an act, never of the page's ring: a key made in a transaction, or after a savepoint, that
    was rolled back must not seal words that are then kept.

    :raises KeyDestroyed: when it was destroyed; nothing new may be written under it.
    """
    known, within = _act.get(), tuple(connection.savepoint_ids)
    if known is not None and (one := known.get(owner)) is not None and within[: len(one.within)] == one.within:
        return one.key
    key = _asked_or_made(owner)
    if known is not None:
        known[owner] = _AtHand(key, within)
    return key


def _asked_or_made(owner: UUID) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("select wrapped from kit_datakey where owner_id = %s", [owner])
        row = cursor.fetchone()
        if row is None:
            key = AESGCM.generate_key(256)
            cursor.execute(
                "insert into kit_datakey (owner_id, wrapped, made_at) values (%s, %s, %s)"
                " on conflict (owner_id) do nothing",
                [owner, wrap(owner, key), clock.now()],
            )
            cursor.execute("select wrapped from kit_datakey where owner_id = %s", [owner])
            row = cursor.fetchone()
    if row is None or row[0] is None:
        raise KeyDestroyed(str(owner))
    return _unwrap(owner, bytes(row[0]))


def unwrapped(owner: UUID | str, wrapped: bytes) -> bytes:
    """A data key out of its wrapping.

    :raises cryptography.exceptions.InvalidTag: when another master key wrapped it, or it is somebody else's.
    """
    return _unwrap(UUID(str(owner)), wrapped)


def put_back(rows: Iterable[tuple[str, bytes | None, str, str | None]]) -> None:
    """Keys of a keyring, as (whose, wrapped, made, destroyed); whoever has a row already keeps it. Within an errand."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into kit_datakey (owner_id, wrapped, made_at, destroyed_at) values (%s, %s, %s, %s)"
            " on conflict (owner_id) do nothing",
            list(rows),
        )


def how_many() -> tuple[int, int]:
    """How many keys there are, and how many were destroyed."""
    there = DataKey.objects.filter(wrapped__isnull=False).count()
    return there, DataKey.objects.filter(wrapped__isnull=True).count()


def seal(key: bytes, words: str, bound_to: str) -> bytes:
    """Encrypt `words` (AES-256-GCM), bound to a place in the database so that it cannot be moved to another."""
    return seal_bytes(key, words.encode(), bound_to)


def seal_bytes(key: bytes, content: bytes, bound_to: str) -> bytes:
    """Encrypt a picture or a sound, as `seal` does words."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to.encode())


def unseal(key: bytes, sealed: bytes, bound_to: str) -> str:
    """Decrypt what `seal` made.

    :raises cryptography.exceptions.InvalidTag: when it was altered, moved, or sealed under another key.
    """
    return unseal_bytes(key, sealed, bound_to).decode()


def unseal_bytes(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    """Decrypt what `seal_bytes` made, or refuse as `unseal` does."""
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to.encode())


def wrap(owner: UUID, key: bytes) -> bytes:
    """A data key as it is kept: sealed under today's wrapping key, bound to whose it is."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(wrapping_keys()[0]).encrypt(nonce, key, owner.bytes)


def _unwrap(owner: UUID, wrapped: bytes) -> bytes:
    *newer, oldest = wrapping_keys()
    for key in newer:
        with suppress(InvalidTag):
            return _opened_with(key, owner, wrapped)
    return _opened_with(oldest, owner, wrapped)


def _opened_with(key: bytes, owner: UUID, wrapped: bytes) -> bytes:
    return AESGCM(key).decrypt(wrapped[:NONCE], wrapped[NONCE:], owner.bytes)


def rewrap(many: int = 1000) -> int:
    """Wrap anew every key that today's wrapping key did not wrap, fetched so many at once; gives how many. Within an
    errand.

    :raises cryptography.exceptions.InvalidTag: when no wrapping key at hand opens one.
    """
    after, done = UUID(int=0), 0
    held = DataKey.objects.select_for_update().filter(wrapped__isnull=False).order_by("owner_id")
    while rows := list(held.filter(owner_id__gt=after).values_list("owner_id", "wrapped")[:many]):
        found = [(owner, bytes(wrapped)) for owner, wrapped in rows if wrapped is not None]
        stale = [(owner, wrapped) for owner, wrapped in found if not _is_of_today(owner, wrapped)]
        with connection.cursor() as cursor:
            cursor.executemany(
                "update kit_datakey set wrapped = %s where owner_id = %s",
                [(wrap(owner, _unwrap(owner, wrapped)), owner) for owner, wrapped in stale],
            )
        after, done = rows[-1][0], done + len(stale)
    return done


def _is_of_today(owner: UUID, wrapped: bytes) -> bool:
    try:
        _opened_with(wrapping_keys()[0], owner, wrapped)
    except InvalidTag:
        return False
    return True
