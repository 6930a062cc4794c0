"""Hours of the invented place: what is done there is done in the daytime, whenever the place was filled."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.timezone import localtime


def daytime(now: datetime, days: int, hour: int = 10) -> datetime:
    """So many days before `now`, at an hour of the day. `days` is at least one, so that it has been."""
    return localtime(now - timedelta(days=days)).replace(hour=hour, minute=12 + 7 * (days % 5), second=0, microsecond=0)


def in_the_day(came: datetime, days: float) -> datetime:
    """So many days after the day of `came`, in the daytime: a part of a day is a part of the hours from nine to five,
    and what follows on the same day comes later."""
    morning = localtime(came).replace(hour=9, minute=came.second % 50, second=0, microsecond=0)
    return morning + timedelta(days=days // 1, hours=7.5 * (days % 1))


def working_day(day: date) -> date:
    """That day, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
