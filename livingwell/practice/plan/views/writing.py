"""Writing in a plan: items and steps, by the person, or entered in their voice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from livingwell.kit import once
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.unsent.keeping import Keeping, keeping, sent
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.people.reads import myself
from livingwell.practice.circle.known import way_back, whom_they_know
from livingwell.practice.circle.reads import told_how
from livingwell.practice.circle.voice import asking_how, back_in_voice, banner, person_of, told_by, voiced_door
from livingwell.practice.plan import actions, reads
from livingwell.practice.plan.forms import EnteredItemForm, EnteredStepForm, ItemForm, NewItemForm, StepForm, WithWhom
from livingwell.practice.plan.models import ItemKind, Plan, PlanItem, Step
from livingwell.practice.plan.views.rows import copies, nothing_to_change, pressed_on, settled, show_both, together

Form = TypeVar("Form", bound=WithWhom)
#: Unsent words of something new, under the heading that follows.
NEW_ITEM = "write_item:"


@require_http_methods(["GET", "POST"])
@place_door("belong_here")
def write_item(request: Any) -> HttpResponse:
    """Something new in the plan: usually written on the plan's own page, which posts here."""
    said = (request.POST or request.GET).get("kind", "")
    kind = said if said in ItemKind.values else ""
    kept = keeping(request, f"{NEW_ITEM}{kind}")
    form = NewItemForm(request.POST or None, initial={"kind": kind} | kept.typed)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            actions.write_item(
                myself(request.viewer),
                kind=ItemKind(form.cleaned_data["kind"]),
                words=form.cleaned_data["words"],
                by=request.viewer,
            )
            sent(request)
            messages.success(request, _("It is in your plan."))
        return redirect("plan", place=request.place.slug)
    return render(request, "plan/write.html", {"form": form, "heading": _("Something for my plan"), "keeping": kept})


@require_http_methods(["GET", "POST"])
@voiced_door(PlanItem, "change_item")
def change_item(request: Any, item: PlanItem, by: Viewer) -> HttpResponse:
    """Change an item; where another window changed it meanwhile, both versions are shown and none is lost."""
    if nothing_to_change(request, item):
        return back_to_plan(request, item, by)
    beside = copies(request, item)
    initial = {"words": together(item, beside, "words"), "version": item.version}
    kept = keeping(request, f"change_item:{item.pk}", about=item.person_id)
    form = asking_how(ItemForm(request.POST or None, initial=initial | kept.typed), by)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            by = told_by(form, by)
            saved = actions.change_item(
                item,
                words=form.cleaned_data["words"],
                version=form.cleaned_data["version"] or item.version,
                settles=settled(request, beside),
                by=by,
            )
            sent(request)
            if saved.pk != item.pk:
                return show_both(request, "change_item", item)
            messages.success(request, _("Saved."))
        return back_to_plan(request, item, by)
    page = {"form": form, "row": item, "beside": beside, "heading": item.get_kind_display(), "keeping": kept}
    return render(request, "plan/write.html", page | banner(request, item, by))


def step_form(request: Any, kind: type[Form], person: Person, **rest: Any) -> Form:
    """A form that asks who: one of those the person knows, or somebody named."""
    known = whom_they_know(person.pk, request.viewer)
    mine = None if person.pk == request.viewer.id else person.name
    return kind(request.POST or None, known=known, me=(person.pk, person.name), mine=mine, **rest)


def chosen_before(form: WithWhom, who: UUID | None, name: str) -> dict[str, Any]:
    """Who was chosen, as the form says it."""
    if who is not None and who == form.me[0] and form.me_too:
        return {"who": "me"}
    known = f"person:{who}"
    return {"who": known} if known in form.known else {"who": "other", "name": name}


@require_http_methods(["GET", "POST"])
@place_door("belong_here")
def add_step(request: Any) -> HttpResponse:
    """A new step, with a name and a day."""
    me = myself(request.viewer)
    kept = keeping(request, "add_step")
    form = step_form(request, StepForm, me, initial={"who": "me"} | kept.typed)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            words, day = form.cleaned_data["words"], form.cleaned_data["day"]
            actions.add_step(me, words=words, day=day, **form.taken_on(), by=request.viewer)
            sent(request)
            messages.success(request, _("It is in your plan."))
        return redirect("plan", place=request.place.slug)
    return render(request, "plan/write.html", {"form": form, "heading": _("A step"), "step": True, "keeping": kept})


@require_http_methods(["GET", "POST"])
@voiced_door(Step, "change_step")
def change_step(request: Any, step: Step, by: Viewer) -> HttpResponse:
    """Change a step; where another window changed it meanwhile, both versions are shown and none is lost."""
    if nothing_to_change(request, step):
        return back_to_plan(request, step, by)
    beside = copies(request, step)
    initial = {
        "words": together(step, beside, "words"),
        "version": step.version,
        "day": step.day,
    }
    me = person_of(request, step)
    kept = keeping(request, f"change_step:{step.pk}", about=step.person_id)
    form = step_form(request, StepForm, me, initial=initial)
    initial |= chosen_before(form, step.taker_id, step.taker_name) | kept.typed
    asking_how(form, by)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            by = told_by(form, by)
            saved = actions.change_step(
                step,
                words=form.cleaned_data["words"],
                day=form.cleaned_data["day"],
                version=form.cleaned_data["version"] or step.version,
                settles=settled(request, beside),
                **form.taken_on(),
                by=by,
            )
            sent(request)
            if saved.pk != step.pk:
                return show_both(request, "change_step", step)
            messages.success(request, _("Saved."))
        return back_to_plan(request, step, by)
    page = {"form": form, "row": step, "beside": beside, "heading": _("A step"), "step": True}
    return render(request, "plan/write.html", page | {"keeping": kept} | banner(request, step, by))


def back_to_plan(request: Any, row: Any, by: Viewer) -> HttpResponse:
    """The person's own page; for a worker in their voice, the page on which they enter; for others the shared plan,
    where it is shared; else their home."""
    if row.person_id == request.viewer.id:
        return redirect("plan", place=request.place.slug)
    if by.voice:
        return back_in_voice(request, row.person_id, "enter_item")
    plans = Plan.objects.visible_to(request.viewer).not_shown("only its address is used")
    if plans.filter(pk=row.plan_id).exists():
        return redirect("shared_plan", place=request.place.slug, pk=row.plan_id)
    return redirect("home", place=request.place.slug)


def _pressed(model: Any, act: Any, said: Callable[[], str], does: Callable[[], str]) -> Callable[..., Any]:
    return pressed_on(model, act, said, does, back_to_plan)


_OUT = lambda: _("Taken out. You can put it back any time, below.")  # noqa: E731
_BACK = lambda: _("It is back in your plan.")  # noqa: E731

take_out_item = _pressed(PlanItem, actions.take_out_item, _OUT, lambda: _("Take this out of their plan"))
put_back_item = _pressed(PlanItem, actions.put_back_item, _BACK, lambda: _("Put this back in their plan"))
take_out_step = _pressed(Step, actions.take_out_step, _OUT, lambda: _("Take this step out of their plan"))
put_back_step = _pressed(Step, actions.put_back_step, _BACK, lambda: _("Put this step back in their plan"))
tick_step = _pressed(Step, actions.tick_step, lambda: _("Done."), lambda: _("This step of theirs is done"))
untick_step = _pressed(
    Step, actions.untick_step, lambda: _("Not done yet, then."), lambda: _("This step of theirs is not done after all")
)


@require_http_methods(["GET", "POST"])
@door(Person, "enter_for")
def enter_item(request: Any, person: Person) -> HttpResponse:
    """A worker writes down what somebody tells them; of the plan, only what was entered just now is shown."""
    kept = keeping(request, f"enter_item:{person.pk}", about=person.pk)
    form = EnteredItemForm(request.POST or None, initial=told_how(person.pk, request.viewer) | kept.typed)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            actions.write_item(
                person,
                kind=ItemKind(form.cleaned_data["kind"]),
                words=form.cleaned_data["words"],
                by=request.viewer.entering_for(person.pk, form.cleaned_data["channel"]),
            )
            messages.success(request, _("Saved in the plan of %(name)s.") % {"name": person.name})
        sent(request)
        return redirect("enter_item", place=request.place.slug, pk=person.pk)
    return render(request, "plan/enter.html", entering(request, person, form, kept))


@require_http_methods(["GET", "POST"])
@door(Person, "enter_for")
def enter_step(request: Any, person: Person) -> HttpResponse:
    """A worker writes down a step somebody tells them; of the plan, only what was entered just now is shown."""
    kept = keeping(request, f"enter_step:{person.pk}", about=person.pk)
    initial = told_how(person.pk, request.viewer) | kept.typed
    form = step_form(request, EnteredStepForm, person, initial=initial)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            actions.add_step(
                person,
                words=form.cleaned_data["words"],
                day=form.cleaned_data["day"],
                **form.taken_on(),
                by=request.viewer.entering_for(person.pk, form.cleaned_data["channel"]),
            )
            messages.success(request, _("Saved in the plan of %(name)s.") % {"name": person.name})
        sent(request)
        return redirect("enter_step", place=request.place.slug, pk=person.pk)
    return render(request, "plan/enter.html", entering(request, person, form, kept) | {"step": True})


def entering(request: Any, person: Person, form: Any, kept: Keeping) -> dict[str, Any]:
    back = way_back(request.place.slug, person.pk, request.viewer)
    just = reads.just_entered(person.pk, request.viewer)
    return {"form": form, "person": person, "back": back, "just": just, "keeping": kept}
