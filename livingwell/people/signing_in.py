"""How often somebody may try to come in, so that machines are slowed down and nobody is shut out.

Three things are counted: codes sent, guesses at a code that was sent, and words typed. Each count fills again by
itself, within minutes. Where many share one address (a library, a hub, a whole mobile network), a machine among them
may use up the tries of that address; whoever is refused then is given a ticket: their words are kept in the form, and
half a minute later it goes through whatever the others do. A ticket is for one try, so that a machine that collects
them gains one guess for half a minute of waiting, and all together stay under the count that everybody shares.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from django.contrib.auth import login
from django.core import signing
from django.http import HttpRequest

from livingwell.kit.throttle import address_of, put_back, take
from livingwell.people.known_browsers import known, known_as
from livingwell.people.models import Account

TICKET_WAIT = timedelta(seconds=20)
TICKET_LASTS = timedelta(minutes=30)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_tickets = signing.TimestampSigner(salt="livingwell.people.words")


def may_be_sent(request: HttpRequest, to: str, account: UUID | None = None) -> bool:
    """Whether another code may be sent. Asked for every address that is typed, known or not.

    The tight count is for one address from one network: who knows my address cannot use up my codes from theirs. From
    a browser that `account` has come in with before nobody can use up anything of it: the count is that browser's own.
    """
    browser = known_as(request, account)
    if browser:
        return take("codes to, in a browser known", f"{to}|{browser}", burst=5, each=timedelta(minutes=3))
    network = address_of(request)
    return (
        take("codes asked for from", network, burst=60, each=timedelta(seconds=15))
        and take("codes to, from", f"{to}|{network}", burst=5, each=timedelta(minutes=3))
        and take("codes to", to, burst=30, each=timedelta(minutes=2))
    )


def may_guess(process: str) -> bool:
    """Whether another guess at a sent code is allowed; `process` names the asking it answers. Counted here as well as
    in the session, because a hundred guesses sent at the same moment all read the same session."""
    return take("guesses", process, burst=5, each=timedelta(hours=4))


def may_try_words(request: HttpRequest, ticket: str) -> bool:
    """Whether words may be looked up now. A browser that somebody has come in with before has a few tries of its own,
    which machines elsewhere cannot use up."""
    browser = known(request)
    if browser and take("words tried, in a browser known", browser, burst=10, each=timedelta(minutes=1)):
        return True
    here = take("words tried from", address_of(request), burst=20, each=timedelta(seconds=15))
    if not here and not _ticket_is_good(request, ticket):
        return False
    return take("words tried", "", burst=300, each=timedelta(milliseconds=200))


def words_were_right(request: HttpRequest, ticket: str) -> None:
    """Right words use nothing up: only wrong ones count. What a ticket opened had used up nothing here."""
    if not ticket:
        put_back("words tried from", address_of(request))
    put_back("words tried", "")


def new_ticket(request: HttpRequest) -> str:
    """A ticket for one try of words in half a minute."""
    return _tickets.sign(f"{address_of(request)}|{secrets.token_urlsafe(9)}")


def _ticket_is_good(request: HttpRequest, ticket: str) -> bool:
    try:
        whose = _tickets.unsign(ticket, max_age=TICKET_LASTS)
    except signing.BadSignature:
        return False
    try:
        _tickets.unsign(ticket, max_age=TICKET_WAIT)
    except signing.SignatureExpired:
        from_here = whose.rpartition("|")[0] == address_of(request)
        return from_here and take("tickets", whose, burst=1, each=timedelta(hours=12))
    return False


def may_open_invitations(request: HttpRequest) -> bool:
    """Whether another invitation may be looked up from here."""
    return take("invitations opened from", address_of(request), burst=30, each=timedelta(seconds=10))


def begin_session(request: HttpRequest, account: Account) -> None:
    """Sign somebody in. The session gets a new key, and whatever was in it before is gone: a key that somebody else
    set beforehand opens nothing."""
    request.session.flush()
    login(request, account, backend=BACKEND)
