"""Inviting a worker to a team, taking it back, and beginning."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit import once
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.doors import door, open_door
from livingwell.people.actions import (
    AddressHasAccount,
    InvitationOver,
    accept_invitation,
    find_invitation,
    withdraw_invitation,
)
from livingwell.people.actions import invite_worker as invite
from livingwell.people.actions.invitations import BY_INVITATION
from livingwell.people.forms import BeginForm, InviteForm
from livingwell.people.models import Invitation, Organisation, Team
from livingwell.people.reads import account_with_email, account_with_phone, invitations_waiting, members_of
from livingwell.people.signing_in import begin_session, may_open_invitations


@door(Team, "invite_worker")
def invitations(request: Any, team: Team) -> HttpResponse:
    """Who works in a team, who was invited and has not answered, and the way to invite somebody."""
    context = {"team": team, "members": members_of(team.pk), "waiting": invitations_waiting(team.pk, request.viewer)}
    return render(request, "people/invitations.html", context)


@door(Team, "invite_worker")
def invite_worker(request: Any, team: Team) -> HttpResponse:
    """Invite somebody."""
    organisations = Organisation.objects.filter(place_id=team.place_id, left_at=None).order_by("name")
    form = InviteForm(request.POST or None, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            given = form.cleaned_data
            invite(
                team,
                organisation=given["organisation"],
                kind=given["kind"],
                name=given["name"],
                email=given.get("email", ""),
                phone=given.get("phone", ""),
                link_to=lambda code: request.build_absolute_uri(
                    reverse("invitation", kwargs={"place": request.place.slug, "code": code})
                ),
                by=request.viewer,
            )
        messages.success(request, _("The invitation is on its way to %(name)s.") % {"name": form.cleaned_data["name"]})
        return redirect("invitations", place=request.place.slug, pk=team.pk)
    return render(request, "people/invite_worker.html", {"team": team, "form": form})


@door(Invitation, "withdraw_invitation")
@require_POST
def withdraw(request: Any, invitation: Invitation) -> HttpResponse:
    """Take an invitation back."""
    withdraw_invitation(invitation, by=request.viewer)
    messages.success(request, _("The invitation is taken back. Its link opens nothing now."))
    return redirect("invitations", place=request.place.slug, pk=invitation.team_id)


@open_door("whoever holds the code is invited, and has no account yet")
def invitation(request: Any, code: str) -> HttpResponse:
    """The invited sees who asks them, says how they want to be called, and begins."""
    if not may_open_invitations(request):
        return render(request, "429.html", status=429)
    with speaking(BY_INVITATION):
        found = find_invitation(code, request.place.pk)
        if found is None:
            return _over(request)
        signs_in = account_with_email(found.email) if found.email else account_with_phone(found.phone)
    response = _begin(request, found, must_sign_in=signs_in is not None and request.viewer is None)
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"  # the address is the secret
    return response


def _begin(request: Any, found: Invitation, *, must_sign_in: bool) -> HttpResponse:
    viewer = request.viewer
    elsewhere = viewer is not None and viewer.place_id != found.place_id
    form = BeginForm(request.POST or None, initial={"known_as": viewer.name if viewer else found.name})
    if request.method == "POST" and form.is_valid() and not must_sign_in and not elsewhere:
        try:
            with speaking(BY_INVITATION):
                _membership, account = accept_invitation(
                    found,
                    known_as=form.cleaned_data["known_as"],
                    person_id=viewer.id if viewer else None,
                    by=BY_INVITATION,
                )
        except InvitationOver:
            return _over(request)
        except AddressHasAccount:
            must_sign_in = True
        else:
            if viewer is None:
                begin_session(request, account)
            return redirect("after_sign_in")
    context = {"invitation": found, "form": form, "must_sign_in": must_sign_in, "elsewhere": elsewhere}
    return render(request, "people/invitation.html", context)


def _over(request: HttpRequest) -> HttpResponse:
    """Unknown, used, taken back and run out are one answer."""
    response = render(request, "people/invitation_over.html", status=404)
    add_never_cache_headers(response)
    return response
