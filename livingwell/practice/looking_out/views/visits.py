"""Who is out alone: setting out, staying longer, being back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from livingwell.kit import clock
from livingwell.kit.permission.doors import door, place_door
from livingwell.people.models import Team
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.looking_out import actions, reads
from livingwell.practice.looking_out.forms import SetOutForm
from livingwell.practice.looking_out.models import Visit

LONGER = timedelta(minutes=30)


@require_http_methods(["GET", "POST"])
@place_door("set_out")
def visits(request: Any) -> HttpResponse:
    """Who of my colleagues is out, and I myself."""
    viewer = request.viewer
    teams = {str(team.pk): team for team in Team.objects.filter(pk__in=viewer.teams, closed_at=None).order_by("name")}
    choices = [(key, team.name) for key, team in teams.items()]
    form = SetOutForm(request.POST or None, teams=choices, initial={"team": next(iter(teams), ""), "minutes": "60"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if pressed(
            request,
            lambda: actions.set_out(
                request.place,
                team=teams[given["team"]],
                where=given["where"],
                with_whom=given["with_whom"],
                phone=given["phone"],
                until=form.until(),
                by=viewer,
            ),
            _("Go well. Please say here when you are back."),
        ):
            return redirect("visits", request.place.slug)
    out = reads.who_is_out(viewer)
    mine = next((one for one in out if one.person_id == viewer.id), None)
    return render(request, "looking_out/visits.html", {"form": None if mine else form, "out": out, "mine": mine})


@require_POST
@door(Visit, "stay_longer")
def stay_longer(request: Any, visit: Visit) -> HttpResponse:
    """Half an hour more, from now or from when I said, whichever is later."""
    until = max(visit.until, clock.now()) + LONGER
    pressed(request, lambda: actions.stay_longer(visit, until=until, by=request.viewer), _("Half an hour more."))
    return redirect("visits", request.place.slug)


@require_POST
@door(Visit, "come_back")
def come_back(request: Any, visit: Visit) -> HttpResponse:
    """Back and well."""
    pressed(request, lambda: actions.come_back(visit, by=request.viewer), _("Good. Where it was is forgotten now."))
    return redirect("visits", request.place.slug)
