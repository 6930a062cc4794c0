"""Calendar files (iCalendar, RFC 5545): a few events as text that any calendar program reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import HttpResponse

LONGEST_LINE = 75  # octets, RFC 5545 section 3.1


@dataclass(frozen=True)
class CalendarEvent:
    """One event. `key` is the same each time the same event is told."""

    key: str
    begins: datetime
    summary: str
    where: str = ""
    url: str = ""
    lasts: timedelta = timedelta(hours=1)


def as_calendar(events: Iterable[CalendarEvent], *, named: str, written_at: datetime) -> str:
    """The events as one calendar called `named`."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Calendar//EN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(named)}",
    ]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.key}@calendar",
            f"DTSTAMP:{_moment(written_at)}",
            f"DTSTART:{_moment(event.begins)}",
            f"DTEND:{_moment(event.begins + event.lasts)}",
            f"SUMMARY:{_text(event.summary)}",
        ]
        lines += [f"LOCATION:{_text(event.where)}"] if event.where else []
        lines += [f"URL:{event.url}"] if event.url else []
        lines += ["CLASS:PRIVATE", "END:VEVENT"]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def calendar_file(text: str, *, named: str) -> HttpResponse:
    """The calendar as an answer that a browser hands to the calendar program; nobody keeps a copy on the way."""
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{named}.ics"'
    response["Cache-Control"] = "no-store"
    return response


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def _folded(line: str) -> str:
    """A line as long as it may be, the rest on the next, begun with a space; no letter is cut in two."""
    parts: list[str] = []
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST_LINE - (1 if parts else 0):
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
