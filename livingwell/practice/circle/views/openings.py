"""Opening what was not shared, when a life is in danger; and looking back at every such opening."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livingwell.kit import clock, once
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.secrets import keys
from livingwell.people.models import Person
from livingwell.practice.circle import actions, reads
from livingwell.practice.circle.forms import OpenForm
from livingwell.practice.circle.known import way_back
from livingwell.practice.circle.models import Opening, Part
from livingwell.practice.circle.rules import OPENING_LASTS


@require_http_methods(["GET", "POST"])
@door(Person, "open_unshared")
def open_unshared(request: Any, person: Person) -> HttpResponse:
    """What follows is said first; a reason is asked, and never empty."""
    form = OpenForm(request.POST or None)
    back = way_back(request.place.slug, person.pk, request.viewer)
    if request.method == "POST" and form.is_valid():
        what = Part(form.cleaned_data["what"])
        if once.first_time(request):
            actions.open_unshared(person, what=what, reason=form.cleaned_data["reason"], by=request.viewer)
            messages.success(request, _("Opened for you. The privacy lead has been told."))
        return redirect(f"{what}_of", place=request.place.slug, pk=person.pk)
    hours = int(OPENING_LASTS.total_seconds() // 3600)
    return render(request, "circle/open_unshared.html", {"form": form, "person": person, "back": back, "hours": hours})


@require_GET
@place_door("look_after_privacy")
def openings(request: Any) -> HttpResponse:
    """For the privacy lead: what was opened without a share, and why."""
    waiting = reads.openings_to_review(request.viewer)
    reviewed = reads.openings_to_review(request.viewer, reviewed=True)
    keys.bring({opening.person_id for opening in (*waiting, *reviewed)})
    return render(request, "circle/openings.html", {"waiting": waiting, "reviewed": reviewed, "now": clock.now()})


@require_POST
@door(Opening, "review_opening")
def review_opening(request: Any, opening: Opening) -> HttpResponse:
    """The privacy lead has looked into it."""
    actions.review_opening(opening, by=request.viewer)
    messages.success(request, _("Noted, with your name and the time."))
    return redirect("openings", place=request.place.slug)
