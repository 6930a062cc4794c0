"""For a command that needs Django, or its database, for as long as it takes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from livingwell.operate import embedded, home


def ready() -> None:
    """Set Django up (once; a second call does nothing)."""
    import django
    from django.apps import apps

    home.tell_children()
    if not apps.ready:
        django.setup()


@contextlib.contextmanager
def database_for_a_while() -> Iterator[None]:
    """The database answers inside this block; an embedded one that we had to start ends with it."""
    where = home.home()
    if home.has_own_database() or embedded.is_running(where):
        yield
        return
    embedded.prepare(embedded.start(where))
    try:
        yield
    finally:
        with contextlib.suppress(ImportError):
            from django.db import connections

            connections.close_all()
        embedded.stop(where)
