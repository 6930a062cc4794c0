"""The master key: from the environment in production, from a file in the home folder otherwise."""

from __future__ import annotations

import base64
import binascii
import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

BYTES = 32


@cache
def master_key() -> bytes:
    """The 32 bytes that wrap every data key.

    :raises ImproperlyConfigured: when the setting is not 32 bytes in base64, or is missing in production.
    """
    given = settings.MASTER_KEY
    if given:
        return _decoded("LIVINGWELL_MASTER_KEY", given)
    if settings.MASTER_KEY_FILE is None:
        raise ImproperlyConfigured("set LIVINGWELL_MASTER_KEY: there is no default where real people's words are kept")
    return _from_file(Path(settings.MASTER_KEY_FILE))


def _decoded(name: str, given: str) -> bytes:
    try:
        key = base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ImproperlyConfigured(f"{name} is not base64") from error
    if len(key) != BYTES:
        raise ImproperlyConfigured(f"{name} must be {BYTES} bytes, and is {len(key)}")
    return key


@cache
def wrapping_keys() -> tuple[bytes, ...]:
    """The keys that wrap data keys: the one of today first, then those before it, for what has not been wrapped anew.

    They are changed every year, so that an old copy of wrapped keys opens nothing any more; what the master key itself
    derives (keyed hashes, marks on seals) stays. Without one of its own the master key wraps.
    """
    today, before = settings.WRAPPING_KEY, settings.WRAPPING_KEYS_BEFORE
    first = _decoded("LIVINGWELL_WRAPPING_KEY", today) if today else master_key()
    others = [_decoded("LIVINGWELL_WRAPPING_KEYS_BEFORE", key) for key in before]
    return tuple(_derived(key, "wrap") for key in (first, *others))


def _from_file(path: Path) -> bytes:
    """Read the key, making it the first time; the exclusive open lets only one of two starters make it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return base64.b64decode(path.read_bytes())
    with os.fdopen(made, "wb") as file:
        key = os.urandom(BYTES)
        file.write(base64.b64encode(key))
        file.flush()
        os.fsync(file.fileno())
    return key


@cache
def derived_key(purpose: str) -> bytes:
    """A 32-byte key for one purpose alone, derived from the master key (HKDF, RFC 5869, with SHA-256)."""
    return _derived(master_key(), purpose)


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=BYTES, salt=None, info=purpose.encode()).derive(key)
