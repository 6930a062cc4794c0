"""Is the database away? Told from an error, whoever raised it and whatever was made of it on the way."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
from django.db import InterfaceError, OperationalError

#: PostgreSQL's classes 08, 53, 57, 58 and a closed connection, as Django and as the driver say them; the rest of what
#: they hold (a lock that was not given in time, say) asks for the same answer: try again soon.
AWAY = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


def is_away(error: BaseException | None) -> bool:
    """Whether `error`, or one it came from, means that the database could not be asked."""
    return any(isinstance(each, AWAY) for each in _came_from(error))


def _came_from(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
