"""When is it on, in words?"""

import re
from collections.abc import Iterator
from datetime import time

from .days import day_in_words, read_day
from .nested import Piece, any_of, pieces
from .records import Hours
from .row import RowMender

_DAYS = {
    "MO": "Mondays",
    "TU": "Tuesdays",
    "WE": "Wednesdays",
    "TH": "Thursdays",
    "FR": "Fridays",
    "SA": "Saturdays",
    "SU": "Sundays",
}
_NTH = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last", "-2": "second to last"}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_BYDAY = re.compile(r"([+-]?\d{1,2})?\s*([A-Z]{2})[A-Z]*")
_TIME = re.compile(r"(?:.*[T ])?(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?")


def read_schedules(row: RowMender, parent: Piece) -> Iterator[str]:
    """A line for each regular or holiday schedule under `parent`: "Mondays and Wednesdays, 9am to 12.30pm".

    What a schedule says in its own words comes first. Times and days we cannot read are kept as written.
    """
    for schedule in pieces(parent, "regular_schedules", "regular_schedule"):
        line = _regular(row, schedule)
        if line:
            yield line
    for schedule in pieces(parent, "holiday_schedules", "holiday_schedule"):
        line = _holiday(row, schedule)
        if line:
            yield line


def read_hours(row: RowMender, parent: Piece) -> Iterator[Hours]:
    """The days of each week on which it is open, and when, where the regular schedules under `parent` say so in a
    form that can be read. What is on some weeks only is a day of the week too."""
    for schedule in pieces(parent, "regular_schedules", "regular_schedule"):
        opens, closes = (_clock(row.line("schedule", schedule.get(key))) for key in ("opens_at", "closes_at"))
        for match in _days_in(_byday(row, schedule)):
            if match and match[2] in _DAYS:
                yield Hours(list(_DAYS).index(match[2]), opens, closes)


def _byday(row: RowMender, schedule: Piece) -> str:
    byday = schedule.get("byday")
    return ",".join(d for d in byday if isinstance(d, str)) if isinstance(byday, list) else row.line("days", byday)


def _days_in(written: str) -> list[re.Match[str] | None]:
    """Each day that is written, as it was read: which of the month, if any, and its two letters."""
    return [_BYDAY.fullmatch(day.strip()) for day in written.upper().split(",") if day.strip()]


def _clock(written: str) -> time | None:
    match = _TIME.fullmatch(written)
    return time(int(match[1]) % 24, int(match[2])) if match and int(match[1]) <= 24 and int(match[2]) <= 59 else None


def _regular(row: RowMender, schedule: Piece) -> str:
    parts = [row.line("schedule", schedule.get("description")), _days(row, schedule), _times(row, schedule)]
    since, until = _day(row, schedule, "valid_from"), _day(row, schedule, "valid_to")
    if any(parts):
        parts += [f"from {since}" if since else "", f"until {until}" if until else ""]
    return ", ".join(part for part in parts if part)


def _days(row: RowMender, schedule: Piece) -> str:
    written = _byday(row, schedule)
    freq = row.line("schedule", any_of(schedule, "freq")).upper()
    interval = row.line("schedule", schedule.get("interval"))
    found = _days_in(written)
    if written and not all(match and match[2] in _DAYS for match in found):
        row.note("schedule", f"“{written[:40]}” kept as written, not days we know")
        return written
    names = _named([(match[1] or "", match[2]) for match in found if match])
    every = _every(freq, interval)
    if names and every in ("", "every week"):
        return names
    month_day = row.line("schedule", schedule.get("bymonthday"))
    if not names and freq == "MONTHLY" and month_day:
        return f"{every}, on day {month_day}"
    return f"{every} on {names}" if every and names else names or every


def _named(days: list[tuple[str, str]]) -> str:
    if not any(nth for nth, _ in days) and {day for _, day in days} == set(_DAYS):
        return "Every day"
    names = [
        f"the {_NTH.get(nth.lstrip('+'), f'number {nth}')} {_DAYS[day][:-1]} of the month" if nth else _DAYS[day]
        for nth, day in dict.fromkeys(days)
    ]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def _every(freq: str, interval: str) -> str:
    unit = _UNITS.get(freq)
    if not unit:
        return ""
    number = interval.removesuffix(".0")
    return (
        f"every {number} {unit}s" if number.isascii() and number.isdigit() and int(number[:4]) > 1 else f"every {unit}"
    )


def _times(row: RowMender, schedule: Piece) -> str:
    opens, closes = (_time(row.line("schedule", schedule.get(key))) for key in ("opens_at", "closes_at"))
    if opens and closes:
        return "all day" if (opens, closes) == ("midnight", "11.59pm") else f"{opens} to {closes}"
    return f"from {opens}" if opens else f"until {closes}" if closes else ""


def _time(written: str) -> str:
    at = _clock(written)
    if at is None:
        return written
    if at.minute == 0 and at.hour in (0, 12):
        return "midnight" if at.hour == 0 else "midday"
    return f"{at.hour % 12 or 12}{f'.{at.minute:02}' if at.minute else ''}{'am' if at.hour < 12 else 'pm'}"


def _holiday(row: RowMender, schedule: Piece) -> str:
    start = _day(row, schedule, "start_date", "start_at", "starts_at")
    end = _day(row, schedule, "end_date", "end_at", "ends_at")
    if not start and not end:
        return ""
    closed = schedule.get("closed") in (True, "true", "True", "1", 1)
    hours = "" if closed else _times(row, {"opens_at": schedule.get("open_at"), "closes_at": schedule.get("closed_at")})
    what = "Closed" if closed else f"Open {hours}" if hours else "Other hours"
    when = f"from {start} to {end}" if start and end and start != end else f"on {start or end}"
    return f"{what} {when}"


def _day(row: RowMender, schedule: Piece, *keys: str) -> str:
    written = row.line("schedule", any_of(schedule, *keys))
    day = read_day(written)
    return day_in_words(day) if day else written
