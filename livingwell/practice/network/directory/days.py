"""What day is meant?"""

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:$|[T ])")
_BRITISH = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:$|[T ,])")
_IN_ORDER = "January February March April May June July August September October November December"
_MONTHS = _IN_ORDER.split()


def read_day(text: str) -> date | None:
    """The day written as 2024-09-18, as 18/09/2024 (day first), or at the start of a time stamp; None if it is none."""
    text = text.strip()
    if not text.isascii():
        return None
    iso, british = _ISO.match(text), _BRITISH.match(text)
    if iso:
        year, month, day = iso.groups()
    elif british:
        day, month, year = british.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def day_in_words(day: date) -> str:
    """18 September 2024."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
