"""What is seen of a story: the person's own pages, a shared story, the booklet, and entering for somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livingwell.kit import once
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.people.reads import myself
from livingwell.practice.circle.known import way_back
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.reads import live_shares_of
from livingwell.practice.circle.voice import asking_how, banner, press, told_by, voiced_door
from livingwell.practice.story import actions, reads
from livingwell.practice.story.forms import PROMPTS, EnteredEntryForm, EntryForm, NewEntryForm
from livingwell.practice.story.models import Entry, Story

Page = HttpResponse


@require_GET
@place_door("belong_here")
def story(request: Any) -> Page:
    """My story: everything in it, what is not finished, what was taken back, and who can see it."""
    entries = reads.entries_of(request.viewer.id, request.viewer)
    page = {
        "entries": reads.standing(entries),
        "drafts": reads.drafts(entries),
        "taken_back": reads.taken_back(entries),
        "copies": reads.copies(entries),
        "shares": live_shares_of(request.viewer.id, request.viewer, Part.STORY),
        "story_id": next((entry.story_id for entry in entries), None),
    }
    return render(request, "story/story.html", page)


@require_http_methods(["GET", "POST"])
@place_door("belong_here")
def write_entry(request: Any) -> Page:
    """A new entry. "Save and come back" keeps it as a draft."""
    form = NewEntryForm(request.POST or None, initial={"heading": _prompt(request)})
    if request.method == "POST" and form.is_valid():
        later = request.POST.get("then") == "later"
        if once.first_time(request):
            actions.write_entry(
                myself(request.viewer),
                heading=form.cleaned_data["heading"],
                words=form.cleaned_data["words"],
                keep=form.cleaned_data["keep"],
                finish=not later,
                by=request.viewer,
            )
            messages.success(request, _("Saved. You can come back to it any time.") if later else _("Saved."))
        return redirect("story", place=request.place.slug)
    return render(request, "story/write_entry.html", {"form": form, "prompts": PROMPTS})


def _prompt(request: HttpRequest) -> str:
    chosen = request.GET.get("prompt", "")
    return str(PROMPTS[int(chosen)]) if chosen in {str(n) for n in range(len(PROMPTS))} else ""


@require_http_methods(["GET", "POST"])
@voiced_door(Entry, "change_entry")
def change_entry(request: Any, entry: Entry, by: Viewer) -> Page:
    """Change an entry, or what somebody tells a worker to change in it.

    Where another window has changed it meanwhile, both versions are shown and none is lost.
    """
    form = asking_how(EntryForm(request.POST or None, initial=_as_it_is(request, entry)), by)
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
            if saved.pk != entry.pk:
                messages.info(request, _("This was changed in two windows. Both are saved, and here they are."))
                return redirect("change_entry", place=request.place.slug, pk=entry.pk)
            if request.POST.get("then") == "finish":
                actions.finish_entry(entry, by=by)
            messages.success(request, _("Saved."))
        return _back(request, entry)
    page = {"form": form, "entry": entry, "beside": _beside(request, entry)} | banner(request, entry, by)
    return render(request, "story/change_entry.html", page)


def _back(request: Any, entry: Entry) -> Page:
    """The person's own story; for a worker the page on which they enter, with what they have just entered."""
    if entry.person_id == request.viewer.id:
        return redirect("story", place=request.place.slug)
    return redirect("enter_entry", place=request.place.slug, pk=entry.person_id)


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


def _pressed(act: Callable[..., Any], said: Callable[[], str], does: Callable[[], str]) -> Callable[..., Page]:
    """The page of an act that is one press on an entry: done, said, and back to the story. A worker is asked how they
    were told; `does` says what they are about to do."""

    @require_POST
    @voiced_door(Entry, act.act)  # type: ignore[attr-defined]
    def pressed(request: Any, entry: Entry, by: Viewer) -> Page:
        asked = press(request, entry, by, does(), lambda by: act(entry, by=by))
        if asked is not None:
            return asked
        messages.success(request, does() + "." if by.voice else said())
        return _back(request, entry)

    return pressed


finish_entry = _pressed(
    actions.finish_entry, lambda: _("It is in your story now."), lambda: _("Put this in their story")
)
take_back_entry = _pressed(
    actions.take_back_entry,
    lambda: _("Taken back. You can put it back any time, below."),
    lambda: _("Take this out of their story"),
)
put_back_entry = _pressed(
    actions.put_back_entry, lambda: _("It is back in your story."), lambda: _("Put this back in their story")
)
keep_entry_to_myself = _pressed(
    actions.keep_entry_to_myself, lambda: _("Only you can see it now."), lambda: _("Keep this just for them")
)
let_entry_be_seen = _pressed(
    actions.let_entry_be_seen,
    lambda: _("Those you share your story with can see it now."),
    lambda: _("Let those they share their story with see this"),
)


@require_GET
@door(Story)
def shared_story(request: Any, story: Story) -> Page:
    """Somebody's story, for those they let in. The person is sent to their own page."""
    if story.person_id == request.viewer.id:
        return redirect("story", place=request.place.slug)
    return render(request, "story/shared_story.html", _to_read(request, story))


@require_GET
@door(Person)
def story_of(request: Any, person: Person) -> Page:
    """The way in for somebody who was let in: to the story, or to a page that says it has not begun."""
    story = reads.story_of(person.pk, request.viewer)
    if story is not None:
        return redirect("shared_story", place=request.place.slug, pk=story.pk)
    return render(request, "story/shared_story.html", {"person": person, "entries": []})


@require_GET
@door(Story)
def print_story(request: Any, story: Story) -> Page:
    """The story as a booklet, for paper."""
    return render(request, "story/print_story.html", _to_read(request, story))


def _to_read(request: Any, story: Story) -> dict[str, Any]:
    people = Person.objects.visible_to(request.viewer).may("enter_for").with_reason()
    person = people.filter(pk=story.person_id).first()
    return {
        "story": story,
        "person": person,
        "entries": reads.standing(reads.entries_of(story.person_id, request.viewer)),
        "mine": story.person_id == request.viewer.id,
        "entering": person is not None and person.may_enter_for,
    }


@require_http_methods(["GET", "POST"])
@door(Person, "enter_for")
def enter_entry(request: Any, person: Person) -> Page:
    """A worker writes down what somebody tells them, and sees what they have just entered; nothing else of it."""
    form = EnteredEntryForm(request.POST or None)
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
        return redirect("enter_entry", place=request.place.slug, pk=person.pk)
    back = way_back(request.place.slug, person.pk, request.viewer)
    just = reads.just_entered(person.pk, request.viewer)
    return render(request, "story/enter_entry.html", {"form": form, "person": person, "back": back, "just": just})
