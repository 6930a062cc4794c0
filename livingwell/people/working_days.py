"""Working days: when somebody will be in touch, counted as the place counts them."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from livingwell.people.models import BankHoliday, Place

SATURDAY = 5


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Monday to Friday, but for the place's bank holidays."""
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(day: date, days: int, holidays: Container[date]) -> date:
    """The day on which `days` working days have passed since `day`, which itself does not count.

    :raises ValueError: for fewer than one: a promise is never for the moment it is made in.
    """
    if days < 1:
        raise ValueError("a promise takes at least one working day")
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day, holidays)
    return day


def promised_day(place: Place, moment: datetime) -> date:
    """The day by which the place promises to be in touch with somebody who wrote at `moment`."""
    day = moment.astimezone(ZoneInfo(place.time_zone)).date()
    return add_working_days(day, place.promise_days, _holidays(place, day))


def _holidays(place: Place, day: date) -> Container[date]:
    """The bank holidays that matter from `day` on; those that came with the place, where it was asked for by name."""
    # Even with every third day a holiday the promise falls within this time.
    last = day + timedelta(days=place.promise_days * 3 + 60)
    near = getattr(place, "holidays_near", None)
    if near is not None and near.first <= day and last <= near.last:
        known: Container[date] = near.days
        return known
    return set(BankHoliday.objects.filter(place=place, day__range=(day, last)).values_list("day", flat=True))
