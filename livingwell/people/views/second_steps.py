"""One's own second steps: passkeys, an app that makes codes, spare codes."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret, validate_totp_code
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit import once
from livingwell.kit.permission.doors import place_door
from livingwell.people import actions
from livingwell.people.forms import AppCodeForm, NameForm
from livingwell.people.reads import myself, spare_codes_left
from livingwell.people.second_steps.giving import BROKEN, LONGEST_ANSWER, steps_of
from livingwell.people.views.second_step import confirmed


@place_door("belong_here")
def second_steps(request: Any) -> HttpResponse:
    """What I have, and what I can set up."""
    steps = steps_of(request.user)
    passkeys = [step for step in steps if step.type == Authenticator.Type.WEBAUTHN]
    context = {
        "passkeys": [{"pk": step.pk, "name": step.wrap().name, "row": step} for step in passkeys],
        "app": next((step for step in steps if step.type == Authenticator.Type.TOTP), None),
        "spare": spare_codes_left(request.user),
        "by": request.viewer.second_step_by,
    }
    return render(request, "people/second_steps.html", context)


@place_door("belong_here")
@confirmed
def add_passkey(request: Any) -> HttpResponse:
    """Make a passkey on this device, or on a key that is plugged in."""
    form = NameForm(request.POST or None, initial={"name": request.session.row.device if request.session.row else ""})
    if request.method == "POST" and form.is_valid():
        credential = _made(request.POST.get("credential", ""))
        if credential is not None:
            try:
                spare = actions.add_passkey(
                    myself(request.viewer), name=form.cleaned_data["name"], credential=credential, by=request.viewer
                )
            except actions.EnoughAlready:
                messages.warning(request, _("You have a lot of passkeys already. Take one away first."))
                return redirect("second_steps", place=request.place.slug)
            return _done(request, spare)
        form.add_error(None, _("No passkey was made. Please try again, or use an app that makes codes."))
    options = json.dumps(dict(webauthn.begin_registration(request.user, True)))
    return render(request, "people/add_passkey.html", {"form": form, "options": options})


def _made(answer: str) -> dict[str, Any] | None:
    """What the browser made, if it answers what was asked a moment ago and somebody unlocked it."""
    try:
        credential: dict[str, Any] = json.loads(answer[:LONGEST_ANSWER])
        webauthn.parse_registration_response(credential)
        made = webauthn.complete_registration(credential)
    except BROKEN:
        return None
    return credential if made.is_user_verified() else None


@place_door("belong_here")
@confirmed
def add_app(request: Any) -> HttpResponse:
    """Set up an app: it reads a picture or a key, and shows a code that proves it did."""
    form = AppCodeForm(request.POST or None)
    secret = get_totp_secret()
    if request.method == "POST" and form.is_valid():
        if validate_totp_code(secret, form.cleaned_data["code"]):
            clear_totp_secret(request)
            try:
                spare = actions.add_code_app(myself(request.viewer), secret=secret, by=request.viewer)
            except actions.EnoughAlready:
                return redirect("second_steps", place=request.place.slug)
            return _done(request, spare)
        form.add_error("code", _("This is not what the app shows now. Codes change every half minute."))
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render(request, "people/add_app.html", {"form": form, "qr": _on_white(picture), "key": spaced})


def _on_white(picture: str) -> str:
    """The drawing alone, dark on light in any colours of the page. It is made by us: no word of anybody's is in it."""
    drawing = picture[picture.index("<svg") :]
    head, _end, rest = drawing.partition(">")
    label = _("A picture for the app to read. The key beneath it says the same.")
    return mark_safe(
        f'{head} role="img" aria-label="{label}" class="qr"><rect width="100%" height="100%" fill="#fff"/>{rest}'
    )


def _done(request: Any, spare: list[str]) -> HttpResponse:
    """Spare codes are shown here, this once; with none to show, back to the list."""
    messages.success(request, _("Done. From now on this is asked for when you sign in."))
    if not spare:
        return redirect("second_steps", place=request.place.slug)
    return render(request, "people/spare_codes.html", {"codes": _spaced(spare)})


@place_door("belong_here")
@confirmed
@require_POST
def spare_codes(request: Any) -> HttpResponse:
    """Make new spare codes, shown this once."""
    if not steps_of(request.user) or not once.first_time(request):
        return redirect("second_steps", place=request.place.slug)
    codes = actions.make_spare_codes(myself(request.viewer), by=request.viewer)
    return render(request, "people/spare_codes.html", {"codes": _spaced(codes)})


def _spaced(codes: list[str]) -> list[str]:
    return [f"{code[:5]} {code[5:]}" for code in codes]


@place_door("belong_here")
@confirmed
def passkey(request: Any, number: int) -> HttpResponse:
    """Call a passkey something else."""
    row = _mine(request, number)
    if row.type != Authenticator.Type.WEBAUTHN:
        raise Http404
    form = NameForm(request.POST or None, initial={"name": row.wrap().name})
    if request.method == "POST" and form.is_valid():
        actions.name_passkey(myself(request.viewer), passkey=row, name=form.cleaned_data["name"], by=request.viewer)
        return redirect("second_steps", place=request.place.slug)
    return render(request, "people/passkey.html", {"form": form, "number": number})


@place_door("belong_here")
@confirmed
@require_POST
def remove_second_step(request: Any, number: int) -> HttpResponse:
    """Take one away."""
    actions.remove_second_step(myself(request.viewer), step=_mine(request, number), by=request.viewer)
    messages.success(request, _("Taken away."))
    return redirect("second_steps", place=request.place.slug)


def _mine(request: Any, number: int) -> Authenticator:
    found = next((step for step in steps_of(request.user) if step.pk == number), None)
    if found is None:
        raise Http404
    return found
