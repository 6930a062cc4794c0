"""Planning to meet; putting it off; having missed each other; and the page of one meeting."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from livingwell.kit import clock, once
from livingwell.kit.permission.doors import door
from livingwell.practice.circle.voice import other_person_of, person_of
from livingwell.practice.holding.models import Journey
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.meetings import actions
from livingwell.practice.meetings.forms import PlanForm, WordsForm
from livingwell.practice.meetings.models import HowWeMeet, Meeting, MeetingKind, MeetingStage
from livingwell.practice.meetings.reads import told
from livingwell.practice.meetings.views.asking import back_to, go, layout, workers_beside

FORM = require_http_methods(["GET", "POST"])


@door(Meeting, also=("tell_meeting", "put_off_meeting", "miss_meeting", "correct_meeting", "give_letter"))
def meeting(request: Any, shown: Meeting) -> HttpResponse:
    """One meeting: planned, or what was said in two voices with everything that stands beside it."""
    themselves = shown.person_id == request.viewer.id
    context = {
        "meeting": shown,
        "person": other_person_of(request, shown),
        "told": told(shown, request.viewer) if shown.stage == MeetingStage.HAPPENED else None,
        "back": back_to(request, shown.person_id, shown.journey_id),
        "layout": layout(request),
    }
    template = "meetings/own_meeting.html" if themselves else "meetings/meeting.html"
    return render(request, template, context)


@FORM
@door(Journey, "plan_meeting")
def plan_meeting(request: Any, journey: Journey) -> HttpResponse:
    """When, where, how, with whom."""
    viewer, place = request.viewer, request.place
    workers = workers_beside(viewer, journey.person_id)
    asked = request.GET.get("kind", "")
    form = PlanForm(
        request.POST or None,
        zone=place.time_zone,
        workers=workers,
        initial={
            "kind": asked if asked in MeetingKind.values else MeetingKind.MEETING,
            "led_by": str(workers[0].pk) if workers else "",
            "how": HowWeMeet.TABLE,
        },
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if pressed(
            request,
            lambda: actions.plan_meeting(
                journey,
                planned_for=form.moment(),
                how=HowWeMeet(given["how"]),
                where=given["where"],
                also_there=given["also_there"],
                kind=MeetingKind(given["kind"]),
                led_by=form.workers[given["led_by"]],
                by=viewer,
            ),
            _("Planned."),
        ):
            return go(request, journey.person_id, journey.pk)
    context = {
        "form": form,
        "person": person_of(request, journey),
        "back": back_to(request, journey.person_id, journey.pk),
    }
    return render(request, "meetings/plan_meeting.html", context)


@require_POST
@door(Journey, "plan_meeting")
def begin_meeting(request: Any, journey: Journey) -> HttpResponse:
    """ "We have just spoken": a meeting of this moment, and straight on to telling it. The first time anybody speaks
    with them, that is their first conversation: what they told already is in front of whoever writes."""
    fresh = once.first_time(request)
    begun: Meeting | None = None
    if fresh:
        kind = request.POST.get("meeting", "")  # the button's own "kind" is how it looks
        begun = actions.plan_meeting(
            journey,
            planned_for=clock.now(),
            how=HowWeMeet.PHONE,
            kind=MeetingKind(kind) if kind in MeetingKind.values else MeetingKind.MEETING,
            by=request.viewer,
        )
    else:
        mine = Meeting.objects.visible_to(request.viewer).filter(journey_id=journey.pk, stage=MeetingStage.PLANNED)
        begun = mine.filter(led_by_id=request.viewer.id).order_by("-planned_at").first()
    if begun is None:
        return go(request, journey.person_id, journey.pk)
    return redirect("tell_meeting", place=request.place.slug, pk=begun.pk)


@FORM
@door(Meeting, "put_off_meeting")
def put_off_meeting(request: Any, planned: Meeting) -> HttpResponse:
    """Not then. The person says so themselves, or a worker does."""
    themselves = planned.person_id == request.viewer.id
    form = WordsForm(
        request.POST or None,
        label=_("Is there anything you would like us to know?") if themselves else _("A word about it"),
        help_text=_("You can leave this empty.") if themselves else _("They can read this. You can leave it empty."),
        required=False,
    )
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if pressed(
            request,
            lambda: actions.put_off_meeting(planned, words=words, by=request.viewer),
            _("Put off. We will find another time together.") if themselves else _("Put off. Plan another time?"),
        ):
            return go(request, planned.person_id, planned.journey_id)
    return _of_planned(request, planned, form, "meetings/own_put_off.html" if themselves else "meetings/put_off.html")


@FORM
@door(Meeting, "miss_meeting")
def miss_meeting(request: Any, planned: Meeting) -> HttpResponse:
    """We missed each other."""
    form = WordsForm(
        request.POST or None,
        label=_("What might you try next?"),
        help_text=_("They can read this. You can leave it empty."),
        required=False,
    )
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if pressed(
            request,
            lambda: actions.miss_meeting(planned, words=words, by=request.viewer),
            _("Written down: you missed each other."),
        ):
            return go(request, planned.person_id, planned.journey_id)
    return _of_planned(request, planned, form, "meetings/missed.html")


def _of_planned(request: Any, planned: Meeting, form: WordsForm, template: str) -> HttpResponse:
    context = {
        "form": form,
        "meeting": planned,
        "person": other_person_of(request, planned),
        "back": back_to(request, planned.person_id, planned.journey_id),
    }
    return render(request, template, context)
