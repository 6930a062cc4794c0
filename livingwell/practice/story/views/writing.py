"""Writing in a story: a new entry, a changed one, and what somebody tells a worker."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from livingwell.kit import once
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.permission.refusals import THESE_DESTROYED
from livingwell.kit.secrets.fields import is_destroyed
from livingwell.kit.unsent.keeping import keeping, sent
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.people.reads import myself
from livingwell.practice.circle.known import way_back
from livingwell.practice.circle.reads import told_how
from livingwell.practice.circle.voice import asking_how, banner, told_by, voiced_door
from livingwell.practice.story import actions, reads
from livingwell.practice.story.forms import PROMPTS, EnteredEntryForm, EntryForm, NewEntryForm
from livingwell.practice.story.models import Entry
from livingwell.practice.story.views.pressing import back_to_it, saved

Page = HttpResponse
#: Forms that keep what is typed: a new entry, a changed one, one that is entered for somebody.
NEW, CHANGED, ENTERED = "write_entry", "change_entry:", "enter_entry:"


@require_http_methods(["GET", "POST"])
@place_door("belong_here")
def write_entry(request: Any) -> Page:
    """A new entry. "Save and come back" keeps it as a draft."""
    kept = keeping(request, NEW)
    form = NewEntryForm(request.POST or None, initial={"heading": _prompt(request)} | kept.typed)
    if request.method == "POST" and form.is_valid():
        later = request.POST.get("then") == "later"
        if once.first_time(request):
            entry = actions.write_entry(
                myself(request.viewer),
                heading=form.cleaned_data["heading"],
                words=form.cleaned_data["words"],
                keep=form.cleaned_data["keep"],
                finish=not later,
                by=request.viewer,
            )
            messages.success(request, _("Saved. You can come back to it any time.") if later else saved(entry))
        sent(request)
        return redirect("story", place=request.place.slug)
    return render(request, "story/write_entry.html", {"form": form, "prompts": PROMPTS, "keeping": kept})


def _prompt(request: HttpRequest) -> str:
    chosen = request.GET.get("prompt", "")
    return str(PROMPTS[int(chosen)]) if chosen in {str(n) for n in range(len(PROMPTS))} else ""


@require_http_methods(["GET", "POST"])
@voiced_door(Entry, "change_entry")
def change_entry(request: Any, entry: Entry, by: Viewer) -> Page:
    """Change an entry, or what somebody tells a worker to change in it.

    Where another window has changed it meanwhile, both versions are shown and none is lost.
    """
    if is_destroyed(entry, "words"):
        messages.info(request, THESE_DESTROYED)
        return back_to_it(request, entry)
    kept = keeping(request, f"{CHANGED}{entry.pk}", about=entry.person_id)
    form = asking_how(EntryForm(request.POST or None, initial=_as_it_is(request, entry) | kept.typed), by)
    form.fields["words"].required = bool(entry.words)  # what is a picture or a sound alone needs no words beside it
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            by = told_by(form, by)
            saved = actions.change_entry(
                entry,
                heading=form.cleaned_data["heading"],
                words=form.cleaned_data["words"],
                version=form.cleaned_data["version"] or entry.version,
                settles=_settled(request, entry),
                by=by,
            )
            sent(request)
            if saved.pk != entry.pk:
                messages.info(request, _("This was changed in two windows. Both are saved, and here they are."))
                return redirect("change_entry", place=request.place.slug, pk=entry.pk)
            if request.POST.get("then") == "finish":
                actions.finish_entry(entry, by=by)
            messages.success(request, _("Saved."))
        return back_to_it(request, entry)
    page = {"form": form, "entry": entry, "beside": _beside(request, entry), "keeping": kept}
    return render(request, "story/change_entry.html", page | banner(request, entry, by))


def _beside(request: Any, entry: Entry) -> list[Entry]:
    copies = Entry.objects.visible_to(request.viewer).filter(beside_id=entry.pk, taken_back_at=None)
    return list(copies.order_by("written_at")[:20])


def _as_it_is(request: Any, entry: Entry) -> dict[str, Any]:
    """What the form opens with; after a clash, every version one beneath the other, to be made into one."""
    if request.method == "POST":
        return {}
    versions = [entry.words, *(copy.words for copy in _beside(request, entry))]
    headings = [entry.heading, *(copy.heading for copy in _beside(request, entry))]
    return {
        "heading": next((heading for heading in headings if heading), ""),
        "words": "\n\n– – –\n\n".join(dict.fromkeys(versions)),
        "version": entry.version,
    }


def _settled(request: HttpRequest, entry: Entry) -> list[UUID]:
    """The copies that were on the page when one text was made of them; anything tampered with is nothing."""
    named = set(request.POST.getlist("settles")[:20])
    return [copy.pk for copy in _beside(request, entry) if str(copy.pk) in named]


@require_http_methods(["GET", "POST"])
@door(Person, "enter_for")
def enter_entry(request: Any, person: Person) -> Page:
    """A worker writes down what somebody tells them, and sees what they have just entered; nothing else of it."""
    kept = keeping(request, f"{ENTERED}{person.pk}", about=person.pk)
    form = EnteredEntryForm(request.POST or None, initial=told_how(person.pk, request.viewer) | kept.typed)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            actions.write_entry(
                person,
                heading=form.cleaned_data["heading"],
                words=form.cleaned_data["words"],
                keep=form.cleaned_data["keep"],
                by=request.viewer.entering_for(person.pk, form.cleaned_data["channel"]),
            )
            messages.success(request, _("Saved in the story of %(name)s.") % {"name": person.name})
        sent(request)
        return redirect("enter_entry", place=request.place.slug, pk=person.pk)
    back = way_back(request.place.slug, person.pk, request.viewer)
    just = reads.just_entered(person.pk, request.viewer)
    page = {"form": form, "person": person, "back": back, "just": just, "keeping": kept}
    page["enclosed"] = reads.enclosures_of(just, request.viewer) if just else {}
    return render(request, "story/enter_entry.html", page)
