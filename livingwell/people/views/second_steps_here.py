"""For whoever leads a place: of whom a second step is asked, who has one, and taking a lost one away with a second
worker's word."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit.permission.doors import door, place_door
from livingwell.people import actions
from livingwell.people.forms import AskForSecondStepsForm, ResetForm
from livingwell.people.models import Place, SecondStepReset
from livingwell.people.reads import resets_waiting, second_steps_of


@place_door("ask_for_second_steps")
def second_steps_here(request: Any) -> HttpResponse:
    """Who has one, by when the others are asked to, and the place's own rule."""
    place: Place = request.place
    set_now = {"of": place.second_step_asked_of, "within": str(place.second_step_within)}
    form = AskForSecondStepsForm(request.POST or None, initial=set_now)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.ask_for_second_steps(place, of=given["of"], within=int(given["within"]), by=request.viewer)
        messages.success(request, _("Saved. The days count from now."))
        return redirect("second_steps_here", place=place.slug)
    context = {"form": form, "workers": second_steps_of(place), "resets": resets_waiting(request.viewer)}
    return render(request, "people/second_steps_here.html", context)


@place_door("ask_for_reset")
def ask_for_reset(request: Any) -> HttpResponse:
    """Somebody has lost theirs: say whose, why, and whose word is asked for."""
    others = [one for one in second_steps_of(request.place) if one.person != request.viewer.id]
    form = ResetForm(request.POST or None, workers=others)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            reset = actions.ask_for_reset(
                request.place,
                whose=UUID(given["whose"]),
                seconder=UUID(given["seconder"]),
                why=given["why"],
                link_to=lambda pk: request.build_absolute_uri(_address(request.place, pk)),
                by=request.viewer,
            )
        except actions.NotTwoOthers:
            form.add_error(
                "seconder", _("This has to be somebody else: two people decide, and neither for themselves.")
            )
        else:
            return redirect(_address(request.place, reset.pk))
    return render(request, "people/ask_for_reset.html", {"form": form})


def _address(place: Place, pk: UUID) -> str:
    return reverse("reset", kwargs={"place": place.slug, "pk": pk})


@door(SecondStepReset, also=("agree_to_reset", "drop_reset"))
def reset(request: Any, reset: SecondStepReset) -> HttpResponse:
    """What is asked, by whom, and what agreeing does."""
    return render(request, "people/reset.html", {"reset": reset})


@door(SecondStepReset, "agree_to_reset")
@require_POST
def agree_to_reset(request: Any, reset: SecondStepReset) -> HttpResponse:
    """Yes: it is taken away."""
    actions.agree_to_reset(reset, by=request.viewer)
    messages.success(request, _("Done. They sign in with a code that is sent to them, and set up a new one."))
    return redirect(_address(request.place, reset.pk))


@door(SecondStepReset, "drop_reset")
@require_POST
def drop_reset(request: Any, reset: SecondStepReset) -> HttpResponse:
    """No: nothing happens."""
    actions.drop_reset(reset, by=request.viewer)
    messages.success(request, _("Nothing was taken away."))
    return redirect(_address(request.place, reset.pk))
