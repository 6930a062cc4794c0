"""For a command that needs Django, or its database, for as long as it takes."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from typing import IO

from livingwell.operate import embedded, home, supervisor


def ready() -> None:
    """Set Django up (once; a second call does nothing)."""
    import django
    from django.apps import apps

    home.tell_children()
    if not apps.ready:
        django.setup()


@contextlib.contextmanager
def database_for_a_while() -> Iterator[None]:
    """The database answers inside this block. An embedded one that nobody ran ends with the last command using it."""
    where = home.home()
    if home.has_own_database():
        yield
        return
    embedded.claim(where)
    with open(where / "in-use.lock", "a") as users:
        left_running = _nobody_else(users) and embedded.is_running(where)
        fcntl.flock(users, fcntl.LOCK_SH)
        embedded.prepare(embedded.start(where))
        try:
            yield
        finally:
            _close_connections()
            if not left_running and not supervisor.somebody_runs(where) and _nobody_else(users):
                embedded.stop(where)


def _nobody_else(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _close_connections() -> None:
    from django.core.exceptions import ImproperlyConfigured
    from django.db import connections

    with contextlib.suppress(ImproperlyConfigured):  # the settings themselves may be what failed
        connections.close_all()
