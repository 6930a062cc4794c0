"""A team: who works in it, who is on duty; leaving it; and an organisation that leaves the place."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit.permission.doors import door, place_door
from livingwell.people.models import Membership, Organisation, Team
from livingwell.practice.holding import actions, reads
from livingwell.practice.holding.models import Hold
from livingwell.practice.holding.views.pressing import pressed


@door(Team, "see_workers", also=("take_duty", "say_duty_yes", "invite_worker"))
def team(request: Any, shown: Any) -> HttpResponse:
    """Who works here, who is on duty, who would stand in."""
    workers = reads.workers_of(shown.pk)
    may_leave = reads.whose_leaving_may_be_said(shown.pk, request.viewer)
    me = next((worker for worker in workers if worker.membership.person_id == request.viewer.id), None)
    return render(request, "holding/team.html", {"team": shown, "workers": workers, "me": me, "may_leave": may_leave})


@door(Team, "take_duty")
@require_POST
def take_duty(request: Any, shown: Team) -> HttpResponse:
    """Duty passes to whoever presses: a standing yes, recorded."""
    pressed(
        request,
        lambda: actions.take_duty(shown, by=request.viewer),
        _("You are on duty for %(team)s from now. Your yes is recorded.") % {"team": shown.name},
    )
    return redirect("team", place=request.place.slug, pk=shown.pk)


@door(Team, "say_duty_yes")
@require_POST
def say_duty_yes(request: Any, shown: Team) -> HttpResponse:
    """A yes to standing in."""
    pressed(
        request,
        lambda: actions.say_duty_yes(shown, by=request.viewer),
        _("Thank you. Should whoever is on duty be gone, you may be next."),
    )
    return redirect("team", place=request.place.slug, pk=shown.pk)


@door(Membership, "leave_team")
def leave_team(request: Any, membership: Membership) -> HttpResponse:
    """A worker leaves: the page says first what happens to what they hold."""
    if request.method == "POST" and membership.ended_at is None:
        worked = pressed(
            request,
            lambda: actions.leave_team(membership, by=request.viewer),
            _("%(name)s works here no more. Duty holds what they held.") % {"name": membership.known_as},
        )
        if worked and membership.person_id == request.viewer.id:
            return redirect("place", place=request.place.slug)
        if worked:
            return redirect("team", place=request.place.slug, pk=membership.team_id)
        return redirect("leave_team", place=request.place.slug, pk=membership.pk)
    holds = Hold.objects.visible_to(request.viewer).not_shown("how many, before somebody leaves")
    context = {
        "membership": membership,
        "team": Team.objects.get(pk=membership.team_id),
        "next_holder": reads.who_would_hold(membership) if membership.ended_at is None else "",
        "held": holds.filter(holder_id=membership.person_id, team_id=membership.team_id, ended_at=None).count(),
        "themselves": membership.person_id == request.viewer.id,
    }
    return render(request, "holding/leave_team.html", context)


@place_door("look_after_organisations")
def organisations(request: Any) -> HttpResponse:
    """The organisations whose workers belong to the place's teams."""
    context = {"organisations": reads.organisations_with_workers(request.place.pk)}
    return render(request, "holding/organisations.html", context)


@door(Organisation, "close_organisation")
def close_organisation(request: Any, organisation: Organisation) -> HttpResponse:
    """An organisation leaves the place, and every worker of its leaves every team."""
    if request.method == "POST" and organisation.left_at is None:
        worked = pressed(
            request,
            lambda: actions.close_organisation(organisation, by=request.viewer),
            _("%(name)s has left. Everybody its workers held is held by duty.") % {"name": organisation.name},
        )
        if worked:
            return redirect("organisations", place=request.place.slug)
        return redirect("close_organisation", place=request.place.slug, pk=organisation.pk)
    context = {"organisation": organisation, "memberships": list(reads.memberships_from([organisation]))}
    return render(request, "holding/close_organisation.html", context)
