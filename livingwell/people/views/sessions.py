"""Where I am signed in, ending that, and closing the account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit.permission.doors import place_door
from livingwell.people.actions import StillWorksHere
from livingwell.people.actions import close_account as close
from livingwell.people.actions import end_sessions as end
from livingwell.people.reads import myself, sessions_of
from livingwell.people.sessions import kept_as


@place_door("belong_here")
def signed_in(request: Any) -> HttpResponse:
    """Every browser I am signed in with."""
    here = kept_as(request.session.session_key)
    return render(request, "people/signed_in.html", {"sessions": sessions_of(request.viewer), "here": here})


@place_door("belong_here")
@require_POST
def end_sessions(request: Any) -> HttpResponse:
    """End one, or all but this one."""
    which = request.POST.get("which", "")[:40]
    ended = end(myself(request.viewer), which=which, but=kept_as(request.session.session_key), by=request.viewer)
    if ended:
        messages.success(request, _("Signed out there. That browser asks for a way in again."))
    return redirect("signed_in", place=request.place.slug)


@place_door("belong_here")
def close_account(request: Any) -> HttpResponse:
    """What closing means is said first."""
    if request.method == "POST":
        try:
            close(myself(request.viewer), by=request.viewer)
        except StillWorksHere:
            messages.warning(request, _("You work here. Leave your teams first, so that nobody is left alone."))
            return redirect("ways_in", place=request.place.slug)
        logout(request)
        return redirect("place", place=request.place.slug)
    return render(request, "people/close_account.html", {})
