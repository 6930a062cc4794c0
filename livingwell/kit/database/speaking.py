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
    before = _speaker.get()
    same = before is not None and _identity(before) == _identity(by) and connection.in_atomic_block
    token = _speaker.set(by)
    try:
        with transaction.atomic():
            if not same:
                _tell(by)
                clock.tell_database()
            yield
            if not same and before is not None:
                _tell(before)
            elif not same:
                _tell(None)
    finally:
        _speaker.reset(token)


def _identity(by: By) -> object:
    return by.id if isinstance(by, Viewer) else by


def _tell(by: By | None) -> None:
    if isinstance(by, Errand):
        role, viewer, errand = "livingwell_steward", "", by.why
    else:
        role, viewer, errand = "livingwell_app", str(by.id) if by else "", ""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('role', %s, true), set_config('livingwell.viewer', %s, true),"
            " set_config('livingwell.errand', %s, true)",
            [role, viewer, errand],
        )


def assume(by: By | None) -> Token[By | None]:
    """The database has been told of `by` already (the web's middleware does it as it fetches the teams)."""
    return _speaker.set(by)


def release(token: Token[By | None]) -> None:
    """The request's transaction is over."""
    _speaker.reset(token)
