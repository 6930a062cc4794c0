"""What came to the privacy lead by post or phone, entered with the day it came."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from livingwell.kit import clock, once
from livingwell.kit.permission.doors import place_door
from livingwell.practice.keeping import actions, reads
from livingwell.practice.keeping.forms import EnterForm
from livingwell.practice.keeping.models import Right


@require_http_methods(["GET", "POST"])
@place_door("enter_request")
def enter_request(request: Any) -> HttpResponse:
    """From whom, how, on which day, and what they ask. Nobody is shown: whoever is meant is found by what the letter
    says, or not at all."""
    form = EnterForm(request.POST or None, today=clock.today(request.place.time_zone))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person = reads.one_called(given, request.viewer)
        if person is None:
            form.add_error(
                "name", _("We found nobody, or more than one, by this. Please look again, or ask who holds them.")
            )
        else:
            if once.first_time(request):
                actions.enter_request(
                    request.place, person=person, right=Right(given["right"]), words=given["words"],
                    came_on=given["came_on"], channel=given["channel"], by=request.viewer,
                )  # fmt: skip
                messages.success(request, _("Entered. It is on the list with its month."))
            return redirect("requests", place=request.place.slug)
    return render(request, "keeping/enter_request.html", {"form": form})
