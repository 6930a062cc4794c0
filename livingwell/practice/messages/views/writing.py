"""Writing to one's team and back, and reading it; on paper for whoever asked for it by post."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from livingwell.kit import clock
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.unsent.keeping import keeping, sent
from livingwell.people.models import Person
from livingwell.people.working_days import promised_day
from livingwell.practice.circle.voice import other_person_of, person_of
from livingwell.practice.holding.models import Journey
from livingwell.practice.holding.reads import open_journey_of
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.meetings.views.asking import back_to
from livingwell.practice.meetings.views.kind_words import took
from livingwell.practice.messages import actions
from livingwell.practice.messages.forms import EnteredMessageForm, EnteredWayForm, MessageForm, WayForm
from livingwell.practice.messages.models import ChosenWay, Message, Told, WayToTell
from livingwell.practice.messages.reads import conversation, way_of
from livingwell.practice.messages.telling_them import signs_in

FORM = require_http_methods(["GET", "POST"])
#: Unsent words of a message to one's own team; with the journey's id, of a worker's.
MINE = "write_message"
#: What a worker is told once they have written, by how the person was told.
AND_NOW = {
    Told.HERE: _("Sent. They read it when they sign in."),
    Told.EMAIL: _("Sent. An email tells them that there is something to read."),
    Told.EMAIL_WORDS: _("Sent by email, as they chose."),
    Told.TEXT: _("Sent. A text tells them that there is something to read."),
    Told.RING: _("Kept here. They asked to be rung: please ring and tell them."),
    Told.POST: _("Kept here. They asked for it by post: please print it and send it."),
    Told.UNSAFE: _("Kept here. Nothing was sent: they have not said that it is safe. Please ring them."),
    Told.NO_WAY: _("Kept here. Nothing was sent: they cannot sign in and chose no other way. Please ring or print it."),
}


@place_door("belong_here")
def messages(request: Any) -> HttpResponse:
    """My own: what my team and I wrote to each other."""
    viewer = request.viewer
    shown, later = conversation(viewer.id, viewer, before=_before(request))
    journey = open_journey_of(viewer.id, viewer)
    kept = keeping(request, MINE) if journey else None
    context = {
        "shown": shown,
        "whose": viewer.name,
        "later": f"{request.path}?before={later.replace('+', '%2B')}" if later else "",
        "journey": journey,
        "form": MessageForm(initial=kept.typed) if kept else None,
        "keeping": kept,
        "way": way_of(viewer.id, viewer),
        "read_by": promised_day(request.place, clock.now()),
    }
    return render(request, "messages/own.html", context)


@FORM
@door(Journey, also=("write_message",))
def write_message(request: Any, journey: Journey) -> HttpResponse:
    """The conversation as the team reads it, and words to add; the person's own page is `messages`."""
    viewer, themselves = request.viewer, journey.person_id == request.viewer.id
    may = journey.may_write_message  # type: ignore[attr-defined]
    kept = keeping(request, MINE if themselves else f"{MINE}:{journey.pk}", about=journey.person_id) if may else None
    form = MessageForm(request.POST or None, initial=kept.typed) if kept else None
    if form is not None and request.method == "POST" and form.is_valid():
        made: list[Message] = []
        words = form.cleaned_data["words"]
        if pressed(request, lambda: made.append(actions.write_message(journey, words=words, by=viewer)), _("Sent.")):
            sent(request)
            _say_how(request, made)
            if not themselves:
                took(request, words)
            return redirect(
                "messages" if themselves else "write_message", request.place.slug, *([] if themselves else [journey.pk])
            )
    if themselves and request.method == "GET":
        return redirect("messages", request.place.slug)
    shown, later = conversation(journey.person_id, viewer, before=_before(request))
    person, way = other_person_of(request, journey), way_of(journey.person_id, viewer)
    context = {
        "shown": shown,
        "whose": person.name if person else viewer.name,
        "later": f"{request.path}?before={later.replace('+', '%2B')}" if later else "",
        "journey": journey,
        "form": form,
        "keeping": kept,
        "way": way,
        "signs_in": way is not None or person is None or signs_in(person),
        "read_by": promised_day(request.place, clock.now()),
        "person": person,
        "back": back_to(request, journey.person_id, journey.pk),
    }
    return render(request, "messages/own.html" if themselves else "messages/conversation.html", context)


def _say_how(request: Any, made: list[Message]) -> None:
    """What is left to do, said to the worker who wrote; the person is only told that it is sent."""
    if made and made[0].told:
        list(said.get_messages(request))  # "Sent." alone would leave out what matters
        said.success(request, AND_NOW[Told(made[0].told)])


@FORM
@door(Journey, also=("write_message",))
def enter_message(request: Any, journey: Journey) -> HttpResponse:
    """What somebody told a worker, for their whole team to read, as their words."""
    person = person_of(request, journey)
    form = EnteredMessageForm(request.POST or None)
    by = request.viewer.entering_for(journey.person_id, "")
    if person.pk == request.viewer.id or not journey.may(by, "write_message"):
        return redirect("write_message", request.place.slug, journey.pk)
    if request.method == "POST" and form.is_valid():
        by = request.viewer.entering_for(journey.person_id, form.cleaned_data["channel"])
        words = form.cleaned_data["words"]
        if pressed(request, lambda: actions.write_message(journey, words=words, by=by), _("Kept as their words.")):
            return redirect("write_message", request.place.slug, journey.pk)
    context = {"form": form, "journey": journey, "person": person}
    return render(request, "messages/enter.html", context)


@require_POST
@door(Message, "hear_message")
def hear_message(request: Any, message: Message) -> HttpResponse:
    """Somebody in the team has read it."""
    pressed(request, lambda: actions.hear_message(message, by=request.viewer), _("Read. It waits for nobody else now."))
    return redirect("write_message", request.place.slug, message.journey_id)


@door(Message, "print_message")
def print_message(request: Any, message: Message) -> HttpResponse:
    """One message on paper, for whoever asked for it by post."""
    context = {"message": message, "person": person_of(request, message)}
    return render(request, "messages/print.html", context)


@FORM
@door(Person, also=("choose_way", "enter_for"))
def choose_way(request: Any, person: Person) -> HttpResponse:
    """How to hear that the team wrote: chosen by the person, or entered for them."""
    themselves = person.pk == request.viewer.id
    if not (themselves or person.may_enter_for):  # type: ignore[attr-defined]
        return redirect("home", request.place.slug)
    chosen = way_of(person.pk, request.viewer)
    kind: Any = WayForm if themselves else EnteredWayForm
    form = kind(request.POST or None, person=person, initial={"way": chosen.way if chosen else WayToTell.HERE})
    journey = open_journey_of(person.pk, request.viewer)
    back = back_to(request, person.pk, journey.pk) if journey else "/"
    if request.method == "POST" and form.is_valid():
        way = form.cleaned_data["way"]
        by = request.viewer if themselves else request.viewer.entering_for(person.pk, form.cleaned_data["channel"])
        if pressed(request, lambda: actions.choose_way(person, way=way, by=by), _("We will do it that way.")):
            return redirect("messages", request.place.slug) if themselves else redirect(back)
    context = {"form": form, "person": person, "chosen": chosen, "back": back}
    return render(request, "messages/own_way.html" if themselves else "messages/way.html", context)


@require_POST
@door(ChosenWay, "end_reminders")
def end_reminders(request: Any, chosen: ChosenWay) -> HttpResponse:
    """No more reminders, with one press."""
    pressed(request, lambda: actions.end_reminders(chosen, by=request.viewer), _("You get no more reminders."))
    return redirect("messages", request.place.slug)


def _before(request: Any) -> datetime | None:
    try:
        found = parse_datetime(request.GET.get("before", "")[:40])
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
