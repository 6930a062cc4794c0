"""Giving a second step: a code from an app, a spare code, or a passkey. Tries are counted so that guessing is hopeless
and nobody is shut out of their own browser by somebody else's guesses."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from livingwell.kit.database.speaking import speaking
from livingwell.kit.throttle import put_back, take
from livingwell.kit.viewers import Errand
from livingwell.people.known_browsers import known_as
from livingwell.people.models import Account

GIVING = Errand("giving a second step")
#: How long a second step just given stands for the next thing that asks for one.
STANDS_FOR = 10 * 60
#: Longer than any passkey's answer by far.
LONGEST_ANSWER = 20_000
#: What a broken or foreign answer raises in the libraries that read it.
BROKEN = (
    ValidationError, ValueError, TypeError, KeyError, AttributeError, IndexError, InvalidSignature, RecursionError,
    NotImplementedError,
)  # fmt: skip


def steps_of(account: Account) -> list[Authenticator]:
    """The account's second steps, the oldest first, spare codes not counted. Runs as the account's own viewer, or
    within the errand of giving one."""
    return list(
        Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.RECOVERY_CODES).order_by("pk")
    )


def may_try(request: HttpRequest, account: Account) -> bool:
    """Whether another code may be tried: ten, and one more every six minutes, which is one chance in a thousand in a
    day for somebody who has the first step already. A browser the account came in with before has its own ten."""
    browser = known_as(request, account.pk)
    return take("second steps tried", f"{account.pk}|{browser}", burst=10, each=timedelta(minutes=6))


def give_code(request: HttpRequest, account: Account, typed: str) -> Authenticator | None:
    """The second step that a code belongs to, used up now; None for a code that is none. Call `may_try` first."""
    with speaking(GIVING):
        for step in Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.WEBAUTHN):
            right = (
                _of_the_app(step, typed) if step.type == Authenticator.Type.TOTP else step.wrap().validate_code(typed)
            )
            if right:
                put_back("second steps tried", f"{account.pk}|{known_as(request, account.pk)}")
                post_authentication(request, step, reauthenticated=True)
                return step
    return None


def _of_the_app(step: Authenticator, typed: str) -> bool:
    """Whether a code is the app's, and the first of its kind: one that was seen over a shoulder opens nothing."""
    if not validate_totp_code(decrypt(step.data["secret"]), typed):
        return False
    return take("codes of an app", f"{step.user_id}|{normalize_user_code(typed)}", burst=1, each=timedelta(minutes=5))


def ask_passkey(account: Account | None) -> dict[str, Any]:
    """What a browser needs to ask for a passkey: of `account`, or of whoever has one here."""
    with speaking(GIVING):
        options: dict[str, Any] = webauthn.begin_authentication(account)
    return options


def give_passkey(request: HttpRequest, account: Account | None, answer: str) -> Authenticator | None:
    """The passkey that signed, of `account` or of whoever it says; None for an answer that proves nothing."""
    with speaking(GIVING):
        try:
            credential = json.loads(answer[:LONGEST_ANSWER])
            webauthn.parse_authentication_response(credential)
            whose = account or webauthn.extract_user_from_response(credential)
            step: Authenticator = webauthn.complete_authentication(whose, credential)
        except BROKEN:
            return None
        post_authentication(request, step, reauthenticated=True, passwordless=account is None)
    return step


def given_just_now(request: HttpRequest) -> bool:
    """Whether a second step was given in this session within the last ten minutes."""
    records = get_authentication_records(request, request.user)
    return any(one.get("method") == "mfa" and time.time() - one["at"] < STANDS_FOR for one in records)
