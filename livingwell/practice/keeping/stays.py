"""What the law keeps of somebody, and until when; and for how long a place says that each kind is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.people.models import Place
from livingwell.practice.keeping.clock_of_a_request import months_after
from livingwell.practice.keeping.models import KeepingTime, Kept

#: Where a place has said nothing yet: the Records Management Code of Practice of the NHS in England, for mental health
#: records; the person's own words go with them, unless they want them destroyed and no law stands against it.
USUAL_YEARS = 20
USUAL_REASON = _("Records Management Code of Practice: mental health records, 20 years after we last met.")


@dataclass(frozen=True)
class Time:
    """How long one kind of thing is kept, and why; `row` where the place has said so itself."""

    what: Kept
    years: int
    because: Any
    row: KeepingTime | None


def keeping_times(place: Place) -> list[Time]:
    """Each kind, with what the place says of it now."""
    said: dict[str, KeepingTime] = {}
    for row in KeepingTime.objects.filter(place=place).order_by("set_at"):
        said[row.what] = row
    return [
        Time(what, said[what].years, said[what].because, said[what])
        if what in said
        else Time(what, USUAL_YEARS, USUAL_REASON, None)
        for what in Kept
    ]


@dataclass(frozen=True)
class Met:
    """When somebody was last with a person: whether a journey is open, and the day the last one closed."""

    is_open: bool
    day: date | None


def last_met(person_id: UUID, place: Place) -> Met:
    """As the gate says it to whoever answers for destroying, and to the person."""
    with connection.cursor() as cursor:
        cursor.execute("select is_open, closed from gate.last_met(%s)", [person_id])
        is_open, closed = cursor.fetchone() or (False, None)
    return Met(is_open, closed.astimezone(ZoneInfo(place.time_zone)).date() if closed else None)


@dataclass(frozen=True)
class Stays:
    """One kind of thing, until when the law keeps it (None: it can go now), and why. `while_here`: a journey is open,
    so that the time has not begun."""

    what: Kept
    until: date | None
    because: Any
    while_here: bool = False

    @property
    def can_go(self) -> bool:
        """Whether no law keeps it today."""
        return self.until is None and not self.while_here


def stays_by_law(person_id: UUID, place: Place) -> list[Stays]:
    """Each kind. Their own words are theirs: they can go when the person asks for it."""
    met, today = last_met(person_id, place), clock.today(place.time_zone)
    found = []
    for time in keeping_times(place):
        until = months_after(met.day, 12 * time.years) if met.day and not met.is_open else None
        if time.what is Kept.OWN:
            found.append(Stays(time.what, None, ""))
        else:
            kept = until if until is not None and until > today else None
            found.append(Stays(time.what, kept, time.because, met.is_open))
    return found


def can_all_go(person_id: UUID, place: Place) -> bool:
    """Whether no law keeps anything of theirs today."""
    return all(one.can_go for one in stays_by_law(person_id, place))
