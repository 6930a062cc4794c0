"""The page of a first conversation: to prepare with, to write on, and to tell."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from livingwell.kit import once
from livingwell.kit.permission.doors import door
from livingwell.practice.circle.voice import person_of
from livingwell.practice.frontdoor.first_conversation.forms import FirstConversationForm
from livingwell.practice.frontdoor.first_conversation.prompts import prompts_of
from livingwell.practice.frontdoor.first_conversation.reads import already_told, other_words, what_their_story_tells
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.meetings import actions
from livingwell.practice.meetings.forms import AskedAgainForm
from livingwell.practice.meetings.kind_list import suggested
from livingwell.practice.meetings.models import HowWeMeet, Meeting
from livingwell.practice.meetings.views.asking import back_to, typed_before
from livingwell.practice.meetings.views.kind_words import took
from livingwell.practice.meetings.views.telling import keep_for_later, my_draft, now_there, step_forms


@require_http_methods(["GET", "POST"])
@door(Meeting, "tell_meeting")
def first_conversation(request: Any, meeting: Meeting) -> HttpResponse:
    """What they have told is shown instead of asked; it ends with what happens next, by whom, by when."""
    if request.method == "POST" and request.POST.get("then") == "later":
        return keep_for_later(request, meeting)
    draft = my_draft(request, meeting) if request.method == "GET" else None
    person = person_of(request, meeting)
    prompts = prompts_of(request.place)
    story = what_their_story_tells(meeting.person_id, request.viewer)
    form = FirstConversationForm(
        request.POST or None,
        zone=request.place.time_zone,
        initial=now_there(request, meeting) | (typed_before(draft.typed) if draft else {}),
        prompts=prompts,
        told=already_told(meeting.person_id, prompts, request.viewer, story),
    )
    again = AskedAgainForm(
        request.POST or None, told=story, initial=typed_before(draft.typed, AskedAgainForm.prefix) if draft else {}
    )
    steps = step_forms(request, meeting, person, must=True, draft=draft)
    if request.method == "POST" and all([form.is_valid(), again.is_valid(), *[step.is_valid() for step in steps]]):
        given = form.cleaned_data
        if pressed(
            request,
            lambda: actions.tell_meeting(
                meeting,
                happened_at=form.moment(),
                their_words=given["their_words"],
                our_words=given["our_words"],
                said=form.said(),
                asked_again=[*form.again(), *again.again()],
                next_steps=[promise for step in steps if (promise := step.promise())],
                how=HowWeMeet(given["how"]),
                where=given["where"],
                also_there=given["also_there"],
                by=request.viewer,
            ),
            _("Told. Now give it to them in writing."),
        ):
            took(request, "\n".join([given["our_words"], *(said.ours for said in form.said())]))
            return redirect("letter", place=request.place.slug, pk=meeting.pk)
    ours = [form["our_words"].value() or "", *[asked.ours.value() or "" for asked in form.asked]]
    context = {
        "form": form,
        "again": again,
        "told_before": story,
        "steps": steps,
        "more_steps": any(step["words"].value() for step in steps[1:]),
        "once": once.fresh_token(),
        "meeting": meeting,
        "person": person,
        "draft": draft,
        "other_words": other_words(meeting.person_id, request.viewer),
        "suggestions": suggested(request.place.pk, "\n".join(ours)),
        "back": back_to(request, meeting.person_id, meeting.journey_id),
    }
    return render(request, "frontdoor/first_conversation.html", context)
