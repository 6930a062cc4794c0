"""Telling PostgreSQL who is looking or which errand is run, for one transaction and no longer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token

from django.db import connection, transaction

from livingwell.kit import clock
from livingwell.kit.viewers import By, Errand, Viewer

_speaker: ContextVar[By | None] = ContextVar("speaker", default=None)


@contextmanager
def speaking(by: By) -> Iterator[None]:
    """One transaction in which the database knows `by`. Nested: the outer speaker is restored at the end.

    A `Viewer` sees what row security lets them see. An `Errand` takes on the steward's role, named, and nothing else
    in the process can: the role is set for the transaction alone.
    """
    before, within = _speaker.get(), connection.in_atomic_block
    same = before is not None and _identity(before) == _identity(by) and within
    token = _speaker.set(by)
    try:
        with transaction.atomic():
            if not same:
                _tell(by)
            yield
            # What was told ends with its transaction; only where that goes on is the speaker before told again.
            if not same and within:
                _tell(before)
    finally:
        _speaker.reset(token)


def _identity(by: By) -> object:
    return by.id if isinstance(by, Viewer) else by


def _tell(by: By | None) -> None:
    """Who it is, and which moment it is where a simulation has set one, in one question."""
    if isinstance(by, Errand):
        role, viewer, errand = "livingwell_steward", "", by.why
    else:
        role, viewer, errand = "livingwell_app", str(by.id) if by else "", ""
    facts = {"role": role, "livingwell.viewer": viewer, "livingwell.errand": errand}
    if (moment := clock.set_to()) is not None:
        facts["livingwell.clock"] = moment.isoformat()
    told = ", ".join(["set_config(%s, %s, true)"] * len(facts))
    with connection.cursor() as cursor:
        cursor.execute(f"select {told}", [word for fact in facts.items() for word in fact])


def assume(by: By | None) -> Token[By | None]:
    """The database has been told of `by` already (the web's middleware does it as it fetches the teams)."""
    return _speaker.set(by)


def release(token: Token[By | None]) -> None:
    """The request's transaction is over."""
    _speaker.reset(token)
