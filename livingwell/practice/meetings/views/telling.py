"""Telling a meeting: drafts that survive, two voices, what happens next; corrections; the letter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from livingwell.kit import clock, once
from livingwell.kit.ids import sent_id
from livingwell.kit.permission.acts import Refused, allows
from livingwell.kit.permission.doors import door
from livingwell.practice.circle.voice import person_of
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.meetings import actions
from livingwell.practice.meetings.forms import (
    AskedAgainForm,
    EnteredWordsForm,
    LetterForm,
    StepForm,
    TellForm,
    WordsForm,
)
from livingwell.practice.meetings.kind_list import suggested
from livingwell.practice.meetings.models import Answer, Draft, HowWeMeet, LetterHow, Meeting, MeetingKind, MeetingStage
from livingwell.practice.meetings.reads import told
from livingwell.practice.meetings.told_before import told_before
from livingwell.practice.meetings.views.asking import (
    as_typed,
    back_to,
    go,
    typed_before,
    workers_beside,
)
from livingwell.practice.meetings.views.kind_words import took

FORM = require_http_methods(["GET", "POST"])
STEPS = 3


def step_forms(request: Any, meeting: Meeting, person: Any, *, must: bool, draft: Draft | None) -> list[StepForm]:
    """The rows of what happens next: the viewer first, then colleagues, then the person themselves."""
    who = [(str(one.person_id), one.known_as) for one in workers_beside(request.viewer, meeting.person_id)]
    who.append((str(person.pk), person.name))
    return [
        StepForm(
            request.POST or None,
            prefix=f"step{number}",
            who=who,
            must=must and number == 0,
            initial={"who": str(request.viewer.id)} | (typed_before(draft.typed, f"step{number}") if draft else {}),
        )
        for number in range(STEPS)
    ]


def now_there(request: Any, meeting: Meeting) -> dict[str, Any]:
    """What the form of a told meeting begins with."""
    local = clock.now().astimezone(TellForm(zone=request.place.time_zone).zone)
    planned = meeting.planned_for.astimezone(local.tzinfo)
    when = planned if planned <= local else local
    return {
        "day": when.date(),
        "time": when.time().replace(second=0, microsecond=0),
        "how": meeting.how,
        "where": meeting.where,
        "also_there": meeting.also_there,
    }


def my_draft(request: Any, meeting: Meeting) -> Draft | None:
    draft: Draft | None = (
        Draft.objects.visible_to(request.viewer).filter(meeting_id=meeting.pk, saved_by_id=request.viewer.id).first()
    )
    return draft


@FORM
@door(Meeting, "tell_meeting")
def tell_meeting(request: Any, meeting: Meeting) -> HttpResponse:
    """It happened: their words, yours, what happens next."""
    if meeting.kind == MeetingKind.FIRST:
        return redirect("first_conversation", place=request.place.slug, pk=meeting.pk)
    if request.method == "POST" and request.POST.get("then") == "later":
        return keep_for_later(request, meeting)
    draft = my_draft(request, meeting) if request.method == "GET" else None
    person = person_of(request, meeting)
    begin = now_there(request, meeting) | (typed_before(draft.typed) if draft else {})
    form = TellForm(request.POST or None, zone=request.place.time_zone, initial=begin)
    steps = step_forms(request, meeting, person, must=False, draft=draft)
    known = told_before(meeting.person_id, request.viewer)
    again = AskedAgainForm(
        request.POST or None, told=known, initial=typed_before(draft.typed, AskedAgainForm.prefix) if draft else {}
    )
    if request.method == "POST" and all([form.is_valid(), again.is_valid(), *[step.is_valid() for step in steps]]):
        given = form.cleaned_data
        if pressed(
            request,
            lambda: actions.tell_meeting(
                meeting,
                happened_at=form.moment(),
                their_words=given["their_words"],
                our_words=given["our_words"],
                how=HowWeMeet(given["how"]),
                where=given["where"],
                also_there=given["also_there"],
                asked_again=again.again(),
                next_steps=[promise for step in steps if (promise := step.promise())],
                by=request.viewer,
            ),
            _("Told. They can read it."),
        ):
            took(request, given["our_words"])
            return redirect("meeting", place=request.place.slug, pk=meeting.pk)
    context = {
        "form": form,
        "again": again,
        "told_before": known,
        "steps": steps,
        "more_steps": any(step["words"].value() for step in steps[1:]),
        "once": once.fresh_token(),
        "meeting": meeting,
        "person": person,
        "draft": draft,
        "suggestions": suggested(request.place.pk, form["our_words"].value() or ""),
        "back": back_to(request, meeting.person_id, meeting.journey_id),
    }
    return render(request, "meetings/tell_meeting.html", context)


def keep_for_later(request: Any, meeting: Meeting) -> HttpResponse:
    """ "Save and come back": what is typed is kept, finished or not."""
    actions.save_meeting_draft(meeting, typed=as_typed(request.POST), by=request.viewer)
    messages.success(request, _("Saved for you alone. Come back to it whenever you like."))
    return go(request, meeting.person_id, meeting.journey_id)


@require_POST
@door(Meeting, "save_meeting_draft")
def save_meeting_draft(request: Any, meeting: Meeting) -> HttpResponse:
    """While somebody writes, every few seconds; a page too, for whoever has no JavaScript."""
    if not request.htmx:
        return keep_for_later(request, meeting)
    actions.save_meeting_draft(meeting, typed=as_typed(request.POST), by=request.viewer)
    return render(request, "meetings/draft_saved.html", {"at": clock.now()})


@FORM
@door(Meeting)
def correct_meeting(request: Any, meeting: Meeting) -> HttpResponse:
    """How the person would put it: by themselves, or entered for them by a worker."""
    themselves = meeting.person_id == request.viewer.id
    person = person_of(request, meeting)
    if meeting.stage != MeetingStage.HAPPENED or not (themselves or allows(person, "enter_for", request.viewer)):
        raise Refused(_("Only the person themselves, or somebody they told it to, can correct this."))
    answers = Answer.objects.visible_to(request.viewer).filter(meeting_id=meeting.pk)
    about = answers.filter(pk=sent_id(request.GET.get("answer"))).first()
    kind: Any = WordsForm if themselves else EnteredWordsForm
    form = kind(
        request.POST or None,
        label=_("How would you put it?") if themselves else _("How they would put it, in their words"),
        help_text=_("Your words stand beside the text. The text stays as it was."),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        by = request.viewer if themselves else request.viewer.entering_for(meeting.person_id, given["channel"])
        if pressed(
            request,
            lambda: actions.correct_meeting(meeting, words=given["words"], answer=about, by=by),
            _("Thank you. It stands beside the text now."),
        ):
            return redirect("meeting", place=request.place.slug, pk=meeting.pk)
    context = {"form": form, "meeting": meeting, "answer": about, "person": None if themselves else person}
    return render(request, "meetings/own_correct.html" if themselves else "meetings/correct.html", context)


@door(Meeting, also=("give_letter",))
def letter(request: Any, meeting: Meeting) -> HttpResponse:
    """What was said and what happens next, for the person to keep: a page to print."""
    if meeting.stage != MeetingStage.HAPPENED:
        return redirect("meeting", place=request.place.slug, pk=meeting.pk)
    context = {
        "meeting": meeting,
        "told": told(meeting, request.viewer, letters=False),
        "person": person_of(request, meeting),
        "form": LetterForm() if meeting.may_give_letter else None,  # type: ignore[attr-defined]
    }
    return render(request, "meetings/letter.html", context)


@require_POST
@door(Meeting, "give_letter")
def give_letter(request: Any, meeting: Meeting) -> HttpResponse:
    """The person has it in writing now."""
    form = LetterForm(request.POST)
    if form.is_valid():
        how = LetterHow(form.cleaned_data["how"])
        pressed(
            request,
            lambda: actions.give_letter(meeting, how=how, by=request.viewer),
            _("Written down: they have it in writing."),
        )
    else:
        messages.warning(request, _("Please choose how they got it."))
    return redirect("meeting", place=request.place.slug, pk=meeting.pk)
