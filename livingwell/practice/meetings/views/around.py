"""Around meetings: reaching out, the team's notes, what happens next, and everything that was written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from livingwell.kit.permission.doors import door
from livingwell.practice.circle.voice import other_person_of, person_of
from livingwell.practice.holding.models import Journey
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.meetings import actions
from livingwell.practice.meetings.forms import AttemptForm, HoldBackForm, StepForm, WordsForm
from livingwell.practice.meetings.kind_list import suggested
from livingwell.practice.meetings.models import CameOfIt, Channel, HeldBack, HeldBackWords, NextStep, Note
from livingwell.practice.meetings.reads import writing_of
from livingwell.practice.meetings.views.asking import back_to, go, workers_beside
from livingwell.practice.meetings.views.kind_words import took

FORM = require_http_methods(["GET", "POST"])


def _page(request: Any, row: Any, template: str, **more: Any) -> HttpResponse:
    journey_id = row.pk if isinstance(row, Journey) else row.journey_id
    context = {
        "person": other_person_of(request, row),
        "back": back_to(request, row.person_id, journey_id),
        **more,
    }
    return render(request, template, context)


@FORM
@door(Journey, "log_attempt")
def log_attempt(request: Any, journey: Journey) -> HttpResponse:
    """Somebody reached out; what came of it."""
    form = AttemptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if pressed(
            request,
            lambda: actions.log_attempt(
                journey,
                channel=Channel(given["channel"]),
                came_of_it=CameOfIt(given["came_of_it"]),
                words=given["words"],
                by=request.viewer,
            ),
            _("Written down: you reached out."),
        ):
            return go(request, journey.person_id, journey.pk)
    return _page(request, journey, "meetings/log_attempt.html", form=form)


@FORM
@door(Journey, "write_note")
def write_note(request: Any, journey: Journey) -> HttpResponse:
    """A note of the team's, kept as it was written; kinder words are suggested afterwards, to whoever wrote it."""
    form = WordsForm(
        request.POST or None, label=_("The team’s note"), help_text=_("About our own work. They can read it.")
    )
    if request.method == "POST" and form.is_valid():
        words, made = form.cleaned_data["words"], []
        kept = pressed(
            request,
            lambda: made.append(actions.write_note(journey, words=words, by=request.viewer)),
            _("Kept."),
        )
        if made:
            took(request, words)
        if made and (suggested(request.place.pk, words) or request.POST.get("then") == "hold_back"):
            return redirect("note", place=request.place.slug, pk=made[0].pk)
        if kept:
            return go(request, journey.person_id, journey.pk)
    return _page(request, journey, "meetings/write_note.html", form=form, journey=journey)


@door(Note, also=("hold_back_line",))
def note(request: Any, shown: Note) -> HttpResponse:
    """One note, what is held back beside it, and kinder words for whoever wrote it."""
    viewer = request.viewer
    held_back = list(HeldBack.objects.visible_to(viewer).filter(note_id=shown.pk).order_by("held_back_at"))
    words = {
        one.held_back_id: one.words
        for one in HeldBackWords.objects.visible_to(viewer).filter(held_back__in=[row.pk for row in held_back])
    }
    mine = shown.written_by_id == viewer.id
    template = "meetings/own_note.html" if shown.person_id == viewer.id else "meetings/note.html"
    return _page(
        request,
        shown,
        template,
        note=shown,
        held_back=[(row, words.get(row.pk, "")) for row in held_back],
        suggestions=suggested(request.place.pk, shown.words) if mine else [],
    )


@FORM
@door(Note, "hold_back_line")
def hold_back_line(request: Any, shown: Note) -> HttpResponse:
    """What somebody else told in confidence: kept from the person, with a reason that they read."""
    form = HoldBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if pressed(
            request,
            lambda: actions.hold_back_line(shown, words=given["words"], why=given["why"], by=request.viewer),
            _("Held back. They read your reason, and not the line."),
        ):
            return redirect("note", place=request.place.slug, pk=shown.pk)
    return _page(request, shown, "meetings/hold_back_line.html", form=form, note=shown)


@FORM
@door(Journey, "promise_next_step")
def promise_next_step(request: Any, journey: Journey) -> HttpResponse:
    """What will happen, by whom, by when."""
    person = person_of(request, journey)
    who = [(str(one.person_id), one.known_as) for one in workers_beside(request.viewer, journey.person_id)]
    who.append((str(person.pk), person.name))
    form = StepForm(request.POST or None, who=who, must=True, initial={"who": str(request.viewer.id)})
    promise = form.promise() if request.method == "POST" and form.is_valid() else None
    if promise and pressed(
        request,
        lambda: actions.promise_next_step(journey, promise=promise, by=request.viewer),
        _("Promised."),
    ):
        return go(request, journey.person_id, journey.pk)
    back = back_to(request, journey.person_id, journey.pk)
    return render(request, "meetings/promise_next_step.html", {"form": form, "person": person, "back": back})


@require_POST
@door(NextStep, "keep_next_step")
def keep_next_step(request: Any, step: NextStep) -> HttpResponse:
    """It is done."""
    pressed(request, lambda: actions.keep_next_step(step, by=request.viewer), _("Done. Thank you."))
    return _after_step(request, step)


@FORM
@door(NextStep, "let_go_next_step")
def let_go_next_step(request: Any, step: NextStep) -> HttpResponse:
    """It will not happen, or need not; and why."""
    themselves = step.person_id == request.viewer.id
    form = WordsForm(
        request.POST or None,
        label=_("Why is it let go?"),
        help_text="" if themselves else _("They can read this."),
        required=not themselves,
    )
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if pressed(request, lambda: actions.let_go_next_step(step, words=words, by=request.viewer), _("Let go.")):
            return _after_step(request, step)
    template = "meetings/own_let_go.html" if themselves else "meetings/let_go.html"
    context = {"form": form, "step": step, "back": _after_step(request, step).headers["Location"]}
    return render(request, template, context)


def _after_step(request: Any, step: NextStep) -> HttpResponse:
    """Back to the journey, home, or for whoever only promised it, to their day."""
    if step.person_id == request.viewer.id:
        return redirect("home", place=request.place.slug)
    journeys = Journey.objects.visible_to(request.viewer).not_shown("only to know where to go back to")
    if journeys.filter(pk=step.journey_id).exists():
        return redirect("journey", place=request.place.slug, pk=step.journey_id)
    return redirect("day", place=request.place.slug)


@door(Journey, also=("write_note", "log_attempt"))
def writing(request: Any, journey: Journey) -> HttpResponse:
    """Everything written when we met, tried to reach each other, and in the team's notes; the latest first."""
    shown, later = writing_of(journey.person_id, request.viewer, before=_before(request.GET.get("before", "")))
    template = "meetings/own_writing.html" if journey.person_id == request.viewer.id else "meetings/writing.html"
    later_url = f"{request.path}?before={later.replace('+', '%2B')}" if later else ""
    return _page(request, journey, template, journey=journey, writing=shown, later=later_url)


def _before(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
