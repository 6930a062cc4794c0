"""Taking the plan along: one sheet for the fridge, all of it as a document, and a copy for the GP."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from livingwell.kit import clock, once
from livingwell.kit.permission.doors import door
from livingwell.kit.permission.refusals import WORDS_DESTROYED, Refused
from livingwell.kit.viewers import Viewer
from livingwell.practice.circle.voice import asking_how, banner, person_of, told_by, voiced_door
from livingwell.practice.plan import actions, reads
from livingwell.practice.plan.forms import GpForm
from livingwell.practice.plan.headings import under_headings
from livingwell.practice.plan.models import GpCopy, HowGiven, Plan
from livingwell.practice.plan.paper import document, document_facts, fridge


def _paper(made: bytes, name: str) -> HttpResponse:
    """A PDF, shown by the browser, which saves or prints it."""
    disposition = f'inline; filename="{name}.pdf"'
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": disposition})


@require_GET
@door(Plan)
def fridge_plan(request: Any, plan: Plan) -> HttpResponse:
    """One page of A4."""
    whole, today = reads.whole_plan(plan.person_id, request.viewer), clock.today(request.place.time_zone)
    made = fridge(whole, name=person_of(request, plan).name, place=request.place, today=today)
    return _paper(made, "my-plan-one-page")


@require_GET
@door(Plan)
def download_plan(request: Any, plan: Plan) -> HttpResponse:
    """All of it, to keep: a document, or what another program reads, under the field's shared headings."""
    whole, today = reads.whole_plan(plan.person_id, request.viewer), clock.today(request.place.time_zone)
    name = person_of(request, plan).name
    if request.GET.get("as") == "json":
        said = {"name": name, "day": today.isoformat(), "plan": under_headings(whole)}
        disposition = 'attachment; filename="my-plan.json"'
        return JsonResponse(said, json_dumps_params={"indent": 1}, headers={"Content-Disposition": disposition})
    return _paper(document(document_facts(whole, name=name, today=today)), "my-plan")


@require_http_methods(["GET", "POST"])
@voiced_door(Plan, "send_to_gp")
def send_to_gp(request: Any, plan: Plan, by: Viewer) -> HttpResponse:
    """The document stands on the page, as it will be given; then the person says to whom, and how."""
    form = asking_how(GpForm(request.POST or None, by_themselves=not by.voice), by)
    if request.method == "POST" and form.is_valid():
        if not once.first_time(request):
            return redirect("gp_copies", place=request.place.slug, pk=plan.pk)
        said = {name: form.cleaned_data[name] for name in ("practice", "email")}
        copy = actions.send_to_gp(plan, **said, how=HowGiven(form.cleaned_data["how"]), by=told_by(form, by))
        messages.success(
            request, _("It is on its way by email.") if copy.how == HowGiven.EMAIL else _("It is ready to print.")
        )
        return redirect("gp_copies", place=request.place.slug, pk=plan.pk)
    page = {
        "form": form,
        "plan": plan,
        "whole": reads.whole_plan(plan.person_id, request.viewer),
        "mine": not by.voice,
        "whose": person_of(request, plan),
    }
    return render(request, "plan/send_to_gp.html", page | banner(request, plan, by))


@require_GET
@voiced_door(Plan, "send_to_gp")
def gp_copies(request: Any, plan: Plan, by: Viewer) -> HttpResponse:
    """Which copies were given, to whom and how."""
    copies = GpCopy.objects.visible_to(request.viewer).with_reason().filter(plan_id=plan.pk)
    page = {"plan": plan, "copies": list(copies.order_by("-agreed_at")[:50]), "mine": not by.voice}
    return render(request, "plan/gp_copies.html", page | banner(request, plan, by))


@require_GET
@door(GpCopy)
def gp_copy(request: Any, copy: GpCopy) -> HttpResponse:
    """The document as it was agreed to, to print."""
    if not copy.document:
        raise Refused(WORDS_DESTROYED)
    return _paper(document(json.loads(copy.document)), "letter")
