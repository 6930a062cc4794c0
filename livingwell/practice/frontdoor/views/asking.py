"""One question a page, checking, sending."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.doors import open_door
from livingwell.people.working_days import promised_day
from livingwell.practice.frontdoor import cookies, drafts, questions, routing
from livingwell.practice.frontdoor.actions import send_introduction
from livingwell.practice.frontdoor.drafts import FRONT_DOOR
from livingwell.practice.frontdoor.models import ForWhom
from livingwell.practice.frontdoor.reads import introducer_of_code, person_of_code
from livingwell.practice.frontdoor.views.welcome import WHY

TALK_TODAY = "talk_today"


class Going:
    """A draft in hand: its words, its questions, and which visit this is."""

    def __init__(self, place: Any, held: cookies.Visit, words: drafts.Words) -> None:
        self.place, self.code, self.visit = place, held.code, held.visit
        self.for_whom = ForWhom(words["for"])
        self.answers: questions.Answers = words["answers"]
        self.visits: dict[str, str] = words["visits"]
        self.questions = questions.asked(self.for_whom, self.answers, clock.today(place.time_zone))

    @property
    def can_be_sent(self) -> bool:
        return questions.can_be_sent(self.questions, self.answers)

    @property
    def talk_today(self) -> bool:
        return bool(self.answers.get(TALK_TODAY))

    def keep(self, question: str, given: dict[str, Any]) -> bool:
        return drafts.answer(self.place, self.code, question, given, self.visit)

    def context(self) -> dict[str, Any]:
        return {
            "going": self,
            "code": self.code.replace("-", " "),
            "promise": promised_day(self.place, clock.now()),
            "days": drafts.KEPT_FOR.days,
        }


def with_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The draft this browser holds the words of; without one, to where it can be found again."""

    @wraps(view)
    def enter(request: Any, **rest: Any) -> HttpResponse:
        held = cookies.read(request, cookies.DRAFT)
        words = drafts.read(request.place, held.code) if held else None
        if held is None or words is None:
            if held and person_of_code(request.place, held.code):
                return redirect("introduction", place=request.place.slug)
            return redirect("introduction_back", place=request.place.slug)
        response = view(request, Going(request.place, held, words), **rest)
        add_never_cache_headers(response)
        return response

    return enter


@open_door(WHY)
@with_draft
def question(request: Any, going: Going, question: str) -> HttpResponse:
    """One question. Its own button saves it; so do "save and come back" and "I may not be safe now"."""
    asked = questions.find(going.questions, question)
    if asked is None:
        return redirect("introduction_check", place=request.place.slug)
    given = going.answers.get(question)
    form = asked.form(request.POST if request.method == "POST" else None, initial=given)
    then = request.POST.get("then", "")
    if form.is_bound:
        valid = form.is_valid()
        if valid and not going.keep(question, form.cleaned_data):
            return redirect("introduction_back", place=request.place.slug)
        if then == "unsafe":
            # Help comes before a form's errors; what was typed is kept when it can be.
            return redirect("introduction_not_safe", place=request.place.slug)
        if valid:
            return _next(request, going, asked, then)
    ways = going.questions
    number = ways.index(asked) + 1
    previous = questions.before(ways, question)
    following = questions.after(ways, question)
    context = {
        "form": form,
        "asked": asked,
        "number": number,
        "total": len(ways),
        "previous": previous.key if previous else "",
        "following": following.key if following else "check",
        "changing": request.GET.get("then") == "check",
        "team": _team(going) if asked.form.__name__ == "TeamForm" else None,
    }
    return render(request, "frontdoor/question.html", context | going.context())


def _next(request: Any, going: Going, asked: questions.Question, then: str) -> HttpResponse:
    slug = request.place.slug
    if then == "later":
        return redirect("introduction_later", place=slug)
    # Asked anew: an answer may have opened or closed a question (a birth year does).
    held = drafts.read(request.place, going.code)
    answers: questions.Answers = held["answers"] if held else going.answers
    ways = questions.asked(going.for_whom, answers, clock.today(request.place.time_zone))
    following = questions.after(ways, asked.key) if asked in ways else None
    if then == "check" or following is None:
        return redirect("introduction_check", place=slug)
    return redirect("introduction_question", place=slug, question=following.key)


def _team(going: Going) -> str:
    postcode = str((going.answers.get("about") or {}).get("postcode") or "")
    return routing.team_for(going.place, postcode).name


@open_door(WHY)
@with_draft
def check(request: Any, going: Going) -> HttpResponse:
    """Everything once more before it is sent; answers of an earlier visit are named, and read one at a time."""
    rows = [
        {
            "question": each,
            "lines": questions.in_words(each, going.answers.get(each.key)),
            "earlier": each.key in going.answers and going.visits.get(each.key) != going.visit,
        }
        for each in going.questions
    ]
    missing = [each for each in going.questions if each.required and each.key not in going.answers]
    return render(request, "frontdoor/check.html", {"rows": rows, "missing": missing} | going.context())


@open_door(WHY)
def send(request: Any) -> HttpResponse:
    """Send it. Sent twice it is sent once: the second finds the draft gone, and goes where the first one went."""
    slug = request.place.slug
    held = cookies.read(request, cookies.DRAFT)
    if request.method != "POST" or held is None:
        return redirect("introduction_check", place=slug)
    with speaking(FRONT_DOOR):
        found = drafts.hold_still(request.place, held.code)
        if found is not None:
            draft, words = found
            going = Going(request.place, held, words)
            if not going.can_be_sent:
                return redirect("introduction_check", place=slug)
            send_introduction(
                request.place,
                for_whom=going.for_whom,
                answers={key: given for key, given in going.answers.items() if questions.find(going.questions, key)},
                code=held.code,
                talk_today=going.talk_today,
                by=request.viewer if _is_here(request) else FRONT_DOOR,
            )
            draft.delete()
    if found is None and not (person_of_code(request.place, held.code) or introducer_of_code(request.place, held.code)):
        return redirect("introduction_back", place=slug)
    response = redirect("introduction_sent", place=slug)
    cookies.keep(response, cookies.BACK, held.code)
    cookies.forget(response, cookies.DRAFT)
    return response


def _is_here(request: Any) -> bool:
    return request.viewer is not None and request.viewer.place_id == request.place.pk


@open_door(WHY)
@with_draft
def later(request: Any, going: Going) -> HttpResponse:
    """Saved. The words to come back with; and, on a shared computer, a way to leave nothing behind."""
    if request.method == "POST":
        if request.POST.get("then") == "discard":
            drafts.discard(request.place, going.code)
        response = redirect("place", place=request.place.slug)
        cookies.forget(response, cookies.DRAFT)
        return response
    onward = questions.unanswered(going.questions, going.answers)
    return render(request, "frontdoor/later.html", {"onward": onward} | going.context())


@open_door(WHY)
@with_draft
def not_safe(request: Any, going: Going) -> HttpResponse:
    """Crisis help, at once; and a way to ask that somebody in the team talks with them today."""
    if request.method == "POST":
        going.keep(TALK_TODAY, {"asked": True} if request.POST.get("then") != "no" else {})
        missing = next((each for each in going.questions if each.required and each.key not in going.answers), None)
        if missing is None:
            return redirect("introduction_check", place=request.place.slug)
        return redirect("introduction_question", place=request.place.slug, question=missing.key)
    onward = questions.unanswered(going.questions, going.answers)
    return render(request, "frontdoor/not_safe.html", {"onward": onward} | going.context())
