"""Coming in with a code of words: one given in hand, or one kept."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.doors import open_door
from livingwell.people.actions import AccountClosed, use_sign_in_code
from livingwell.people.actions.ways_in import WITH_WORDS, find_code
from livingwell.people.forms import WordsForm
from livingwell.people.models import CodeKind, Place, SignInCode
from livingwell.people.signing_in import may_try_words, new_ticket, words_were_right

#: Wrong, used, replaced, run out and somebody else's are one answer: it says nothing about any code.
NOT_THESE = _("These words do not open anything. Please check each of them, or ask your team for new ones.")


@open_door("whoever has words has nothing else to show yet")
def join(request: HttpRequest) -> HttpResponse:
    """Type the words. A code in hand leads to choosing how to come in next time; a kept one straight home."""
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not may_try_words(request, form.cleaned_data["ticket"]):
            return _wait(request, form)
        answer = _come_in(request, form.cleaned_data["code"], form.cleaned_data["ticket"])
        if answer is not None:
            return answer
        form.add_error("code", NOT_THESE)
    response = render(request, "people/join.html", {"form": form})
    add_never_cache_headers(response)
    return response


def _come_in(request: HttpRequest, typed: str, ticket: str) -> HttpResponse | None:
    with speaking(WITH_WORDS):
        found = find_code(typed)
        if found is None:
            return None
        try:
            account = use_sign_in_code(found, by=WITH_WORDS)
        except (AccountClosed, SignInCode.DoesNotExist):
            return None
        place = Place.objects.get(pk=found.place_id)
    words_were_right(request, ticket)
    on = reverse("ways_in", args=[place.slug]) if found.kind == CodeKind.IN_HAND else reverse("after_sign_in")
    request.session.flush()
    answer: HttpResponse = perform_login(request, Login(user=account, redirect_url=on))
    return answer


def _wait(request: HttpRequest, form: WordsForm) -> HttpResponse:
    """Too many wrong words from here just now: what was typed stays, with a ticket that goes through in a moment."""
    waiting = WordsForm(initial={"code": form.cleaned_data["code"], "ticket": new_ticket(request)})
    response = render(request, "people/join.html", {"form": waiting, "wait": True}, status=429)
    add_never_cache_headers(response)
    return response
