"""Who has looked: every look at what is somebody's own, as sentences, for that person alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET

from livingwell.kit import clock
from livingwell.kit.permission.doors import door, place_door
from livingwell.people.models import Person
from livingwell.practice.circle import reads
from livingwell.practice.circle.weeks import AT_ONCE, weeks_of

#: Before it nobody had looked at anything here.
MAKES_SENSE_AFTER = 2020


def _before(request: HttpRequest) -> datetime | None:
    """Where an earlier page begins; an address somebody tampered with begins at the beginning."""
    try:
        moment = parse_datetime(request.GET.get("before", "").replace(" ", "+")[:40])
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _week(request: Any) -> date:
    """The week that was asked for; the present one where none was, or what was asked is no day."""
    today = clock.today(request.place.time_zone)
    try:
        asked = date.fromisoformat(request.GET.get("until", "")[:10])
    except ValueError:
        return today
    return min(asked, today) if asked.year > MAKES_SENSE_AFTER else today


@require_GET
@place_door("belong_here")
def looks(request: Any) -> HttpResponse:
    """Who has looked at what is mine: week by week, by who it was, and what is unusual first."""
    until, mine = _week(request), request.viewer.id
    weeks = weeks_of(mine, until, request.place.time_zone)
    first = until - timedelta(days=until.weekday()) - AT_ONCE + timedelta(days=7)
    before = datetime.combine(first, time(), ZoneInfo(request.place.time_zone))
    is_now = until == clock.today(request.place.time_zone)
    page = {
        "weeks": weeks,
        "openings": reads.openings_of(mine, request.viewer) if is_now else [],
        "earlier": f"?until={first - timedelta(days=1)}" if reads.looks_at(mine, request.viewer, before, 1)[0] else "",
        "later": "" if is_now else "?",
        "now": clock.now(),
    }
    return render(request, "circle/looks.html", page)


@require_GET
@place_door("belong_here")
def each_look(request: Any) -> HttpResponse:
    """The same looks one by one, day by day, for whoever wants to know the minute."""
    before = _before(request)
    found, earlier = reads.looks_at(request.viewer.id, request.viewer, before)
    page = {
        "days": reads.by_day(found, request.place.time_zone),
        "earlier": f"?before={earlier.isoformat().replace('+00:00', 'Z')}" if earlier else "",
        "later": "?" if before else "",
    }
    return render(request, "circle/each_look.html", page)


@require_GET
@door(Person, "print_looks")
def print_looks(request: Any, person: Person) -> HttpResponse:
    """Who has looked, on paper: for the person themselves, or printed for somebody without an account."""
    on_paper = reads.on_paper(person.pk, request.viewer)
    found = reads.looks_at(person.pk, request.viewer, at_most=200)[0] if on_paper else []
    page = {"person": person, "days": reads.by_day(found, request.place.time_zone), "on_paper": on_paper}
    return render(request, "circle/print_looks.html", page)
