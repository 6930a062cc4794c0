"""How to reach somebody: changed by them, or told to a worker who enters it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from livingwell.kit import once
from livingwell.kit.permission.doors import door, place_door
from livingwell.people.models import Person, SafeToContact
from livingwell.people.reads import myself
from livingwell.practice.circle.known import way_back
from livingwell.practice.circle.reads import told_how
from livingwell.practice.holding import actions
from livingwell.practice.holding.forms import EnteredReachForm, ReachForm

ASKED = ("phone", "email", "reach", "needs")


def said_of(form: ReachForm) -> dict[str, Any]:
    """What was answered, as the act asks."""
    said = {name: form.cleaned_data[name] for name in ASKED}
    return said | {name: SafeToContact(form.cleaned_data[name]) for name in ("message", "write")}


def as_it_is(person: Person) -> dict[str, Any]:
    """How they are reached now, as the form opens with it."""
    safe = {"message": person.safe_to_leave_message, "write": person.safe_to_write}
    return {name: getattr(person, name) for name in ASKED} | safe


@require_http_methods(["GET", "POST"])
@place_door("belong_here")
def change_reach(request: Any) -> HttpResponse:
    """How may we reach you? The person's own page."""
    me = myself(request.viewer)
    form = ReachForm(request.POST or None, initial=as_it_is(me))
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            actions.change_reach(me, **said_of(form), by=request.viewer)
            messages.success(request, _("Saved. We reach you like this from now on."))
        return redirect("home", place=request.place.slug)
    return render(request, "holding/change_reach.html", {"form": form})


@require_http_methods(["GET", "POST"])
@door(Person, "enter_for")
def enter_reach(request: Any, person: Person) -> HttpResponse:
    """The same, said to a worker, who reads out what stands there now."""
    initial = as_it_is(person) | told_how(person.pk, request.viewer)
    form = EnteredReachForm(request.POST or None, initial=initial)
    back = way_back(request.place.slug, person.pk, request.viewer)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            by = request.viewer.entering_for(person.pk, form.cleaned_data["channel"])
            actions.change_reach(person, **said_of(form), by=by)
            messages.success(request, _("Saved. %(name)s is reached like this from now on.") % {"name": person.name})
        return redirect("with_person", place=request.place.slug, pk=person.pk)
    return render(request, "holding/enter_reach.html", {"form": form, "person": person, "back": back})
