"""Staying safe: the person's own page, the page of those they let in, on paper, and writing in it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from livingwell.kit import once
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.unsent.keeping import Keeping, keeping, keepings, sent
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.people.reads import myself
from livingwell.practice.circle.known import way_back
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.reads import live_shares_of, told_how
from livingwell.practice.circle.voice import asking_how, back_in_voice, banner, told_by, voiced_door, whose
from livingwell.practice.plan import actions, reads
from livingwell.practice.plan.forms import EnteredSafeItemForm, NewSafeItemForm, SafeItemForm
from livingwell.practice.plan.models import SafeItem, SafeKind, StayingSafe
from livingwell.practice.plan.views.kept_here import to_keep
from livingwell.practice.plan.views.rows import copies, nothing_to_change, pressed_on, settled, show_both, together

#: Unsent words of something new, under the heading that follows.
NEW_SAFE_ITEM = "write_safe_item:"


@require_GET
@place_door("belong_here")
def staying_safe(request: Any) -> HttpResponse:
    """What stands in it, what was taken out, who can see it."""
    me = request.viewer.id
    whole = reads.whole_safe(me, request.viewer)
    kept = keepings(request, [f"{NEW_SAFE_ITEM}{kind.value}" for kind in SafeKind])
    page = to_keep(whole, request.viewer) | {
        "whole": whole,
        "parts": [(*part, kept[f"{NEW_SAFE_ITEM}{part[0]}"]) for part in whole.parts],
        "may_ask": _may_ask(request.viewer),
        "shares": live_shares_of(me, request.viewer, Part.STAYING_SAFE),
    }
    return render(request, "plan/safe.html", page)


def _may_ask(viewer: Viewer) -> bool:
    """Whether somebody holds them whom they can ask to talk today; others are shown who answers day and night."""
    me = Person.objects.visible_to(viewer).may("ask_to_talk_today").not_shown("only which button").filter(pk=viewer.id)
    return any(one.may_ask_to_talk_today for one in me)


@require_GET
@door(StayingSafe)
def shared_staying_safe(request: Any, safe: StayingSafe) -> HttpResponse:
    """Somebody's staying safe, for those they let in. The person is sent to their own page."""
    if safe.person_id == request.viewer.id:
        return redirect("staying_safe", place=request.place.slug)
    return render(request, "plan/shared_safe.html", _to_read(request, safe))


@require_GET
@door(Person)
def staying_safe_of(request: Any, person: Person) -> HttpResponse:
    """The way in for somebody who was let in: to the page, or to one that says it has not begun."""
    safe = reads.safe_of(person.pk, request.viewer)
    if safe is not None:
        return redirect("shared_staying_safe", place=request.place.slug, pk=safe.pk)
    return render(request, "plan/shared_safe.html", {"person": person, "whole": reads.Safe()})


@require_GET
@door(StayingSafe)
def print_staying_safe(request: Any, safe: StayingSafe) -> HttpResponse:
    """On paper, to have at hand where there is no phone."""
    return render(request, "plan/print_safe.html", _to_read(request, safe))


def _to_read(request: Any, safe: StayingSafe) -> dict[str, Any]:
    return {"safe": safe, "whole": reads.whole_safe(safe.person_id, request.viewer)} | whose(request, safe)


@require_http_methods(["GET", "POST"])
@place_door("belong_here")
def write_safe_item(request: Any) -> HttpResponse:
    """Something new: usually written on the page itself, which posts here."""
    said = (request.POST or request.GET).get("kind", "")
    kind = said if said in SafeKind.values else ""
    kept = keeping(request, f"{NEW_SAFE_ITEM}{kind}")
    form = NewSafeItemForm(request.POST or None, initial={"kind": kind} | kept.typed)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            actions.write_safe_item(myself(request.viewer), **_said(form), by=request.viewer)
            sent(request)
            messages.success(request, _("Saved."))
        return redirect("staying_safe", place=request.place.slug)
    page = {"form": form, "heading": _("Something that keeps me safe"), "safe": True, "keeping": kept}
    return render(request, "plan/write.html", page)


def _said(form: Any) -> dict[str, Any]:
    said = form.cleaned_data
    return {"kind": SafeKind(said["kind"]), "words": said["words"], "number": said["number"]}


@require_http_methods(["GET", "POST"])
@voiced_door(SafeItem, "change_safe_item")
def change_safe_item(request: Any, item: SafeItem, by: Viewer) -> HttpResponse:
    """Change an item; where somebody else changed it meanwhile, both versions are shown and none is lost."""
    if nothing_to_change(request, item):
        return back_to_safe(request, item, by)
    beside = copies(request, item)
    initial = {"words": together(item, beside, "words"), "number": item.number, "version": item.version}
    kept = keeping(request, f"change_safe_item:{item.pk}", about=item.person_id)
    form = asking_how(SafeItemForm(request.POST or None, initial=initial | kept.typed), by)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            by = told_by(form, by)
            saved = actions.change_safe_item(
                item,
                words=form.cleaned_data["words"],
                number=form.cleaned_data["number"],
                version=form.cleaned_data["version"] or item.version,
                settles=settled(request, beside),
                by=by,
            )
            sent(request)
            if saved.pk != item.pk:
                return show_both(request, "change_safe_item", item)
            messages.success(request, _("Saved."))
        return back_to_safe(request, item, by)
    page = {"form": form, "row": item, "beside": beside, "heading": item.get_kind_display(), "safe": True}
    page["keeping"] = kept
    return render(request, "plan/write.html", page | banner(request, item, by))


def back_to_safe(request: Any, row: Any, by: Viewer) -> HttpResponse:
    """The person's own page; for a worker in their voice, the page on which they enter."""
    if by.voice:
        return back_in_voice(request, row.person_id, "enter_safe_item")
    return redirect("staying_safe", place=request.place.slug)


take_out_safe_item = pressed_on(
    SafeItem,
    actions.take_out_safe_item,
    lambda: _("Taken out. You can put it back any time, below."),
    lambda: _("Take this out of how they stay safe"),
    back_to_safe,
)
put_back_safe_item = pressed_on(
    SafeItem,
    actions.put_back_safe_item,
    lambda: _("It is back."),
    lambda: _("Put this back in how they stay safe"),
    back_to_safe,
)


@require_http_methods(["GET", "POST"])
@door(Person, "enter_for")
def enter_safe_item(request: Any, person: Person) -> HttpResponse:
    """Made together on a bench or by phone: a worker types, in the person's words and voice."""
    kept = keeping(request, f"enter_safe_item:{person.pk}", about=person.pk)
    form = EnteredSafeItemForm(request.POST or None, initial=told_how(person.pk, request.viewer) | kept.typed)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            by = request.viewer.entering_for(person.pk, form.cleaned_data["channel"])
            actions.write_safe_item(person, **_said(form), by=by)
            messages.success(request, _("Saved in the words of %(name)s.") % {"name": person.name})
        sent(request)
        return redirect("enter_safe_item", place=request.place.slug, pk=person.pk)
    return render(request, "plan/enter_safe.html", entering_safe(request, person, form, kept))


def entering_safe(request: Any, person: Person, form: Any, kept: Keeping) -> dict[str, Any]:
    """The page on which a worker enters for somebody, and what they entered just now."""
    back = way_back(request.place.slug, person.pk, request.viewer)
    just = reads.just_entered_safe(person.pk, request.viewer)
    return {"form": form, "person": person, "back": back, "just": just, "keeping": kept}
