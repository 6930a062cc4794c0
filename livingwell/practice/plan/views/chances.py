"""A risk we are taking together: written by the person, read by both, and named by both."""

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
from livingwell.people.reads import myself, person_seen
from livingwell.practice.circle.reads import told_how
from livingwell.practice.circle.voice import asking_how, banner, person_of, press, told_by, voiced_door
from livingwell.practice.plan import actions
from livingwell.practice.plan.forms import ChanceForm, EnteredChanceForm
from livingwell.practice.plan.models import Chance
from livingwell.practice.plan.views.rows import copies, nothing_to_change, pressed_on, settled, show_both, together
from livingwell.practice.plan.views.safety import back_to_safe, entering_safe
from livingwell.practice.plan.views.writing import chosen_before, step_form

SAYS = ("want", "good", "worries", "life", "agreed")


def _said(form: ChanceForm) -> actions.SaidOfChance:
    beside, name = form.chosen()
    words = {one: form.cleaned_data[one] for one in SAYS}
    return actions.SaidOfChance(
        **words, look_again=form.cleaned_data["look_again"], beside_them_id=beside, beside_them_name=name
    )


@require_http_methods(["GET", "POST"])
@place_door("belong_here")
def write_chance(request: Any) -> HttpResponse:
    """What they want to do, what is good about it, what worries whom, what was agreed, and when to look again."""
    me = myself(request.viewer)
    kept = keeping(request, "write_chance")
    form = step_form(request, ChanceForm, me, initial=kept.typed)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            chance = actions.write_chance(me, said=_said(form), by=request.viewer)
            sent(request)
            messages.success(request, _("Saved. Now each of you can put your name to it."))
            return redirect("chance", place=request.place.slug, pk=chance.pk)
        return redirect("staying_safe", place=request.place.slug)
    page = {"form": form, "heading": _("A risk we are taking together"), "safe": True, "keeping": kept}
    return render(request, "plan/write.html", page)


@require_GET
@door(Chance, also=("put_name_to_chance", "stand_by_chance"))
def chance(request: Any, chance: Chance) -> HttpResponse:
    """All of it, and both names."""
    mine = chance.person_id == request.viewer.id
    page = {"chance": chance, "mine": mine, "person": None if mine else person_seen(request.viewer, chance.person_id)}
    return render(request, "plan/chance.html", page)


@require_http_methods(["GET", "POST"])
@voiced_door(Chance, "change_chance")
def change_chance(request: Any, chance: Chance, by: Viewer) -> HttpResponse:
    """Change it: both names come off, for neither has read the new words."""
    if nothing_to_change(request, chance):
        return back_to_safe(request, chance, by)
    beside = copies(request, chance)
    initial: dict[str, Any] = {name: together(chance, beside, name) for name in SAYS}
    initial |= {"version": chance.version, "look_again": chance.look_again}
    kept = keeping(request, f"change_chance:{chance.pk}", about=chance.person_id)
    form = step_form(request, ChanceForm, person_of(request, chance), initial=initial)
    initial |= chosen_before(form, chance.beside_them_id, chance.beside_them_name) | kept.typed
    asking_how(form, by)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            by = told_by(form, by)
            version, settles = form.cleaned_data["version"] or chance.version, settled(request, beside)
            saved = actions.change_chance(chance, said=_said(form), version=version, settles=settles, by=by)
            sent(request)
            if saved.pk != chance.pk:
                return show_both(request, "change_chance", chance)
            messages.success(request, _("Saved. Both names are to be put to it again."))
        return back_to_safe(request, chance, by)
    page = {"form": form, "row": chance, "beside": beside, "safe": True, "keeping": kept}
    page["heading"] = _("A risk we are taking together")
    return render(request, "plan/write.html", page | banner(request, chance, by))


take_out_chance = pressed_on(
    Chance,
    actions.take_out_chance,
    lambda: _("Taken out. You can put it back any time, below."),
    lambda: _("Take this out of how they stay safe"),
    back_to_safe,
)
put_back_chance = pressed_on(
    Chance, actions.put_back_chance, lambda: _("It is back."), lambda: _("Put this back"), back_to_safe
)


def _version(request: Any, chance: Chance) -> int:
    """The version that was read; nobody puts their name to words they have not seen."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0


@require_POST
@voiced_door(Chance, "put_name_to_chance")
def put_name_to_chance(request: Any, chance: Chance, by: Viewer) -> HttpResponse:
    """The person's own name, by themselves or said to a worker who reads it out."""
    version = chance.version if by.voice else _version(request, chance)
    does = _("They put their name to it")
    asked = press(request, chance, by, does, lambda by: actions.put_name_to_chance(chance, version=version, by=by))
    return asked or _named(request, chance, version)


@require_POST
@door(Chance, "stand_by_chance")
def stand_by_chance(request: Any, chance: Chance) -> HttpResponse:
    """The name of whoever takes it with them."""
    version = _version(request, chance)
    actions.stand_by_chance(chance, version=version, by=request.viewer)
    return _named(request, chance, version)


def _named(request: Any, chance: Chance, version: int) -> HttpResponse:
    if version == chance.version:
        messages.success(request, _("The name is on it."))
    else:
        messages.info(request, _("It has changed since you read it. Please read it again first."))
    return redirect("chance", place=request.place.slug, pk=chance.pk)


@require_http_methods(["GET", "POST"])
@door(Person, "enter_for")
def enter_chance(request: Any, person: Person) -> HttpResponse:
    """The same, made together on a bench or by phone."""
    kept = keeping(request, f"enter_chance:{person.pk}", about=person.pk)
    initial = told_how(person.pk, request.viewer) | kept.typed
    form = step_form(request, EnteredChanceForm, person, initial=initial)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            by = request.viewer.entering_for(person.pk, form.cleaned_data["channel"])
            actions.write_chance(person, said=_said(form), by=by)
            messages.success(request, _("Saved in the words of %(name)s.") % {"name": person.name})
        sent(request)
        return redirect("enter_chance", place=request.place.slug, pk=person.pk)
    return render(request, "plan/enter_safe.html", entering_safe(request, person, form, kept) | {"chance_form": True})
