"""Offering a hold to a colleague, and their answer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit import clock, once
from livingwell.kit.permission.acts import Refused
from livingwell.kit.permission.doors import door
from livingwell.people.models import Membership, Person
from livingwell.people.reads import person_seen
from livingwell.practice.holding import actions, reads
from livingwell.practice.holding.before_asking import reasons_to_hesitate
from livingwell.practice.holding.forms import DeclineHandoverForm, OfferHandoverForm
from livingwell.practice.holding.models import OFFER_LASTS, Handover, Journey
from livingwell.practice.holding.views.pressing import pressed


@door(Journey, "offer_handover")
def offer_handover(request: Any, journey: Journey) -> HttpResponse:
    """Ask a colleague whether they will hold."""
    hold = reads.current_hold(journey, request.viewer)
    person = person_seen(request.viewer, journey.person_id)
    workers = reads.colleagues_to_ask(journey, hold) if hold else []
    form = OfferHandoverForm(request.POST or None, workers=workers)
    if request.method == "POST" and form.is_valid():
        to = Membership.objects.get(pk=form.cleaned_data["to"])
        if not form.ask_again(reasons_to_hesitate(to)) and pressed(
            request,
            lambda: actions.offer_handover(journey, to=to, why=form.cleaned_data["why"], by=request.viewer),
            _("%(name)s has been asked. You go on holding until they say yes.") % {"name": to.known_as},
        ):
            return redirect("journey", place=request.place.slug, pk=journey.pk)
    return render(request, "holding/offer_handover.html", {"journey": journey, "person": person, "form": form})


@door(Handover, also=("accept_handover", "decline_handover", "withdraw_handover"))
def handover(request: Any, offered: Handover) -> HttpResponse:
    """The page of somebody who is asked: the person's name and the why, not more."""
    return _handover_page(request, offered, DeclineHandoverForm())


def _handover_page(request: Any, offered: Any, form: DeclineHandoverForm) -> HttpResponse:
    person = Person.objects.visible_to(request.viewer).filter(pk=offered.person_id).only("name").first()
    answered = offered.accepted_at or offered.declined_at or offered.withdrawn_at
    ran_out = not answered and offered.offered_at <= clock.now() - OFFER_LASTS
    context = {"offered": offered, "person": person, "form": form, "answered": answered, "ran_out": ran_out}
    return render(request, "holding/handover.html", context)


@door(Handover, also=("accept_handover", "decline_handover", "withdraw_handover"))
@require_POST
def accept_handover(request: Any, offered: Any) -> HttpResponse:
    """Yes. An offer that was answered in the meantime says so."""
    if not offered.may_accept_handover:
        return _too_late(request, offered)
    worked = pressed(
        request,
        lambda: actions.accept_handover(offered, by=request.viewer),
        _("Thank you. You are holding this journey now."),
    )
    if worked:
        return redirect("journey", place=request.place.slug, pk=offered.journey_id)
    return redirect("day", place=request.place.slug)


@door(Handover, also=("accept_handover", "decline_handover", "withdraw_handover"))
@require_POST
def decline_handover(request: Any, offered: Any) -> HttpResponse:
    """No, with a word of why or without: whoever holds goes on holding."""
    if not offered.may_decline_handover:
        answer = _too_late(request, offered)
        if once.first_time(request):  # no second click: these words were typed while it was answered
            raise Refused(_("This was answered, or taken back, since you opened the page."))
        return answer
    form = DeclineHandoverForm(request.POST)
    if not form.is_valid():
        return _handover_page(request, offered, form)
    if not pressed(
        request,
        lambda: actions.decline_handover(offered, because=form.cleaned_data["because"], by=request.viewer),
        _("Thank you for saying so. They go on holding."),
    ):
        return _handover_page(request, offered, form)
    return redirect("day", place=request.place.slug)


@door(Handover, "withdraw_handover")
@require_POST
def withdraw_handover(request: Any, offered: Handover) -> HttpResponse:
    """Whoever offered takes it back."""
    pressed(
        request,
        lambda: actions.withdraw_handover(offered, by=request.viewer),
        _("The offer is taken back. You go on holding."),
    )
    return redirect("journey", place=request.place.slug, pk=offered.journey_id)


def _too_late(request: Any, offered: Handover) -> HttpResponse:
    """Refused to whoever was never asked; shown, with what became of it, to whoever was."""
    if offered.to_id != request.viewer.id:
        raise PermissionDenied
    return redirect("handover", place=request.place.slug, pk=offered.pk)
