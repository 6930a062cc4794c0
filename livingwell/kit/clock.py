"""What time it is: the real moment, unless a simulation on an invented place has set another."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set_to.get() or timezone.now()


def today(zone: str) -> date:
    """The present day where people live, `zone` being an IANA name such as ``Europe/London``."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Everything inside happens at `moment`. The database believes it only where it carries the mark of an invented
    place, and never believes a time in the future (see ``gate.moment()``)."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)


def set_to() -> datetime | None:
    """The moment a simulation has set; None while the clock is the real one. The database is told it with whoever
    speaks (see `speaking`)."""
    return _set_to.get()
