"""Taking a journey from duty, and giving it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit.permission.doors import door
from livingwell.practice.holding import actions, reads
from livingwell.practice.holding.models import HowHeld, Journey
from livingwell.practice.holding.views.pressing import pressed


@door(Journey, also=("hold_journey", "propose_ending"))
@require_POST
def hold_journey(request: Any, journey: Any) -> HttpResponse:
    """ "I'll hold this". Whoever presses second is told who holds now; that is news, not a wrong."""
    if not journey.may_hold_journey:
        hold: Any = reads.current_hold(journey, request.viewer)
        if hold is None or hold.how == HowHeld.DUTY or not journey.may_propose_ending:
            raise PermissionDenied
        if hold.holder_id != request.viewer.id:
            messages.warning(request, _("%(name)s is holding this journey already.") % {"name": hold.holder_name})
        return _to_journey(request, journey)
    pressed(
        request,
        lambda: actions.hold_journey(journey, by=request.viewer),
        _("You are holding this journey now."),
    )
    return _to_journey(request, journey)


@door(Journey, "return_to_duty")
@require_POST
def return_to_duty(request: Any, journey: Journey) -> HttpResponse:
    """The holder gives a journey back: duty holds from this moment."""
    pressed(
        request,
        lambda: actions.return_to_duty(journey, by=request.viewer),
        _("Duty is holding this journey now. Nobody was left unheld."),
    )
    return _to_journey(request, journey)


def _to_journey(request: HttpRequest, journey: Journey) -> HttpResponse:
    return redirect("journey", place=request.place.slug, pk=journey.pk)  # type: ignore[attr-defined]
