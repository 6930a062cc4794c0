"""Days and hours as people say them: today and yesterday by name, the year only where it could be mistaken."""

from datetime import date, datetime, time, tzinfo
from functools import lru_cache

from django.utils.formats import date_format, time_format
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import get_language, gettext_noop

from livingwell.kit import clock
from livingwell.kit.components.library import register
from livingwell.kit.said import gettext as _

#: Nearer than this many days, a day and its month can mean one day only.
_NEAR = 300
#: Nearer than this many days, people say which day of the week.
_WEEK = 8
NO_BREAK = "\u00a0"
_BY_NAME = {-1: gettext_noop("yesterday"), 0: gettext_noop("today"), 1: gettext_noop("tomorrow")}


def _here(value: date | datetime, zone: tzinfo | None = None) -> tuple[date, int]:
    """The day where the reader is, and how many days from now it lies."""
    zone = zone or get_current_timezone()
    there = value.astimezone(zone).date() if isinstance(value, datetime) else value
    return there, (there - clock.now().astimezone(zone).date()).days


def _in_full(value: date | datetime | None, form: str) -> str:
    """`form` is Django's, without the year, which is added where the day is far off."""
    if not value:
        return ""
    there, away = _here(value)
    return _form(there, form if abs(away) < _NEAR else f"{form} Y", get_language())


@register.filter
def day(value: date | datetime | None) -> str:
    """`{{ share.until|day }}`: "6 February", or "6 February 2028" when that is far off. Fits after any word."""
    return _in_full(value, "j F")


@register.filter
def said_day(value: date | datetime | None) -> str:
    """`{{ look.at|said_day }}`: "today", "yesterday", or "6 November". Stands by itself."""
    if not value:
        return ""
    named = _BY_NAME.get(_here(value)[1])
    return _(named) if named else day(value)


@register.filter
def weekday(value: date | datetime | None) -> str:
    """`{{ meeting.planned_for|weekday }}`: "Friday 27 November", with the year when that is far off."""
    return _in_full(value, "l j F")


@register.filter
def occasion(value: datetime | None) -> str:
    """`{{ meeting.planned_for|occasion }}`: "Friday 27 November, 10 a.m.", and "Tomorrow, " before it when it is."""
    if not value:
        return ""
    said = _("%(day)s, %(time)s") % {"day": weekday(value), "time": date_format(localtime(value), "P")}
    named = _BY_NAME.get(_here(value)[1])
    return f"{_(named).capitalize()}, {said}" if named else said


@register.filter
def moment(value: datetime | None) -> str:
    """`{% event title when=it|moment %}`: "today, 10:48" or "6 November, 10:48". Stands by itself."""
    if not value:
        return ""
    return _("%(day)s, %(time)s") % {"day": said_day(value), "time": _time(value)}


@register.filter
def on_moment(value: datetime | None) -> str:
    """`{{ asked_at|on_moment }}`: "today at 10:48" or "on 6 November at 10:48". Fits within a sentence."""
    if not value:
        return ""
    words = _("%(day)s at %(time)s") if _here(value)[1] in _BY_NAME else _("on %(day)s at %(time)s")
    return words % {"day": said_day(value), "time": _time(value)}


@register.filter
def short_day(value: date | datetime | None) -> str:
    """For a desk: "today", "Fri 27 Nov" in the coming week, else "27 Nov"."""
    if not value:
        return ""
    return _shortly(*_here(value), get_language())


@lru_cache(maxsize=4096)  # a board says the same few days a hundred times
def _shortly(there: date, away: int, language: str | None) -> str:
    if away in _BY_NAME:
        return _(_BY_NAME[away])
    said = _form(there, "D j M" if 0 < away < _WEEK else "j M" if abs(away) < _NEAR else "j M Y", language)
    return said.replace(" ", NO_BREAK)  # "27" at the end of a line says nothing


def days_ago(value: date | datetime) -> int:
    """How many days ago `value` was, as a calendar on the reader's wall counts them."""
    return -_here(value)[1]


@register.filter
def short_moment(value: datetime | None) -> str:
    """For a desk: "14:30" today, "tomorrow 14:30", "Fri 27 Nov 14:30"."""
    if not value:
        return ""
    zone, language = get_current_timezone(), get_language()
    there, away = _here(value, zone)
    hour = _form(value.astimezone(zone).time(), "H:i", language)
    return f"{_shortly(there, away, language)} {hour}" if away else hour


def _time(value: datetime) -> str:
    return _form(localtime(value).time(), "H:i", get_language())


@lru_cache(maxsize=4096)
def _form(value: date | time, form: str, language: str | None) -> str:
    return date_format(value, form) if isinstance(value, date) else time_format(value, form)
