"""The plan as a whole: the person's own page, the page of those they let in, and one sheet for the fridge."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from livingwell.kit import once
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.unsent.keeping import keepings
from livingwell.people.models import Person
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.reads import live_shares_of
from livingwell.practice.circle.voice import whose
from livingwell.practice.plan import actions, reads
from livingwell.practice.plan.forms import SuggestForm
from livingwell.practice.plan.models import ItemKind, Plan, SuggestedKind
from livingwell.practice.plan.views.writing import NEW_ITEM


@require_GET
@place_door("belong_here")
def plan(request: Any) -> HttpResponse:
    """My plan: what stands in it, what is suggested, what was taken out, and who can see it."""
    me = request.viewer.id
    whole = reads.whole_plan(me, request.viewer)
    kept = keepings(request, [f"{NEW_ITEM}{kind.value}" for kind in ItemKind])
    page = {
        "whole": whole,
        "parts": [(*part, kept[f"{NEW_ITEM}{part[0]}"]) for part in whole.parts],
        "suggestions": reads.open_suggestions(me, request.viewer),
        "shares": live_shares_of(me, request.viewer, Part.PLAN),
    }
    return render(request, "plan/plan.html", page)


@require_GET
@place_door("belong_here")
def with_others(request: Any) -> HttpResponse:
    """What the viewer took on in others' plans, takes together with them, or suggested: a friend has no desk."""
    page = {
        "steps": reads.steps_taken_on(request.viewer),
        "chances": reads.chances_to_stand_by(request.viewer),
        "answers": reads.answers_to_my_suggestions(request.viewer),
    }
    return render(request, "plan/with_others.html", page)


@require_GET
@door(Plan, also=("suggest_step", "read_versions"))
def shared_plan(request: Any, plan: Plan) -> HttpResponse:
    """Somebody's plan, for those they let in. The person is sent to their own page."""
    if plan.person_id == request.viewer.id:
        return redirect("plan", place=request.place.slug)
    page = _to_read(request, plan) | {"form": SuggestForm(initial={"kind": SuggestedKind.STEP})}
    return render(request, "plan/shared_plan.html", page)


@require_http_methods(["GET", "POST"])
@door(Plan, "suggest_step")
def suggest_step(request: Any, plan: Plan) -> HttpResponse:
    """Suggest something; nothing in the plan changes until the person says so."""
    form = SuggestForm(request.POST or None, initial={"kind": SuggestedKind.STEP})
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            actions.suggest_step(
                plan, words=form.cleaned_data["words"], kind=SuggestedKind(form.cleaned_data["kind"]), by=request.viewer
            )
            messages.success(request, _("Suggested. They take it, change it or leave it, and you are told."))
        return redirect("shared_plan", place=request.place.slug, pk=plan.pk)
    return render(request, "plan/shared_plan.html", _to_read(request, plan) | {"form": form})


@require_GET
@door(Person)
def plan_of(request: Any, person: Person) -> HttpResponse:
    """The way in for somebody who was let in: to the plan, or to a page that says it has not begun."""
    plan = reads.plan_of(person.pk, request.viewer)
    if plan is not None:
        return redirect("shared_plan", place=request.place.slug, pk=plan.pk)
    return render(request, "plan/shared_plan.html", {"person": person, "whole": reads.Whole()})


@require_GET
@door(Plan)
def print_plan(request: Any, plan: Plan) -> HttpResponse:
    """One page for the fridge."""
    return render(request, "plan/print_plan.html", _to_read(request, plan))


def about(request: Any, plan: Plan) -> dict[str, Any]:
    """Whose plan it is, and whether the viewer enters for them."""
    return {"plan": plan} | whose(request, plan)


def _to_read(request: Any, plan: Plan) -> dict[str, Any]:
    return about(request, plan) | {
        "whole": reads.whole_plan(plan.person_id, request.viewer),
        "suggestions": reads.open_suggestions(plan.person_id, request.viewer),
    }
