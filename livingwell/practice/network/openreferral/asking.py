"""What does somebody's program ask for? The profile's parameters, read strictly: what we cannot read is said, never
passed over, so that nobody takes everything for what they asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID

from django.http import QueryDict
from django.utils.dateparse import parse_datetime, parse_time
from django.utils.translation import gettext as _

from livingwell.practice.network.openreferral.documents import DAYS

#: Services on a page where nobody says how many, and the most that anybody may say.
PER_PAGE, MOST = 50, 500
LONGEST_SEARCH = 300
OLDEST = 150
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class NotUnderstood(ValueError):
    """A parameter that cannot be read; the message says which, and what it should have been."""


@dataclass(frozen=True)
class Asked:
    """What is asked for; everything given has to hold at once. Ages are in years."""

    search: str = ""
    term: UUID | None = None
    taxonomy: UUID | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    weekday: int | None = None
    opens_from: time | None = None
    closes_by: time | None = None
    modified_after: datetime | None = None
    page: int = 1
    per_page: int = PER_PAGE


def read(given: QueryDict) -> Asked:
    """The parameters of a request. Those that the profile does not know are nobody's mistake but ours to ignore: a
    program written for another version sends them.

    :raises NotUnderstood: for a value that cannot be what the profile says it is.
    """
    return Asked(
        search=_words(given.get("search", "")),
        term=_id(given, "taxonomy_term_id"),
        taxonomy=_id(given, "taxonomy_id"),
        minimum_age=_age(given, "minimum_age"),
        maximum_age=_age(given, "maximum_age"),
        weekday=_weekday(given.get("day", "")),
        opens_from=_clock(given, "start_time"),
        closes_by=_clock(given, "end_time"),
        modified_after=_moment(given, "modified_after"),
        page=_whole(given, "page", 1, most=1_000_000),
        per_page=_whole(given, "per_page", PER_PAGE, most=MOST),
    )


def _words(written: str) -> str:
    if len(written) > LONGEST_SEARCH or "\x00" in written:
        raise NotUnderstood(_("search: words, %(most)s characters of them at most") % {"most": LONGEST_SEARCH})
    return written


def _id(given: QueryDict, name: str) -> UUID | None:
    written = given.get(name, "")
    if not written:
        return None
    try:
        return UUID(written)
    except ValueError:
        raise NotUnderstood(_("%(name)s: an id (UUID), as this directory says them") % {"name": name}) from None


def _age(given: QueryDict, name: str) -> float | None:
    written = given.get(name, "")
    if not written:
        return None
    try:
        age = float(written)
    except ValueError:
        age = -1.0
    if not 0 <= age <= OLDEST:  # what is not a number is not between them either
        raise NotUnderstood(_("%(name)s: an age in years, from 0 to %(most)s") % {"name": name, "most": OLDEST})
    return age


def _weekday(written: str) -> int | None:
    if not written:
        return None
    day = written.strip().lower()
    if day[:2].upper() in DAYS and (len(day) == 2 or day in _NAMES):
        return DAYS.index(day[:2].upper())
    raise NotUnderstood(_("day: one of %(days)s") % {"days": ", ".join(DAYS)})


def _clock(given: QueryDict, name: str) -> time | None:
    written = given.get(name, "")
    if not written:
        return None
    try:
        read_as = parse_time(written)
    except ValueError:
        read_as = None
    if read_as is None:
        raise NotUnderstood(_("%(name)s: a time of day, such as 09:30") % {"name": name})
    return read_as.replace(tzinfo=None)


def _moment(given: QueryDict, name: str) -> datetime | None:
    written = given.get(name, "").replace(" ", "+")  # "+01:00" in an address is " 01:00" by the time it is here
    if not written:
        return None
    try:
        moment = parse_datetime(written if "T" in written else f"{written}T00:00:00")
    except ValueError:
        moment = None
    if moment is None:
        raise NotUnderstood(_("%(name)s: a day and time, such as 2026-11-22T09:30:00Z") % {"name": name})
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _whole(given: QueryDict, name: str, otherwise: int, *, most: int) -> int:
    written = given.get(name, "")
    if not written:
        return otherwise
    if not (written.isascii() and written.isdecimal() and len(written) < 9 and 1 <= int(written) <= most):
        raise NotUnderstood(_("%(name)s: a whole number from 1 to %(most)s") % {"name": name, "most": most})
    return int(written)
