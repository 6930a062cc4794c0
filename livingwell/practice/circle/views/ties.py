"""Asking somebody into the circle: nobody is searched for; a code goes from hand to hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from livingwell.kit import once, throttle
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.people.reads import myself
from livingwell.practice.circle import actions
from livingwell.practice.circle.forms import CodeForm, EnteredInviteForm, InviteForm
from livingwell.practice.circle.known import way_back
from livingwell.practice.circle.models import IN_MY_CIRCLE, CircleTie
from livingwell.practice.circle.reads import told_how
from livingwell.practice.circle.understood import understanding_for
from livingwell.practice.circle.views.circle import back_to_circle
from livingwell.practice.circle.voice import press, voiced_door


@require_http_methods(["GET", "POST"])
@place_door("belong_here")
def invite_supporter(request: Any) -> HttpResponse:
    """A code to hand to somebody, shown once."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not once.first_time(request):
            messages.info(request, _("The words were shown once. End the old ones and make new ones, if you need to."))
            return redirect("circle", place=request.place.slug)
        if _talks_first(request, myself(request.viewer), form, request.viewer):
            return redirect("circle", place=request.place.slug)
        tie, code = actions.invite_supporter(
            myself(request.viewer), named_as=form.cleaned_data["named_as"], by=request.viewer
        )
        return render(request, "circle/code.html", {"tie": tie, "code": code.replace("-", " ")})
    return render(request, "circle/invite_supporter.html", {"form": form})


def _talks_first(request: Any, person: Person, form: InviteForm, by: Viewer) -> bool:
    """Under 16: whether this was written down as a wish, to be talked through with a worker first."""
    name = form.cleaned_data["named_as"]
    if not actions.talks_first(person) or understanding_for(person.pk, IN_MY_CIRCLE, to_name=name) is not None:
        return False
    actions.ask_to_talk_it_through(person, what=IN_MY_CIRCLE, to=None, to_name=name, by=by)
    messages.info(request, _("A worker talks about it first. Nobody has been asked in yet."))
    return True


@require_http_methods(["GET", "POST"])
@door(Person, "enter_for")
def enter_invitation(request: Any, person: Person) -> HttpResponse:
    """The same for somebody who asks a worker; the code is written down for them."""
    form = EnteredInviteForm(request.POST or None, initial=told_how(person.pk, request.viewer))
    back = way_back(request.place.slug, person.pk, request.viewer)
    if request.method == "POST" and form.is_valid() and once.first_time(request):
        by = request.viewer.entering_for(person.pk, form.cleaned_data["channel"])
        if _talks_first(request, person, form, by):
            return redirect("enter_share", place=request.place.slug, pk=person.pk)
        tie, code = actions.invite_supporter(person, named_as=form.cleaned_data["named_as"], by=by)
        page = {"tie": tie, "code": code.replace("-", " "), "person": person, "back": back}
        return render(request, "circle/code.html", page)
    return render(request, "circle/invite_supporter.html", {"form": form, "person": person, "back": back})


@require_http_methods(["GET", "POST"])
@place_door("join_circle")
def join_circle(request: Any) -> HttpResponse:
    """Say yes with the words one was given."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not throttle.take("circle code", str(request.viewer.id), burst=12, each=timedelta(minutes=5)):
            form.add_error("code", _("That was a lot of tries. Please wait a few minutes, then try again."))
            return render(request, "circle/join_circle.html", {"form": form}, status=429)
        tie = actions.join_circle(request.place, code=form.cleaned_data["code"], by=request.viewer)
        if tie is not None:
            throttle.put_back("circle code", str(request.viewer.id))
            messages.success(request, _("You are in the circle of %(name)s now.") % {"name": tie.person_name})
            return redirect("home", place=request.place.slug)
        form.add_error("code", _("These words do not open anything now. Please check them, or ask for new ones."))
    return render(request, "circle/join_circle.html", {"form": form})


@require_POST
@voiced_door(CircleTie, "end_tie")
def end_tie(request: Any, tie: CircleTie, by: Viewer) -> HttpResponse:
    """Either ends it: the person, or their supporter."""
    does = _("%(who)s shall not be in their circle any more") % {"who": tie.named_as}
    asked = press(request, tie, by, does, lambda by: actions.end_tie(tie, by=by))
    if asked is not None:
        return asked
    messages.success(request, _("Ended."))
    return back_to_circle(request, tie, by)
