"""What allauth's second factors ask us: how their secrets are sealed, and what a passkey calls this place."""

from __future__ import annotations

import base64
import os
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from livingwell.kit.secrets.master import derived_key
from livingwell.people.models import Account

NONCE = 12
#: What a telephone's list of codes, and a passkey, are named by: it says nothing of why somebody has it.
NEUTRAL = "My sign-in"


class Adapter(DefaultMFAAdapter):
    """Our answers to allauth's questions."""

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(NONCE)
        return base64.b85encode(nonce + _key().encrypt(nonce, text.encode(), b"second step")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """
        :raises ValueError: when it was altered, or sealed under another master key.
        """
        sealed = base64.b85decode(encrypted_text)
        try:
            return _key().decrypt(sealed[:NONCE], sealed[NONCE:], b"second step").decode()
        except InvalidTag as altered:
            raise ValueError("a second step's secret cannot be opened") from altered

    def get_totp_issuer(self) -> str:
        return str(context.request.get_host())

    def get_totp_label(self, user: Any) -> str:
        return NEUTRAL

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": host}

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        """The account's id, and a name that a stranger looking at somebody's telephone learns nothing from."""
        return {"id": str(user.pk).encode(), "display_name": NEUTRAL, "name": NEUTRAL}

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Our acts tell what they did themselves."""


def _key() -> AESGCM:
    return AESGCM(derived_key("second step"))
