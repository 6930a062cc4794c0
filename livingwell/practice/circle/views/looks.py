"""Who has looked: every look at what is somebody's own, as sentences, for that person alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET

from livingwell.kit import clock
from livingwell.kit.permission.doors import door, place_door
from livingwell.people.models import Person
from livingwell.practice.circle import reads


def _before(request: HttpRequest) -> datetime | None:
    """Where an earlier page begins; an address somebody tampered with begins at the beginning."""
    try:
        moment = parse_datetime(request.GET.get("before", "").replace(" ", "+")[:40])
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


@require_GET
@place_door("belong_here")
def looks(request: Any) -> HttpResponse:
    """Who has looked at what is mine, by day and by who it was, with the rule that let them in."""
    before = _before(request)
    found, earlier = reads.looks_at(request.viewer.id, request.viewer, before)
    page = {
        "days": reads.by_day(found, request.place.time_zone),
        "openings": reads.openings_of(request.viewer.id, request.viewer) if before is None else [],
        "earlier": f"?before={earlier.isoformat().replace('+00:00', 'Z')}" if earlier else "",
        "later": "?" if before else "",
        "now": clock.now(),
    }
    return render(request, "circle/looks.html", page)


@require_GET
@door(Person, "print_looks")
def print_looks(request: Any, person: Person) -> HttpResponse:
    """Who has looked, on paper: for the person themselves, or printed for somebody without an account."""
    on_paper = reads.on_paper(person.pk, request.viewer)
    found = reads.looks_at(person.pk, request.viewer, at_most=200)[0] if on_paper else []
    page = {"person": person, "days": reads.by_day(found, request.place.time_zone), "on_paper": on_paper}
    return render(request, "circle/print_looks.html", page)
