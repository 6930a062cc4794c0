"""Slowing machines that guess at returning codes, without ever turning a person away for good.

Only wrong guesses count, by the network they come from and altogether; sending is never slowed. Where there were too
many, the page asks to wait a little and hands out a ticket: once it has ripened it is good for one try, however busy
the network is. A person in a library loses twenty seconds; a machine loses them at every guess, and there are 2^50.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from enum import Enum
from typing import TypedDict

from django.core import signing
from django.http import HttpRequest

from livingwell.kit import throttle

WAIT = 20  # seconds
TICKET_LASTS = 3600
_WRONG = "returning code"


class Bucket(TypedDict):
    """How many wrong guesses there may be at once, and how soon one is forgotten."""

    burst: int
    each: timedelta


_FROM_ONE_NETWORK: Bucket = {"burst": 12, "each": timedelta(seconds=10)}
_ALTOGETHER: Bucket = {"burst": 240, "each": timedelta(seconds=0.25)}
#: Tickets cost nothing to collect: what a machine may do with a sack of them is counted too.
_TICKETS_ALTOGETHER: Bucket = {"burst": 240, "each": timedelta(seconds=0.25)}
_signer = signing.TimestampSigner(salt="frontdoor.wait")


class Leave(Enum):
    """Whether a guess is looked at now, and what it cost."""

    WAIT = "wait"
    COUNTED = "counted"
    TICKET = "ticket"


def may_try(request: HttpRequest, ticket: str) -> Leave:
    """Ask leave for one guess. A ripe ticket is spent here, and lets one guess through."""
    if ticket and _spend(ticket):
        return Leave.TICKET
    if not throttle.take(_WRONG, throttle.address_of(request), **_FROM_ONE_NETWORK):
        return Leave.WAIT
    return Leave.COUNTED if throttle.take(_WRONG, "", **_ALTOGETHER) else Leave.WAIT


def was_right(request: HttpRequest, leave: Leave) -> None:
    """The words opened something: this try does not count."""
    if leave == Leave.COUNTED:
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
        return throttle.take("returning ticket", number, burst=1, each=timedelta(hours=20)) and throttle.take(
            "returning tickets", "", **_TICKETS_ALTOGETHER
        )
    return False
