"""Endings: the person's own word, or two named workers; and undoing what the two have said."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit.permission.acts import Refused, allows
from livingwell.kit.permission.doors import door, place_door
from livingwell.people.models import Person
from livingwell.people.reads import person_seen
from livingwell.practice.circle.reads import told_how
from livingwell.practice.holding import actions, reads
from livingwell.practice.holding.forms import GoodbyeForm, OwnGoodbyeForm, ProposeEndingForm
from livingwell.practice.holding.models import Ending, EndingKind, Journey
from livingwell.practice.holding.views.pressing import pressed


@door(Journey)
def say_goodbye(request: Any, journey: Journey) -> HttpResponse:
    """The person says goodbye, or that they do not want this: themselves, or told to a worker who enters it."""
    person = person_seen(request.viewer, journey.person_id)
    themselves = journey.person_id == request.viewer.id
    by = request.viewer if themselves else request.viewer.entering_for(journey.person_id, "phone")
    if person is None or not (themselves or allows(person, "enter_for", request.viewer)):
        return _refuse()
    if not allows(journey, "say_goodbye", by):
        return _refuse()
    kind_of_form: Any = OwnGoodbyeForm if themselves else GoodbyeForm
    form = kind_of_form(request.POST or None, initial={} if themselves else told_how(person.pk, request.viewer))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if not themselves:
            by = request.viewer.entering_for(journey.person_id, said["channel"])
        if pressed(
            request,
            lambda: actions.say_goodbye(
                journey, kind=EndingKind(said["kind"]), words=said["words"], person_name=person.name, by=by
            ),
            _("The journey has ended, with their own word. The way back stays open.")
            if not themselves
            else _("Thank you for telling us. The way back stays open, whenever you like."),
        ):
            return redirect("home" if themselves else "day", place=request.place.slug)
    template = "holding/own_goodbye.html" if themselves else "holding/say_goodbye.html"
    return render(request, template, {"journey": journey, "person": person, "form": form})


def _refuse() -> HttpResponse:
    raise Refused(_("Only the person themselves, or somebody they told it to, can say goodbye here."))


@door(Journey, "propose_ending")
def propose_ending(request: Any, journey: Journey) -> HttpResponse:
    """The first of two workers says that the person has died, moved away, or was entered in error."""
    person = person_seen(request.viewer, journey.person_id)
    form = ProposeEndingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if pressed(
            request,
            lambda: actions.propose_ending(
                journey, kind=EndingKind(said["kind"]), words=said["words"], by=request.viewer
            ),
            _("Written down. Nothing ends until a colleague has agreed."),
        ):
            return redirect("journey", place=request.place.slug, pk=journey.pk)
    return render(request, "holding/propose_ending.html", {"journey": journey, "person": person, "form": form})


@door(Ending, also=("second_ending", "undo_ending"))
def ending(request: Any, said: Ending) -> HttpResponse:
    """What was said about how a journey ended, for the two who said it: it can be undone here."""
    person = Person.objects.visible_to(request.viewer).filter(pk=said.person_id).only("name").first()
    return render(request, "holding/ending.html", {"ending": said, "person": person})


@place_door("work_here")
def endings(request: Any) -> HttpResponse:
    """The endings one was part of: while one is open to see, it can be undone."""
    return render(request, "holding/endings.html", {"endings": reads.endings_said_by(request.viewer)})


@door(Ending, "second_ending")
@require_POST
def second_ending(request: Any, said: Ending) -> HttpResponse:
    """The second worker agrees: the journey ends now."""
    pressed(
        request,
        lambda: actions.second_ending(said, by=request.viewer),
        _("The journey has ended. Either of you can undo it."),
    )
    return redirect("ending", place=request.place.slug, pk=said.pk)


@door(Ending, "undo_ending")
@require_POST
def undo_ending(request: Any, said: Ending) -> HttpResponse:
    """It was not so: the journey is held as if it had not ended."""
    pressed(
        request,
        lambda: actions.undo_ending(said, by=request.viewer),
        _("Undone. The journey is held as before."),
    )
    return redirect("ending", place=request.place.slug, pk=said.pk)
