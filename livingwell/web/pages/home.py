"""A person's own home: who holds them and how to reach them, what happens next, and what is theirs."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from livingwell.kit.permission.doors import place_door
from livingwell.practice.holding.reads import named_holds
from livingwell.web.context import address
from livingwell.web.pages.panels import home_panels

#: Which rooms speak on it, in this order; somebody without a journey sees what is theirs, and what was shared.
OF_A_JOURNEY = ("meetings", "story", "plan", "network")
OF_ANYBODY = ("circle",)


@require_GET
@place_door("belong_here")
def home(request: Any) -> HttpResponse:
    """My pages. A worker's own journey is here too, apart from their work."""
    held = named_holds(request.viewer).filter(person_id=request.viewer.id, ended_at=None).first()
    panels = home_panels((*OF_A_JOURNEY, *OF_ANYBODY) if held else OF_ANYBODY, request)
    context = {"held": held, "panels": panels, "supports_url": address("supports", request.place)}
    return render(request, "web/pages/home.html", context)
