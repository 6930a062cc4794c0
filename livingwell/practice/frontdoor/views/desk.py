"""What workers do at the front door: write down an introduction, give returning words, say who is the same person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from livingwell.kit import once
from livingwell.kit.ids import new_id
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.secrets.codes import new_code
from livingwell.kit.viewers import Viewer
from livingwell.practice.circle.entering import in_anothers_voice
from livingwell.practice.circle.voice import asking_how, banner, told_by, voiced_door
from livingwell.practice.frontdoor.actions import (
    add_to_introduction,
    enter_introduction,
    give_returning_code,
    say_same_person,
)
from livingwell.practice.frontdoor.desk_form import DeskForm
from livingwell.practice.frontdoor.forms import MoreForm
from livingwell.practice.frontdoor.models import Channel, ForWhom, Introduction, SamePersonHint
from livingwell.practice.frontdoor.reads import who_holds
from livingwell.practice.holding.models import Journey


@place_door("enter_introduction")
def desk_introduction(request: Any) -> HttpResponse:
    """One page, filled in while somebody speaks; then the words to give them, shown once."""
    form = DeskForm(request.POST or None, initial={"channel": Channel.PHONE})
    if request.method != "POST" or not form.is_valid():
        return render(request, "frontdoor/desk.html", {"form": form})
    if not once.first_time(request):
        messages.info(request, _("That introduction was written down already, and is held."))
        return redirect("desk_introduction", place=request.place.slug)
    given, code = form.cleaned_data, new_code()
    introduction = enter_introduction(
        request.place,
        for_whom=ForWhom(given["for_whom"]),
        answers=form.answers(),
        channel=Channel(given["channel"]),
        code=code,
        talk_today=given["talk_today"],
        by=request.viewer.entering_for(new_id(), given["channel"]),
    )
    holder, team = who_holds(introduction)
    journeys = Journey.objects.visible_to(request.viewer).not_shown("whether there is a way on to it")
    context = {
        "introduction": introduction,
        "holder": holder,
        "team": team,
        "code": code.replace("-", " "),
        "name": given["name"],
        "may_open": journeys.filter(pk=introduction.journey_id).exists(),
    }
    return render(request, "frontdoor/entered.html", context)


@door(Introduction, "give_returning_code")
def returning_code(request: Any, introduction: Introduction) -> HttpResponse:
    """Fresh words to give the person in hand; what they had before stops working, so this asks first."""
    code = ""
    if request.method == "POST" and once.first_time(request):
        code = give_returning_code(introduction, by=request.viewer).replace("-", " ")
    return render(request, "frontdoor/returning_code.html", {"introduction": introduction, "code": code})


@voiced_door(Introduction, "add_to_introduction")
def enter_addition(request: Any, introduction: Introduction, by: Viewer) -> HttpResponse:
    """Something more that they say, told to a worker. The person themselves adds it on their own page."""
    if not in_anothers_voice(by):
        return redirect("introduction", place=request.place.slug)
    form = asking_how(MoreForm(request.POST or None), by)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            add_to_introduction(introduction, words=form.cleaned_data["words"], by=told_by(form, by))
            messages.success(request, _("Written down beside what they said."))
        return redirect("with_person", place=request.place.slug, pk=introduction.person_id)
    page = {"form": form} | banner(request, introduction, by)
    return render(request, "frontdoor/enter_addition.html", page)


@door(SamePersonHint, "say_same_person")
def same_person(request: Any, hint: SamePersonHint) -> HttpResponse:
    """Yes, the same; or no. It is written down with a name, and moves nothing."""
    if request.method == "POST" and once.first_time(request):
        say_same_person(hint, same=request.POST.get("same") == "yes", by=request.viewer)
        messages.success(request, _("Thank you. That is written down."))
        return redirect("day", place=request.place.slug)
    return render(request, "frontdoor/same_person.html", {"hint": hint})
