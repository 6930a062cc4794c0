"""Told once: how often people were asked again what they had told, and why."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from livingwell.kit.permission.doors import place_door
from livingwell.kit.secrets import keys
from livingwell.practice.meetings.reads.asked_again import LATELY, SMALL, asked_again_in, asked_me_again


@require_GET
@place_door("belong_here")
def asked_again(request: Any) -> HttpResponse:
    """For a person what they were asked again; for a worker their team's count; for whoever leads the place each
    team's."""
    viewer = request.viewer
    counts = viewer.teams or "place_lead" in viewer.roles
    keys.bring([viewer.id])
    page = {
        "mine": asked_me_again(viewer),
        "by_team": asked_again_in(request.place.pk, viewer) if counts else [],
        "counts": counts,
        "days": LATELY.days,
        "small": SMALL,
    }
    return render(request, "meetings/asked_again.html", page)
