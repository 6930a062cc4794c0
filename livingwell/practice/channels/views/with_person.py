"""With somebody, on the phone or on a bench: one page from which each thing they want can be done for them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livingwell.kit import once
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.unsent.keeping import keeping, sent
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.channels import reads
from livingwell.practice.channels.forms import SayForm, Where
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.entering import Channel
from livingwell.practice.circle.forms import ChannelForm
from livingwell.practice.circle.known import way_back
from livingwell.practice.circle.models import Sitting
from livingwell.practice.circle.reads import live_shares_of, sitting_now
from livingwell.practice.holding.reads import open_journey_of
from livingwell.practice.plan import actions as plan
from livingwell.practice.plan.models import ItemKind, SafeKind
from livingwell.practice.plan.reads import open_suggestions
from livingwell.practice.story import actions as story

#: The form that keeps what is typed while somebody speaks.
SAID = "write_down:"


@require_GET
@door(Person, "enter_for")
def with_person(request: Any, person: Person) -> HttpResponse:
    """First how they tell it; then everything that can be done for them, each in their voice."""
    sitting = sitting_now(person.pk, request.viewer)
    if sitting is None:
        form = ChannelForm(initial={"channel": Channel.PHONE})
        return render(request, "channels/begin_sitting.html", {"person": person, "form": form} | _back(request, person))
    kept = keeping(request, f"{SAID}{person.pk}", about=person.pk)
    return render(
        request, "channels/with_person.html", _page(request, person, sitting, SayForm(initial=kept.typed), kept)
    )


def _back(request: Any, person: Person) -> dict[str, Any]:
    return {"back": way_back(request.place.slug, person.pk, request.viewer)}


def _page(request: Any, person: Person, sitting: Sitting, form: SayForm, kept: Any) -> dict[str, Any]:
    return _back(request, person) | {
        "person": person,
        "sitting": sitting,
        "form": form,
        "keeping": kept,
        "journey": open_journey_of(person.pk, request.viewer),
        "suggestions": open_suggestions(person.pk, request.viewer),
        "shares": live_shares_of(person.pk, request.viewer),
        "just": reads.just_now(person.pk, request.viewer),
        "waiting": reads.sheets_of(person.pk, request.viewer),
    }


@require_POST
@door(Person, "begin_sitting")
def begin_sitting(request: Any, person: Person) -> HttpResponse:
    """How they tell it, said once: no form and no press asks it again while this lasts."""
    form = ChannelForm(request.POST)
    if form.is_valid():
        circle.begin_sitting(person, channel=Channel(form.cleaned_data["channel"]), by=request.viewer)
    else:
        messages.error(request, _("Please say how they tell you."))
    return redirect("with_person", place=request.place.slug, pk=person.pk)


@require_http_methods(["POST"])
@door(Person, "enter_for")
def write_down(request: Any, person: Person) -> HttpResponse:
    """One thing they say, put where it belongs."""
    sitting = sitting_now(person.pk, request.viewer)
    kept = keeping(request, f"{SAID}{person.pk}", about=person.pk)
    if sitting is None:
        # Over by itself: what was typed waits, and how they tell it is asked again.
        messages.info(request, _("Please say again how they tell you. What you typed is kept."))
        return redirect("with_person", place=request.place.slug, pk=person.pk)
    form = SayForm(request.POST)
    if not form.is_valid():
        page = _page(request, person, sitting, form, kept)
        return render(request, "channels/with_person.html", page)
    if once.first_time(request):
        by = request.viewer.entering_for(person.pk, sitting.channel)
        _write(person, form.cleaned_data["where"], form.cleaned_data["words"], by)
        messages.success(request, _("Saved in the words of %(name)s.") % {"name": person.name})
    sent(request)
    return redirect("with_person", place=request.place.slug, pk=person.pk)


def _write(person: Person, where: str, words: str, by: Viewer) -> None:
    part, _colon, kind = where.partition(":")
    if where == Where.STORY:
        story.write_entry(person, heading="", words=words, by=by)
    elif where == Where.STEP:
        plan.add_step(person, words=words, taker=person.pk, taker_name=person.name, day=None, by=by)
    elif part == "plan":
        plan.write_item(person, kind=ItemKind(kind), words=words, by=by)
    else:
        plan.write_safe_item(person, kind=SafeKind(kind), words=words, by=by)


@require_POST
@door(Sitting, "end_sitting")
def end_sitting(request: Any, sitting: Sitting) -> HttpResponse:
    """Done: what was written down closes, and the screen shows nothing of anybody's."""
    circle.end_sitting(sitting, by=request.viewer)
    return redirect("sitting_done", place=request.place.slug)


@require_GET
@place_door("work_here")
def sitting_done(request: Any) -> HttpResponse:
    """Nobody's name and nobody's words: two people may be looking at this screen."""
    return render(request, "channels/sitting_done.html")
