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
        try:
            key = base64.b64decode(given, validate=True)
        except (binascii.Error, ValueError) as error:
            raise ImproperlyConfigured("LIVINGWELL_MASTER_KEY is not base64") from error
        if len(key) != BYTES:
            raise ImproperlyConfigured(f"LIVINGWELL_MASTER_KEY must be {BYTES} bytes, and is {len(key)}")
        return key
    if settings.MASTER_KEY_FILE is None:
        raise ImproperlyConfigured("set LIVINGWELL_MASTER_KEY: there is no default where real people's words are kept")
    return _from_file(Path(settings.MASTER_KEY_FILE))


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
    return HKDF(algorithm=SHA256(), length=BYTES, salt=None, info=purpose.encode()).derive(master_key())
