"""Asking for one's rights, and answering within the month."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livingwell.kit import clock, once
from livingwell.kit.components.days import day, weekday
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.secrets import keys
from livingwell.people.models import Person
from livingwell.people.reads import account_of, myself
from livingwell.practice.circle.known import way_back
from livingwell.practice.circle.reads import openings_wait
from livingwell.practice.keeping import actions, reads
from livingwell.practice.keeping.forms import AnswerForm, AskForm, EnteredAskForm, HoldForm, LongerForm
from livingwell.practice.keeping.models import Answer, Destruction, Goes, LegalHold, Request, Right
from livingwell.practice.keeping.stays import Stays, stays_by_law

FORM = require_http_methods(["GET", "POST"])


@FORM
@place_door("belong_here")
def ask_right(request: Any) -> HttpResponse:
    """Ask for a copy, for something to be put right, destroyed, or used no more; and see what became of it."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            given = form.cleaned_data
            actions.ask_right(
                myself(request.viewer), right=Right(given["right"]), words=given["words"], by=request.viewer
            )
            messages.success(request, _("It is with us. We answer within a month."))
        return redirect("ask_right", place=request.place.slug)
    going = [row for row in reads.destructions_for(request.viewer.id, request.viewer) if row.proposed_at]
    page = {"form": form, "asked": reads.requests_of(request.viewer), "destructions": going}
    return render(request, "keeping/ask_right.html", page)


@FORM
@door(Person, "enter_for")
def enter_right(request: Any, person: Person) -> HttpResponse:
    """The same, said to a worker by phone, on paper or on a bench."""
    form = EnteredAskForm(request.POST or None, today=clock.today(request.place.time_zone))
    back = way_back(request.place.slug, person.pk, request.viewer)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            given = form.cleaned_data
            by = request.viewer.entering_for(person.pk, given["channel"])
            right, words, came_on = Right(given["right"]), given["words"], given["came_on"]
            asked = actions.ask_right(person, right=right, words=words, came_on=came_on, by=by)
            said = _("It is with the privacy lead, to be answered by %(day)s.")
            messages.success(request, said % {"day": weekday(asked.due)})
        return redirect(back or "home", **({} if back else {"place": request.place.slug}))
    return render(request, "keeping/ask_right.html", {"form": form, "person": person, "back": back})


@require_GET
@place_door("look_after_privacy")
def requests(request: Any) -> HttpResponse:
    """What was asked of us, the next due first."""
    waiting = reads.requests_to_answer(request.viewer)
    done = reads.requests_to_answer(request.viewer, answered=True)
    keys.bring({one.person_id for one in (*waiting, *done)})
    today, openings = clock.today(request.place.time_zone), openings_wait(request.viewer)
    page = {"waiting": waiting, "done": done, "today": today, "openings": openings}
    return render(request, "keeping/requests.html", page)


@FORM
@door(Request, "answer_request", also=("take_longer", "copy_for_request", "begin_legal_hold", "propose_destruction"))
def answer_request(request: Any, asked: Request) -> HttpResponse:
    """One page: what was asked, by when, their copy, taking longer, a legal hold, and the answer."""
    destroy = asked.right == Right.DESTROY
    stays = stays_by_law(asked.person_id, request.place) if destroy else []
    going = reads.destructions_for(asked.person_id, request.viewer) if destroy else []
    form = AnswerForm(request.POST if "answer" in request.POST else None, initial={"words": what_to_say(stays, going)})
    longer = LongerForm(request.POST if "longer" in request.POST else None, auto_id="longer_%s")
    hold = HoldForm(request.POST if "hold" in request.POST else None, auto_id="hold_%s")
    if request.method == "POST" and (form.is_valid() or longer.is_valid() or hold.is_valid() or "copy" in request.POST):
        if once.first_time(request):
            _do(request, asked, form, longer, hold)
        if form.is_valid():
            return redirect("requests", place=request.place.slug)
        return redirect("answer_request", place=request.place.slug, pk=asked.pk)
    page = {
        "asked": asked, "form": form, "longer": longer, "hold_form": hold,
        "hold": reads.legal_hold_on(asked.person_id, request.viewer),
        "copy": reads.copy_for(asked, request.viewer),
        "destructions": going, "going": any(row.stands for row in going), "stays": stays,
        "has_account": account_of(asked.person_id) is not None,
        "today": clock.today(request.place.time_zone),
    }  # fmt: skip
    return render(request, "keeping/answer_request.html", page)


def what_to_say(stays: list[Stays], going: list[Destruction]) -> str:
    """The beginning of an answer to somebody who asked for their words to be destroyed: what goes and when, what the
    law keeps, by which law and until when. The lead changes it as they like."""
    said = []
    for row in going:
        what = _("Your story, plan and staying safe") if row.what == Goes.OWN else _("Everything")
        if row.done_at:
            said.append(_("%(what)s: destroyed on %(day)s.") % {"what": what, "day": day(row.done_at)})
        elif row.stands and row.agreed_at:
            said.append(_("%(what)s: destroyed on %(day)s.") % {"what": what, "day": day(row.due_at)})
        elif row.stands:
            said.append(_("%(what)s: can be destroyed once you agree, on your own page.") % {"what": what})
    for one in stays:
        facts = {"what": one.what.label, "law": one.because}
        if one.while_here:
            said.append(_("%(what)s: the law keeps it while we are with you, and for a time after. %(law)s") % facts)
        elif one.until:
            said.append(_("%(what)s: the law keeps it until %(day)s. %(law)s") % (facts | {"day": day(one.until)}))
    return "\n".join(said)


def _do(request: Any, asked: Request, form: AnswerForm, longer: LongerForm, hold: HoldForm) -> None:
    by = request.viewer
    if "copy" in request.POST:
        actions.copy_for_request(asked, by=by)
        messages.success(request, _("Their copy is being made."))
    elif longer.is_valid():
        actions.take_longer(asked, because=longer.cleaned_data["because"], by=by)
        messages.success(request, _("They can read why. You have three months from the day they asked."))
    elif hold.is_valid():
        actions.begin_legal_hold(asked, because=hold.cleaned_data["because"], by=by)
        messages.success(request, _("Nothing of theirs is destroyed until you end it."))
    else:
        given = form.cleaned_data
        actions.answer_request(asked, answer=Answer(given["answer"]), words=given["words"], by=by)
        messages.success(request, _("Answered. They can read it."))


@require_POST
@door(LegalHold, "end_legal_hold")
def end_legal_hold(request: Any, hold: LegalHold) -> HttpResponse:
    """What it was for is over."""
    actions.end_legal_hold(hold, by=request.viewer)
    messages.success(request, _("Ended."))
    return redirect("requests", place=request.place.slug)
