"""The rota on the screen: days of duty, leave and cover, and how many each can hold."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livingwell.kit import clock
from livingwell.kit.permission.doors import door, place_door
from livingwell.people.models import Membership, Team
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.team import actions
from livingwell.practice.team.forms import CapacityForm, LeaveForm
from livingwell.practice.team.models import Leave, PlannedDuty
from livingwell.practice.team.reads import my_teams
from livingwell.practice.team.reads import rota as reads

FORM = require_http_methods(["GET", "POST"])


@require_GET
@door(Team, "work_in")
def rota(request: Any, team: Team) -> HttpResponse:
    """Whose duty it is on each day of the fortnight, who is away, and who covers."""
    today = clock.today(request.place.time_zone)
    context = {
        "team": team,
        "rota": reads.rota(team, request.viewer, today),
        "today": today,
        "mine": next((one for one in my_teams(request.viewer, today) if one.pk == team.pk), None),
    }
    return render(request, "team/rota.html", context)


@require_POST
@door(Team, "plan_duty")
def plan_duty(request: Any, team: Team) -> HttpResponse:
    """I take that day."""
    today = clock.today(request.place.time_zone)
    try:
        day = parse_date(request.POST.get("day", ""))
    except ValueError:
        day = None
    if day is not None and today <= day < today + timedelta(days=reads.AHEAD):
        pressed(
            request,
            lambda: actions.plan_duty(team, day=day, by=request.viewer),
            _("Thank you. Duty passes to you that morning."),
        )
    return redirect("rota", place=request.place.slug, pk=team.pk)


@require_POST
@door(PlannedDuty, "drop_duty_day")
def drop_duty_day(request: Any, planned: PlannedDuty) -> HttpResponse:
    """Not that day after all."""
    pressed(
        request,
        lambda: actions.drop_duty_day(planned, by=request.viewer),
        _("That day is nobody’s again. Whoever is on duty stays so until somebody takes it."),
    )
    return redirect("rota", place=request.place.slug, pk=planned.team_id)


@FORM
@door(Team, "work_in")
def say_leave(request: Any, team: Team) -> HttpResponse:
    """Who is away, from when until when."""
    members = {
        str(one.pk): one
        for one in Membership.objects.filter(team_id=team.pk, ended_at=None).order_by("known_as", "pk")[:200]
    }
    mine = next((pk for pk, one in members.items() if one.person_id == request.viewer.id), "")
    form = LeaveForm(
        request.POST or None, who=[(pk, one.known_as) for pk, one in members.items()], initial={"who": mine}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if pressed(
            request,
            lambda: actions.say_leave(
                members[given["who"]], first_day=given["first_day"], last_day=given["last_day"], by=request.viewer
            ),
            _("Written down. The team sees it on the board, and a colleague can say that they cover."),
        ):
            return redirect("rota", place=request.place.slug, pk=team.pk)
    return render(request, "team/say_leave.html", {"team": team, "form": form})


@require_POST
@door(Leave, "cover_leave")
def cover_leave(request: Any, leave: Leave) -> HttpResponse:
    """I cover."""
    pressed(
        request,
        lambda: actions.cover_leave(leave, by=request.viewer),
        _("Thank you. What their journeys need stands on your day meanwhile."),
    )
    return redirect("rota", place=request.place.slug, pk=leave.team_id)


@require_POST
@door(Leave, "end_leave")
def end_leave(request: Any, leave: Leave) -> HttpResponse:
    """Back, or not going."""
    pressed(request, lambda: actions.end_leave(leave, by=request.viewer), _("They are here."))
    return redirect("rota", place=request.place.slug, pk=leave.team_id)


@FORM
@place_door("say_capacity")
def say_capacity(request: Any) -> HttpResponse:
    """How many I can hold."""
    form = CapacityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at_most = form.cleaned_data["at_most"]
        if pressed(
            request,
            lambda: actions.say_capacity(request.place, at_most=at_most, by=request.viewer),
            _("Thank you. Whoever asks you to hold more is asked again first."),
        ):
            return redirect("day", place=request.place.slug)
    return render(request, "team/say_capacity.html", {"form": form})
