"""By when a request must be answered: a calendar month from the day it came, and on to the next working day where that
is none (UK GDPR, Article 12(3), as the Information Commissioner counts it); three months where it is a lot."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from livingwell.people.models import BankHoliday, Place
from livingwell.people.working_days import is_working_day

USUALLY, AT_MOST = 1, 3


def due_by(place: Place, came: date, months: int = USUALLY) -> date:
    """The last day on which an answer is in time."""
    day = months_after(came, months)
    rows = BankHoliday.objects.filter(place=place, day__range=(day, day + timedelta(days=30)))
    holidays = set(rows.values_list("day", flat=True))
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def months_after(day: date, months: int) -> date:
    """The same day of a later month; its last where it has no such day."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
