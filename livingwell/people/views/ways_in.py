"""One's own ways in: an address, a number, words to keep; and a worker giving somebody words in hand."""

from __future__ import annotations

import secrets
import time
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit import once
from livingwell.kit.permission.doors import door, place_door
from livingwell.people.actions import (
    AddressTaken,
    LastWayIn,
    give_sign_in_code,
    make_kept_code,
    remove_sign_in_address,
    set_sign_in_address,
)
from livingwell.people.codes_sent import email_already_used, email_code, text_already_used, text_code
from livingwell.people.forms import AddressForm, CodeForm
from livingwell.people.models import Person
from livingwell.people.reads import (
    account_of,
    account_with_email,
    account_with_phone,
    codes_given_to,
    kept_code_of,
    myself,
)
from livingwell.people.signing_in import may_be_sent, may_guess

ADDING = "adding_way_in"
CODE_LASTS = 10 * 60


@place_door("belong_here")
def ways_in(request: Any) -> HttpResponse:
    """How I sign in."""
    context = {
        "account": account_of(request.viewer.id),
        "kept": kept_code_of(request.viewer),
        "given": list(codes_given_to(request.viewer)),
    }
    return render(request, "people/ways_in.html", context)


@place_door("belong_here")
def add_address(request: Any) -> HttpResponse:
    """Add an address or a number: a code goes to it first, so that a mistyped one lets nobody in."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if may_be_sent(request, form.to):
            _send_code(request, form)
            return redirect("confirm_address", place=request.place.slug)
        form.add_error("address", _("We have sent a lot of codes just now. Please try again in a few minutes."))
    return render(request, "people/add_address.html", {"form": form})


def _send_code(request: Any, form: AddressForm) -> None:
    """Send a code, or tell whoever has the address already; the page that follows is the same for both."""
    email, phone = form.cleaned_data.get("email", ""), form.cleaned_data.get("phone", "")
    taken = account_with_email(email) if email else account_with_phone(phone)
    code = f"{secrets.randbelow(10**8):08d}"
    shown = f"{code[:4]}-{code[4:]}"
    if taken is not None and taken.person_id != request.viewer.id:
        code = ""
        email_already_used(email) if email else text_already_used(phone)
    elif email:
        email_code(email, shown)
    else:
        text_code(phone, shown)
    process = secrets.token_hex(8)
    request.session[ADDING] = {"email": email, "phone": phone, "code": code, "at": time.time(), "id": process}


@place_door("belong_here")
def confirm_address(request: Any) -> HttpResponse:
    """The code came back: from now on codes can go there."""
    adding = request.session.get(ADDING)
    if adding is None or time.time() - adding["at"] > CODE_LASTS:
        request.session.pop(ADDING, None)
        return redirect("add_address", place=request.place.slug)
    form = CodeForm(request.POST or None, code=adding["code"])
    if request.method == "POST":
        if not may_guess(f"adding:{adding['id']}"):
            request.session.pop(ADDING, None)
            messages.info(request, _("That code did not work. Please ask for a new one."))
            return redirect("add_address", place=request.place.slug)
        if form.is_valid() and compare_user_code(actual=form.cleaned_data["code"], expected=adding["code"]):
            request.session.pop(ADDING, None)
            try:
                set_sign_in_address(
                    myself(request.viewer), email=adding["email"], phone=adding["phone"], by=request.viewer
                )
            except AddressTaken:  # since the code was sent
                return redirect("add_address", place=request.place.slug)
            messages.success(request, _("Done. You can sign in with it now."))
            return redirect("ways_in", place=request.place.slug)
    return render(request, "people/confirm_address.html", {"form": form, "to": adding["email"] or adding["phone"]})


@place_door("belong_here")
@require_POST
def remove_address(request: Any, what: str) -> HttpResponse:
    """Take an address or a number away."""
    if what not in {"email", "phone"}:
        raise Http404
    try:
        remove_sign_in_address(myself(request.viewer), what=what, by=request.viewer)
    except LastWayIn:
        messages.warning(request, _("This is your only way in. Add another first, or make words to keep."))
    else:
        messages.success(request, _("Taken away."))
    return redirect("ways_in", place=request.place.slug)


@place_door("belong_here")
@require_POST
def keep_code(request: Any) -> HttpResponse:
    """Make words to keep, shown this once."""
    if not once.first_time(request):
        return redirect("ways_in", place=request.place.slug)
    code = make_kept_code(myself(request.viewer), by=request.viewer)
    return render(request, "people/kept_code.html", {"code": code.replace("-", " ")})


@door(Person, "give_sign_in_code")
def give_code(request: Any, person: Person) -> HttpResponse:
    """A worker gives somebody words in hand: what they open is said first, the words are shown once."""
    code = ""
    if request.method == "POST" and once.first_time(request):
        code = give_sign_in_code(person, by=request.viewer).replace("-", " ")
    return render(request, "people/give_code.html", {"person": person, "code": code, "again": request.method == "POST"})
