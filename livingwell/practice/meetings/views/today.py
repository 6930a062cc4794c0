"""Asking to talk today: crisis help first, then a human."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from livingwell.kit.permission.doors import door
from livingwell.people.models import Person
from livingwell.practice.holding.reads import open_journey_of
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.meetings import actions
from livingwell.practice.meetings.forms import WordsForm
from livingwell.practice.meetings.reads import called_on, open_talk_today
from livingwell.practice.meetings.views.asking import back_to


@require_http_methods(["GET", "POST"])
@door(Person, "ask_to_talk_today")
def ask_to_talk_today(request: Any, person: Person) -> HttpResponse:
    """The person asks, or a worker presses it. It stays asked until a conversation has happened."""
    themselves = person.pk == request.viewer.id
    journey = open_journey_of(person.pk, request.viewer)
    back = back_to(request, person.pk, journey.pk) if journey else "/"
    form = WordsForm(
        request.POST or None,
        label=_("Would you like to say why? You do not have to.") if themselves else _("A word for whoever rings"),
        help_text="" if themselves else _("They can read this. You can leave it empty."),
        required=False,
    )
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        worked = pressed(
            request,
            lambda: actions.ask_to_talk_today(person, words=words, by=request.viewer),
            _("Somebody in your team has been asked to talk with you today.")
            if themselves
            else _("Asked. It stays on the board until a conversation has happened."),
        )
        if worked and themselves:
            return redirect("ask_to_talk_today", place=request.place.slug, pk=person.pk)
        if worked:
            return redirect(back)
    context = {
        "form": form,
        "person": person,
        "back": back,
        "called": called_on(person.pk, request.viewer),
        "asked": open_talk_today([person.pk], request.viewer).get(person.pk, []),
    }
    template = "meetings/own_talk_today.html" if themselves else "meetings/talk_today.html"
    return render(request, template, context)
