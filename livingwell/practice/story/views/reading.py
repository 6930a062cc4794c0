"""A story to read: the person's own page, a shared story, and paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.unsent.keeping import rows_of
from livingwell.people.models import Person
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.reads import live_shares_of
from livingwell.practice.circle.voice import whose
from livingwell.practice.story import reads
from livingwell.practice.story.booklet import booklet
from livingwell.practice.story.models import Story
from livingwell.practice.story.views.writing import CHANGED, NEW

Page = HttpResponse
#: A long story opens on what was written last, in the order it was written; the rest is one press away.
LATEST = 40


@require_GET
@place_door("belong_here")
def story(request: Any) -> Page:
    """My story: the last of it, or with ``?all`` everything; what is not finished, what was taken back, and who can see
    it."""
    entries = reads.entries_of(request.viewer.id, request.viewer)
    standing = reads.standing(entries)
    shown = standing if "all" in request.GET else standing[-LATEST:]
    page = {
        "enclosed": reads.enclosures_of(shown, request.viewer) if shown else {},
        "entries": shown,
        "before": len(standing) - len(shown),
        "drafts": reads.drafts(entries),
        "taken_back": reads.taken_back(entries),
        "copies": reads.copies(entries),
        "shares": live_shares_of(request.viewer.id, request.viewer, Part.STORY),
        "unsent": [row for row in rows_of(request.viewer)[:20] if row.form.startswith((NEW, CHANGED))],
        "story_id": next((entry.story_id for entry in entries), None),
    }
    return render(request, "story/story.html", page)


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
    """The story for paper."""
    return render(request, "story/print_story.html", _for_paper(request, story))


@require_GET
@door(Story)
def story_booklet(request: Any, story: Story) -> Page:
    """The story as a PDF, to keep, print or give to somebody."""
    known = _for_paper(request, story)
    name = known["person"].name if known["person"] else request.viewer.name
    made = booklet(name, known["entries"], known["enclosed"], mine=known["mine"], whole=known["whole"])
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'attachment; filename="story.pdf"',
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        },
    )


def _for_paper(request: Any, story: Story) -> dict[str, Any]:
    """What goes on paper, which others find and pick up: what is kept to oneself is left out unless it is asked for, by
    the person, with ``?all``."""
    known = _to_read(request, story)
    keeps = known["mine"] and any(entry.kept_at for entry in known["entries"])
    whole = keeps and "all" in request.GET
    entries = [entry for entry in known["entries"] if whole or not entry.kept_at]
    return known | {"entries": entries, "keeps": keeps, "whole": whole}


def _to_read(request: Any, story: Story) -> dict[str, Any]:
    entries = reads.standing(reads.entries_of(story.person_id, request.viewer))
    return {
        "story": story,
        "entries": entries,
        "enclosed": reads.enclosures_of(entries, request.viewer) if entries else {},
    } | whose(request, story)
