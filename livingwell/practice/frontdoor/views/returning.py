"""Coming back with the code: where somebody stands, and what they can do about it, without any account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from livingwell.kit import once
from livingwell.kit.permission.doors import open_door
from livingwell.kit.secrets.codes import tidy
from livingwell.kit.viewers import By
from livingwell.practice.frontdoor import cookies, drafts, questions, throttle
from livingwell.practice.frontdoor.actions import (
    add_to_introduction,
    ask_for_support_again,
    say_not_wanted,
)
from livingwell.practice.frontdoor.drafts import FRONT_DOOR
from livingwell.practice.frontdoor.forms import CodeForm, MoreForm
from livingwell.practice.frontdoor.reads import (
    Standing,
    coming_up,
    introducer_of_code,
    person_of_code,
    standing,
    themselves,
    who_holds,
)
from livingwell.practice.frontdoor.talking import ask_somebody_to_talk_today
from livingwell.practice.frontdoor.views.asking import Going
from livingwell.practice.frontdoor.views.welcome import WHY


@open_door(WHY)
def back(request: Any) -> HttpResponse:
    """Type the returning words: a draft goes on where it stopped, a sent one shows where it stands."""
    form = CodeForm(request.POST or None)
    waiting = False
    if request.method == "POST" and form.is_valid():
        leave = throttle.may_try(request, request.POST.get("ticket", "")[:200])
        if leave == throttle.Leave.WAIT:
            waiting = True
        else:
            found = _open(request, tidy(form.cleaned_data["code"]))
            if found is not None:
                throttle.was_right(request, leave)
                return found
            form.add_error("code", _no_such_code())
    context = {"form": form, "waiting": waiting, "ticket": throttle.new_ticket() if waiting else ""}
    response = render(request, "frontdoor/back.html", context | {"wait": throttle.WAIT}, status=429 if waiting else 200)
    if waiting:
        response["Retry-After"] = str(throttle.WAIT)
    add_never_cache_headers(response)
    return response


def _no_such_code() -> str:
    from django.utils.translation import gettext as _

    return _(
        "We cannot find these words here. Please check the spelling. Half-finished ones are kept for 14 days. "
        "If the paper is lost, ring us or begin again: nobody minds."
    )


def _open(request: Any, code: str) -> HttpResponse | None:
    here = request.place
    words = drafts.read(here, code)
    if words is not None:
        held = cookies.Visit(code, "")
        onward = questions.unanswered(Going(here, held, words).questions, words["answers"])
        response = (
            redirect("introduction_question", place=here.slug, question=onward.key)
            if onward
            else redirect("introduction_check", place=here.slug)
        )
        cookies.keep(response, cookies.DRAFT, code)
        return response
    if person_of_code(here, code) is not None or introducer_of_code(here, code) is not None:
        response = redirect("introduction", place=here.slug)
        cookies.keep(response, cookies.BACK, code)
        return response
    return None


def with_code(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where the person of this browser's code, or whoever is signed in, stands; else to where words are typed."""

    @wraps(view)
    def enter(request: Any, **rest: Any) -> HttpResponse:
        held = cookies.read(request, cookies.BACK)
        person = person_of_code(request.place, held.code) if held else None
        by: By = FRONT_DOOR
        if person is None and request.viewer is not None and request.viewer.place_id == request.place.pk:
            by, person = request.viewer, themselves(request.viewer)
        mine = standing(person, by) if person is not None else None
        if mine is None or not mine.introductions:
            return redirect("introduction_back", place=request.place.slug)
        response = view(request, mine, **rest)
        add_never_cache_headers(response)
        return response

    return enter


@open_door(WHY)
def sent(request: Any) -> HttpResponse:
    """Thank you: who will be in touch and by when, the reference, the words to come back with. Made to be printed."""
    held = cookies.read(request, cookies.BACK)
    person = person_of_code(request.place, held.code) if held else None
    introducer = introducer_of_code(request.place, held.code) if held and person is None else None
    if held is None or (person is None and introducer is None):
        return redirect("introduction_back", place=request.place.slug)
    introduction = standing(person, FRONT_DOOR).latest if person else introducer.introduction  # type: ignore[union-attr]
    holder, team = who_holds(introduction) if person else ("", "")
    response = render(
        request,
        "frontdoor/sent.html",
        {
            "introduction": introduction,
            "for_another": introducer is not None,
            "holder": holder,
            "team": team,
            "code": held.code.replace("-", " "),
            "person": person,
        },
    )
    add_never_cache_headers(response)
    return response


@open_door(WHY)
def introduction(request: Any) -> HttpResponse:
    """Where it stands. Whoever introduced somebody else learns only that it arrived."""
    held = cookies.read(request, cookies.BACK)
    introducer = introducer_of_code(request.place, held.code) if held else None
    if introducer is not None:
        response = render(request, "frontdoor/arrived.html", {"introduction": introducer.introduction})
        add_never_cache_headers(response)
        return response
    return _mine(request)


@with_code
def _mine(request: Any, mine: Standing) -> HttpResponse:
    answered = mine.latest.answers.keys() | {each.what for each in mine.additions}
    asked = [each for each in questions.ALL[mine.latest.for_whom] if not each.introducers and each.key in answered]
    coming = coming_up(mine.person) if mine.journey is not None else None
    return render(request, "frontdoor/mine.html", {"mine": mine, "asked": asked, "coming": coming})


@open_door(WHY)
@with_code
def said(request: Any, mine: Standing, question: str) -> HttpResponse:
    """One answer, what was added to it, and a box to correct it. The correction stands beside what was said."""
    asked = questions.find(list(questions.ALL[mine.latest.for_whom]), question)
    if asked is None or asked.introducers:
        return redirect("introduction", place=request.place.slug)
    form = MoreForm(request.POST or None)
    form.fields["words"].label = _correct_label()
    if request.method == "POST" and form.is_valid():
        if once.first_time(request, nobody=True):
            add_to_introduction(mine.latest, words=form.cleaned_data["words"], corrects=question, by=mine.by)
        return redirect("introduction_said", place=request.place.slug, question=question)
    lines = questions.in_words(asked, mine.latest.answers.get(question))
    beside = [each for each in mine.additions if each.what == question]
    return render(
        request,
        "frontdoor/said.html",
        {"mine": mine, "question": asked, "lines": lines, "beside": beside, "form": form},
    )


def _correct_label() -> str:
    from django.utils.translation import gettext as _

    return _("What should it say?")


@open_door(WHY)
@with_code
def add(request: Any, mine: Standing) -> HttpResponse:
    """Something more."""
    form = MoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request, nobody=True):
            add_to_introduction(mine.latest, words=form.cleaned_data["words"], by=mine.by)
        return redirect("introduction", place=request.place.slug)
    return render(request, "frontdoor/add.html", {"mine": mine, "form": form})


@open_door(WHY)
@with_code
def not_wanted(request: Any, mine: Standing) -> HttpResponse:
    """ "I don't want this": one page that says what happens, one press."""
    if request.method == "POST":
        if mine.journey is not None and once.first_time(request, nobody=True):
            say_not_wanted(mine.latest, by=mine.by)
        return redirect("introduction", place=request.place.slug)
    return render(request, "frontdoor/not_wanted.html", {"mine": mine})


@open_door(WHY)
@with_code
def again(request: Any, mine: Standing) -> HttpResponse:
    """Coming back: nothing is told again; a few words if there is something new."""
    form = MoreForm(request.POST or None)
    form.fields["words"].required = False
    form.fields["words"].label = _new_label()
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if once.first_time(request, nobody=True):
            if mine.journey is None:
                ask_for_support_again(mine.person, words=words, by=mine.by)
            elif words:  # asked for in another window a moment ago: what is new is told all the same
                add_to_introduction(mine.latest, words=words, by=mine.by)
        return redirect("introduction_sent" if mine.by is FRONT_DOOR else "introduction", place=request.place.slug)
    return render(request, "frontdoor/again.html", {"mine": mine, "form": form})


def _new_label() -> str:
    from django.utils.translation import gettext as _

    return _("Is there something new you would like to say?")


@open_door(WHY)
@with_code
def talk_today(request: Any, mine: Standing) -> HttpResponse:
    """ "I may not be safe now": help at once, and a human asked to talk today."""
    asked = False
    if request.method == "POST" and mine.journey is not None:
        if once.first_time(request, nobody=True):
            ask_somebody_to_talk_today(mine.person, by=mine.by)
        asked = True
    return render(request, "frontdoor/talk_today.html", {"mine": mine, "asked": asked})


@open_door(WHY)
def finish(request: Any) -> HttpResponse:
    """Forget everything on this device."""
    response = redirect("place", place=request.place.slug)
    cookies.forget(response)
    return response
