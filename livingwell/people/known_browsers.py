"""A browser in which somebody has signed in before is known to be theirs, and has tries of its own.

Whoever hammers my address, or guesses at my codes, does it from other browsers: mine keeps its own allowance, and they
cannot use it up. The cookie opens nothing. It says that this browser has been let in as certain accounts, by keyed
hashes under our signature; leaving quickly forgets it.
"""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from livingwell.kit.secrets.hashes import keyed_hash

NAME = f"{settings.COOKIE_PREFIX}lw_known"
LASTS = 180 * 24 * 3600
#: So many people may share one computer before the one who has been away longest is forgotten.
SHARED_BY = 6
_signer = signing.TimestampSigner(salt="livingwell.people.known_browser")


def known_as(request: HttpRequest, account: UUID | None) -> str:
    """The name of this browser, if `account` has come in with it before; '' otherwise."""
    browser, accounts = _read(request)
    return browser if account is not None and _mark(account) in accounts else ""


def known(request: HttpRequest) -> str:
    """The name of this browser, if anybody has come in with it before; '' otherwise."""
    return _read(request)[0]


def remember(request: HttpRequest, response: HttpResponse, account: UUID) -> None:
    """`account` has come in with this browser."""
    browser, accounts = _read(request)
    marks = [_mark(account), *(mark for mark in accounts if mark != _mark(account))][:SHARED_BY]
    response.set_cookie(
        NAME,
        _signer.sign(".".join([browser or secrets.token_hex(8), *marks])),
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget(response: Any) -> None:
    """Nothing says that anybody has been here."""
    response.delete_cookie(NAME, samesite="Lax")


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        browser, *accounts = _signer.unsign(request.COOKIES.get(NAME, "")[:400], max_age=LASTS).split(".")
    except (signing.BadSignature, UnicodeError):
        return "", []
    return browser, accounts


def _mark(account: UUID) -> str:
    return keyed_hash("known browser", str(account)).hex()[:20]
