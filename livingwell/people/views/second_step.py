"""Giving a second step: on the way in, with a passkey instead of everything else, or once more before a change."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.doors import open_door, place_door
from livingwell.people.forms import SecondStepForm
from livingwell.people.models import Account
from livingwell.people.second_steps.giving import (
    GIVING,
    ask_passkey,
    give_code,
    give_passkey,
    given_just_now,
    may_try,
    steps_of,
)
from livingwell.people.second_steps.stage import SecondStep

View = Callable[..., HttpResponse]


@open_door("whoever gives a second step is not signed in yet")
@login_stage_required(stage=SecondStep.key, redirect_urlname="sign_in")
def second_step(request: Any) -> HttpResponse:
    """After the first step, for whoever has a second one."""
    stage = request._login_stage
    account: Account = stage.login.user
    if account.closed_at is not None:
        return redirect("sign_in")
    return _ask(request, account, "people/second_step.html", stage.exit)


@place_door("belong_here")
def confirm(request: Any) -> HttpResponse:
    """Give the second step once more before changing how one signs in: an unlocked screen is not enough."""
    wanted = request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    on = wanted if here else reverse("second_steps", kwargs={"place": request.place.slug})
    return _ask(request, request.user, "people/confirm_second_step.html", lambda: redirect(on))


def _ask(request: Any, account: Account, template: str, then: Callable[[], HttpResponse]) -> HttpResponse:
    """Take a code or a passkey's answer, and go on when it is right."""
    form = SecondStepForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if answer := request.POST.get("credential", ""):
            if give_passkey(request, account, answer) is not None:
                return then()
            form = SecondStepForm()
            messages.warning(request, _("That passkey did not work here. Try again, or use a code."))
        elif not may_try(request, account):
            form.is_valid()
            form.add_error("code", _("There were a lot of tries. Please wait six minutes, or use a passkey."))
            status = 429
        elif form.is_valid():
            if give_code(request, account, form.cleaned_data["code"]) is not None:
                return then()
            form.add_error("code", _("This code does not open anything. Codes of an app change every half minute."))
    with speaking(GIVING):
        kinds = {step.type for step in steps_of(account)}
    passkey = json.dumps(ask_passkey(account)) if Authenticator.Type.WEBAUTHN in kinds else ""
    context = {"form": form, "passkey": passkey, "app": Authenticator.Type.TOTP in kinds}
    response = render(request, template, context, status=status)
    add_never_cache_headers(response)
    return response


@open_door("nobody is signed in before they sign in")
@require_POST
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone, without an address: first what the browser is to ask for, then what it answered.

    Nothing is counted here: a signature cannot be guessed, and a count could be used up by somebody else.
    """
    answer = request.POST.get("credential", "")
    if not answer:
        response: HttpResponse = JsonResponse(ask_passkey(None))
        add_never_cache_headers(response)
        return response
    step = give_passkey(request, None, answer)
    if step is None or step.user.closed_at is not None:
        messages.warning(request, _("That passkey does not open anything here. Try another way in."))
        return redirect("sign_in")
    wanted = request.POST.get("next", "")
    on = wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else None
    return perform_login(request, Login(user=step.user, redirect_url=on))


def confirmed(view: View) -> View:
    """A page that changes how somebody signs in: whoever has a second step has given it within ten minutes."""

    @wraps(view)
    def enter(request: Any, **rest: Any) -> HttpResponse:
        if steps_of(request.user) and not given_just_now(request):
            to = reverse("confirm_second_step", kwargs={"place": request.place.slug})
            on = request.path if request.method == "GET" else reverse("second_steps", args=[request.place.slug])
            return redirect(f"{to}?{urlencode({'next': on})}")
        return view(request, **rest)

    return enter
