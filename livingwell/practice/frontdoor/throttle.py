"""Slowing machines that guess at returning codes, without ever turning a person away for good.

Only wrong guesses count, by the network they come from and altogether; sending is never slowed. Where there were too
many, the page asks to wait a little and hands out a ticket: once it has ripened it is good for one try, however busy
the network is. A person in a library loses twenty seconds; a machine loses them at every guess, and there are 2^50.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest

from livingwell.kit import throttle

WAIT = 20  # seconds
TICKET_LASTS = 3600
_WRONG = "returning code"
_FROM_ONE_NETWORK = {"burst": 12, "each": timedelta(seconds=10)}
_ALTOGETHER = {"burst": 240, "each": timedelta(seconds=0.25)}
_signer = signing.TimestampSigner(salt="frontdoor.wait")


def may_try(request: HttpRequest, ticket: str) -> bool:
    """Whether this guess is looked at now. A ripe ticket is spent here, and lets one guess through."""
    if ticket and _spend(ticket):
        return True
    if not throttle.take(_WRONG, throttle.address_of(request), **_FROM_ONE_NETWORK):
        return False
    return throttle.take(_WRONG, "", **_ALTOGETHER)


def was_right(request: HttpRequest) -> None:
    """The words opened something: this try does not count."""
    throttle.put_back(_WRONG, throttle.address_of(request))
    throttle.put_back(_WRONG, "")


def new_ticket() -> str:
    """A ticket that ripens while somebody waits."""
    return _signer.sign(secrets.token_urlsafe(9))


def _spend(ticket: str) -> bool:
    try:
        number = _signer.unsign(ticket, max_age=TICKET_LASTS)
    except signing.BadSignature:
        return False
    try:
        _signer.unsign(ticket, max_age=WAIT - 1)
    except signing.SignatureExpired:
        return throttle.take("returning ticket", number, burst=1, each=timedelta(hours=20))
    return False
