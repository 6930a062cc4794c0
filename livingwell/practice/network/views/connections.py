"""Connections as they are: one's own list, one of them, and the sheet of paper for somebody without an account."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from livingwell.kit import clock
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.secrets import keys
from livingwell.people.reads import person_seen
from livingwell.practice.circle.voice import other_person_of
from livingwell.practice.holding.models import Journey
from livingwell.practice.holding.reads import open_journey_of
from livingwell.practice.network import reads
from livingwell.practice.network.models import Connection, StepKind
from livingwell.practice.network.next_acts import Next, next_act, others


def is_own(request: Any, row: Any) -> bool:
    return bool(row.person_id == request.viewer.id)


def layout_of(request: Any, row: Any) -> str:
    return "layouts/person.html" if is_own(request, row) else "layouts/desk.html"


def back_of(request: Any, row: Any) -> str:
    """Where the connections are listed: on the person's own page, or on the journey's."""
    if is_own(request, row):
        return reverse("connections", kwargs={"place": request.place.slug})
    journey = row.pk if isinstance(row, Journey) else row.journey_id
    return f"{reverse('journey', kwargs={'place': request.place.slug, 'pk': journey})}?show=connections"


def with_next(rows: list[Connection], *, themselves: bool, zone: str) -> list[tuple[Connection, Next]]:
    """Each connection with what comes next."""
    today = clock.today(zone)
    return [(row, next_act(row, themselves=themselves, today=today)) for row in rows]


@require_GET
@place_door("have_connections")
def connections(request: Any) -> HttpResponse:
    """My connections: what is open, and what has come of the others."""
    viewer = request.viewer
    rows = reads.connections_of(viewer, viewer.id, 100)
    listed = with_next(rows, themselves=True, zone=request.place.time_zone)
    page = {
        "open": [entry for entry in listed if entry[0].is_open],
        "ended": [entry for entry in listed if not entry[0].is_open],
        "journey": open_journey_of(viewer.id, viewer),
    }
    return render(request, "network/connections.html", page)


@require_GET
@door(Connection)
def connection(request: Any, shown: Connection) -> HttpResponse:
    """One connection: what comes next, what may be said, and everything that has happened to it."""
    own = is_own(request, shown)
    keys.bring([shown.person_id])
    upcoming = next_act(shown, themselves=own, today=clock.today(request.place.time_zone))
    steps = reads.steps_of(shown, request.viewer)
    page = {
        "connection": shown,
        "support": reads.support_of(request.place.pk, shown.support_id),
        "own": own,
        "person": other_person_of(request, shown),
        "layout": layout_of(request, shown),
        "back": back_of(request, shown),
        "next": upcoming,
        "others": others(shown, themselves=own, than=upcoming.act),
        "steps": steps,
        "answer": reads.last_not_us(steps) if shown.what_next else None,
        "kinds": StepKind,
    }
    return render(request, "network/connection.html", page)


@require_GET
@door(Journey)
def print_connections(request: Any, journey: Journey) -> HttpResponse:
    """Their connections on paper, with room for their word: for somebody without an account, or for the fridge."""
    rows = reads.connections_of(request.viewer, journey.person_id, 30)
    page = {
        "listed": [
            entry for entry in with_next(rows, themselves=True, zone=request.place.time_zone)
            if entry[0].is_open or (entry[0].stage == "met" and not entry[0].how)
        ],
        "person": person_seen(request.viewer, journey.person_id),
        "back_url": back_of(request, journey),
    }  # fmt: skip
    return render(request, "network/print_connections.html", page)
