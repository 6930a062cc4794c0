"""What the browser keeps for this visit: the code, in a cookie no script can read, gone when the browser closes.

It is never in an address, and never in the session's table, where somebody with the database could read it.

It carries our signature: a code that was not typed where guesses are counted, or begun here, opens nothing. Otherwise
a machine that makes its own cookies would guess as fast as it can.
"""

from __future__ import annotations

import secrets
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from livingwell.kit.secrets.codes import tidy

#: Whoever clears a browser on leaving (the quick way out) deletes these; they are set at "/".
DRAFT, BACK = f"{settings.COOKIE_PREFIX}lw_draft", f"{settings.COOKIE_PREFIX}lw_back"
HOURS = 3


class Visit(NamedTuple):
    """A code, and which visit this is: answers of an earlier one are not shown all at once."""

    code: str
    visit: str


def read(request: HttpRequest, name: str) -> Visit | None:
    """The code this browser holds, if it holds one."""
    try:
        signed = _signer(name).unsign(request.COOKIES.get(name, "")[:400])
    except (signing.BadSignature, UnicodeError):
        return None
    code, _, visit = signed.partition(".")
    return Visit(tidy(code), visit) if code else None


def keep(response: HttpResponse, name: str, code: str) -> None:
    """Hold `code` in this browser for a few hours at most."""
    response.set_cookie(
        name,
        _signer(name).sign(f"{tidy(code)}.{secrets.token_hex(4)}"),
        max_age=HOURS * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _signer(name: str) -> signing.Signer:
    return signing.Signer(salt=f"livingwell.frontdoor.{name}")


def forget(response: HttpResponse, *names: str) -> None:
    """This browser no longer knows."""
    for name in names or (DRAFT, BACK):
        response.delete_cookie(name, samesite="Lax")
