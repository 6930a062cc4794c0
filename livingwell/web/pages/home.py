"""A person's own home: who holds them and how to reach them, what happens next, and what is theirs."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from livingwell.kit.permission.doors import place_door
from livingwell.practice.holding.models import Ending, Journey
from livingwell.practice.holding.reads import named_holds
from livingwell.web.context import address
from livingwell.web.pages.panels import home_panels, others_panels

#: Which rooms speak on it, in this order. Whoever has said goodbye keeps their story and plan before them; somebody who
#: never had a journey sees what was shared with them.
OF_A_JOURNEY = ("meetings", "messages", "frontdoor", "story", "plan", "network")
OF_AN_ENDED_ONE = ("frontdoor", "story", "plan")
OF_ANYBODY = ("circle",)
#: Which rooms know of something the viewer took on, or suggested, for somebody else; a room that speaks of their
#: journey says it there.
WITH_OTHERS = ("plan",)


@require_GET
@place_door("belong_here")
def home(request: Any) -> HttpResponse:
    """My pages. A worker's own journey is here too, apart from their work."""
    held = named_holds(request.viewer).filter(person_id=request.viewer.id, ended_at=None).first()
    ended = None if held else _ended_journey(request)
    rooms: tuple[str, ...] = OF_A_JOURNEY if held else OF_AN_ENDED_ONE if ended else ()
    panels = home_panels((*rooms, *OF_ANYBODY), request, held)
    context = {
        "held": held,
        "ended": ended,
        "goodbye": _goodbye(ended, request) if ended else None,
        "panels": panels,
        "others": others_panels(tuple(room for room in WITH_OTHERS if room not in rooms), request),
        "supports_url": address("supports", request.place),
    }
    return render(request, "web/pages/home.html", context)


def _ended_journey(request: Any) -> Journey | None:
    """The viewer's own last journey, over now: the way back stands on their page."""
    rows = Journey.objects.visible_to(request.viewer).with_reason().filter(person_id=request.viewer.id)
    found: Journey | None = rows.exclude(closed_at=None).order_by("-closed_at").first()
    return found


def _goodbye(ended: Journey, request: Any) -> Ending | None:
    """What the viewer said as their journey ended."""
    rows = Ending.objects.visible_to(request.viewer).with_reason().filter(journey_id=ended.pk, undone_at=None)
    found: Ending | None = rows.filter(said_by_id=request.viewer.id).order_by("-said_at").first()
    return found
