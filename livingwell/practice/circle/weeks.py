"""Who has looked, so that a person can take it in: by week, by whom, and what is unusual first.

Unusual is one of three things that anybody can check with their own eyes, and never a guess at why: somebody opened
what was not shared, somebody opened a page for the first time, or somebody opened one at night.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from livingwell.kit.components.days import weekday
from livingwell.practice.circle.reads import SAID
from livingwell.practice.circle.rules import WITHOUT_A_SHARE

#: Weeks on a page.
AT_ONCE = timedelta(weeks=4)


class Counted(NamedTuple):
    """What one viewer looked at on one day by one rule, and how often."""

    day: date
    by: UUID
    name: str
    works_for: str
    what: str
    reason: str
    in_list: bool
    times: int
    at_night: int
    is_new: bool


@dataclass
class Looker:
    """One viewer in one week."""

    name: str
    about: str
    unusual: list[str] = field(default_factory=list)
    days: str = ""
    parts: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    pages: int = 0
    lists: int = 0

    @property
    def how_often(self) -> str:
        """In a sentence, lists apart: they name many people at once."""
        pages = ngettext("%(n)s page", "%(n)s pages", self.pages) % {"n": self.pages}
        lists = ngettext("%(n)s list with your name in it", "%(n)s lists with your name in them", self.lists)
        if not self.lists:
            return pages
        lists = lists % {"n": self.lists}
        return _("%(pages)s, and %(lists)s") % {"pages": pages, "lists": lists} if self.pages else lists


@dataclass
class Week:
    """A week of looks, from a Monday on."""

    monday: date
    lookers: list[Looker]


def weeks_of(person_id: UUID, until: date, zone: str) -> list[Week]:
    """The weeks that end with the one `until` is in, the latest first; a week in which nobody looked is not there.

    :raises django.db.utils.ProgrammingError: for somebody whose looks the viewer may not read.
    """
    last = until + timedelta(days=7 - until.weekday())
    rows = _counted(person_id, last - AT_ONCE, last, zone)
    found: dict[date, list[Counted]] = {}
    for row in rows:
        found.setdefault(row.day - timedelta(days=row.day.weekday()), []).append(row)
    # In the first week of all everybody is new, which tells nobody anything.
    began = min(found, default=None) if all(row.is_new or row.in_list for row in rows) else None
    first_day = _first_days(rows)
    return [Week(monday, _lookers(mine, {} if monday == began else first_day)) for monday, mine in found.items()]


def _counted(person_id: UUID, first: date, last: date, zone: str) -> list[Counted]:
    here = ZoneInfo(zone)
    began, ended = (datetime.combine(one, time(), here) for one in (first, last))
    with connection.cursor() as cursor:
        cursor.execute("select * from gate.looks_counted(%s, %s, %s, %s)", [person_id, began, ended, zone])
        return [Counted(*row) for row in cursor.fetchall()]


def _first_days(rows: Iterable[Counted]) -> dict[UUID, date]:
    """The day on which each new viewer first opened a page."""
    days: dict[UUID, date] = {}
    for row in rows:
        if row.is_new and not row.in_list:
            days[row.by] = min(row.day, days.get(row.by, row.day))
    return days


def _lookers(rows: list[Counted], first_day: dict[UUID, date]) -> list[Looker]:
    by_whom: dict[tuple[UUID, str, str], list[Counted]] = {}
    for row in rows:
        by_whom.setdefault((row.by, row.name, row.works_for), []).append(row)
    found = [_looker(mine, first_day.get(who)) for (who, _name, _from), mine in by_whom.items()]
    return sorted(found, key=lambda one: (not one.unusual, not one.pages, one.name))


def _looker(rows: list[Counted], first_day: date | None) -> Looker:
    one = Looker(rows[0].name, rows[0].works_for)
    pages = [row for row in rows if not row.in_list]
    one.unusual = list(_unusual(pages, first_day))
    one.pages, one.lists = (sum(row.times for row in those) for those in (pages, [r for r in rows if r.in_list]))
    one.days = said_days(row.day for row in reversed(pages))
    one.parts = list(dict.fromkeys(SAID.get(row.what, lambda row=row: row.what)() for row in pages))
    one.rules = list(dict.fromkeys(_(row.reason) for row in pages if row.reason))
    return one


def _unusual(rows: list[Counted], first_day: date | None) -> Iterable[str]:
    if any(row.reason == WITHOUT_A_SHARE for row in rows):
        yield _("They opened what you had not shared, because they feared for a life.")
    if any(row.day == first_day for row in rows):
        yield _("They had never opened a page of yours before.")
    nights = said_days(row.day for row in reversed(rows) if row.at_night)
    if nights:
        yield _("They looked between 10 at night and 6 in the morning: %(days)s.") % {"days": nights}


def said_days(days: Iterable[date]) -> str:
    """Days as somebody says them: one, one and another, or several and a last."""
    *first, last = list(dict.fromkeys(weekday(day) for day in days)) or [""]
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
