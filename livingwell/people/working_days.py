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
    # Even with every third day a holiday the promise falls within this time.
    holidays = set(
        BankHoliday.objects.filter(place=place, day__range=(day, day + timedelta(days=place.promise_days * 3 + 60)))
        .values_list("day", flat=True)
    )  # fmt: skip
    return add_working_days(day, place.promise_days, holidays)
