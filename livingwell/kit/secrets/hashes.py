"""Keyed hashes: finding an exact match of what is sealed, without anybody being able to guess it from the table."""

import hmac
from hashlib import sha256

from livingwell.kit.secrets.master import derived_key


def keyed_hash(purpose: str, value: str) -> bytes:
    """HMAC-SHA256 of `value` under a key for `purpose`; 32 bytes. Normalise `value` first: one number, one spelling."""
    return hmac.new(derived_key(f"hash:{purpose}"), value.encode(), sha256).digest()
