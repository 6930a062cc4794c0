"""The place's public page, and beginning."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language

from livingwell.kit import clock
from livingwell.kit.permission.doors import open_door
from livingwell.kit.secrets.codes import new_code
from livingwell.people.crisis import crisis_lines
from livingwell.people.models import Place
from livingwell.people.working_days import promised_day
from livingwell.practice.frontdoor import cookies, drafts, questions
from livingwell.practice.frontdoor.models import ForWhom

WHY = "asking for support needs no account"
#: A code made for a form that nobody sends is worth nothing: it opens a draft only once one was begun with it.
_signer = signing.TimestampSigner(salt="frontdoor.code")


def address(name: str, place: Place) -> str:
    """The address of another room's page, '' while that room has none."""
    try:
        return reverse(name, kwargs={"place": place.slug})
    except NoReverseMatch:
        return ""


def sign_in_address(place: Place) -> str:
    try:
        return reverse("sign_in")
    except NoReverseMatch:
        return ""


#: The public page as it was drawn for people whom nobody knows yet, by all that it is drawn from: the same for each.
_drawn: dict[tuple[object, ...], str] = {}
DRAWN_AT_MOST = 200


@open_door("the place's public page")
def place(request: Any) -> HttpResponse:
    """Who we are, that no referral is needed, and the ways in."""
    here: Place = request.place
    promise = promised_day(here, clock.now())
    if request.viewer is not None or cookies.DRAFT in request.COOKIES or len(get_messages(request)):
        return HttpResponse(_draw(request, promise, cookies.read(request, cookies.DRAFT) is not None))
    of = (get_language(), promise, str(crisis_lines(here)), *(str(getattr(here, name)) for name in _columns()))
    page = _drawn.get(of)
    if page is None or settings.DEBUG:
        if len(_drawn) >= DRAWN_AT_MOST:
            _drawn.clear()  # yesterday's, mostly
        page = _drawn[of] = _draw(request, promise, has_draft=False)
    return HttpResponse(page)


def _draw(request: Any, promise: date, has_draft: bool) -> str:
    page = {
        "promise": promise,
        "supports_url": address("supports", request.place),
        "sign_in_url": sign_in_address(request.place),
        "has_draft": has_draft,
    }
    return render_to_string("frontdoor/place.html", page, request)


@cache
def _columns() -> list[str]:
    return [field.attname for field in Place._meta.concrete_fields]


@open_door(WHY)
def introduce(request: Any) -> HttpResponse:
    """For whom?"""
    return render(request, "frontdoor/introduce.html", {"ways": ForWhom})


@open_door(WHY)
def begin(request: Any, for_whom: str) -> HttpResponse:
    """What will happen, the words that bring somebody back, and a button to begin."""
    here: Place = request.place
    if request.method == "POST":
        try:
            code = _signer.unsign(request.POST.get("code", "")[:200], max_age=12 * 3600)
        except signing.BadSignature:
            code = new_code()
        # Signed in and asking for themselves: what we know already is there to be changed, not asked again.
        drafts.begin(here, code, {"for": for_whom, "answers": _known(request, for_whom), "visits": {}})
        first = questions.ALL[for_whom][0]
        response: HttpResponse = redirect("introduction_question", place=here.slug, question=first.key)
        cookies.keep(response, cookies.DRAFT, code)
        return response
    code = new_code()
    asked = questions.asked(for_whom, {}, clock.today(here.time_zone))
    response = render(
        request,
        "frontdoor/begin.html",
        {
            "for_whom": for_whom,
            "code": code.replace("-", " "),
            "signed_code": _signer.sign(code),
            "how_many": len(asked),
            "promise": promised_day(here, clock.now()),
            "days": drafts.KEPT_FOR.days,
        },
    )
    add_never_cache_headers(response)
    return response


def _known(request: HttpRequest, for_whom: str) -> questions.Answers:
    from livingwell.people.models import Person

    viewer = getattr(request, "viewer", None)
    if viewer is None or for_whom != ForWhom.ME:
        return {}
    person = Person.objects.visible_to(viewer).filter(pk=viewer.id).first()
    if person is None:
        return {}
    reach = {"phone": person.phone, "email": person.email, "other": person.reach}
    known: questions.Answers = {"name": {"name": person.name}}
    return known | ({"reach": reach} if any(reach.values()) else {})
