"""Under 16: talking a decision through, and writing down what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from livingwell.kit import once
from livingwell.kit.permission.doors import door
from livingwell.people.young import what_the_law_asks
from livingwell.practice.circle import actions
from livingwell.practice.circle.forms import TalkedForm
from livingwell.practice.circle.models import Understanding, Understood
from livingwell.practice.circle.voice import person_of


@require_http_methods(["GET", "POST"])
@door(Understanding, "talk_it_through")
def talk_it_through(request: Any, asked: Understanding) -> HttpResponse:
    """What to talk about, in the place's own law; then what they said, how the worker knows, and what came of it."""
    form = TalkedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            given = form.cleaned_data
            actions.talk_it_through(
                asked, answer=Understood(given["answer"]), theirs=given["theirs"], ours=given["ours"], by=request.viewer
            )
            messages.success(request, _("Written down. They can read it too."))
        return redirect("enter_share", place=request.place.slug, pk=asked.person_id)
    page = {"form": form, "asked": asked, "person": person_of(request, asked), "law": what_the_law_asks(request.place)}
    return render(request, "circle/talk_it_through.html", page)
