"""How an entry was worded before: to read, and to put back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from livingwell.kit.viewers import Viewer
from livingwell.practice.circle.voice import banner, press, voiced_door
from livingwell.practice.story import actions, reads
from livingwell.practice.story.models import Entry, Wording
from livingwell.practice.story.views.pressing import back_to_it

Page = HttpResponse


@require_GET
@voiced_door(Entry, "change_entry")
def earlier_wordings(request: Any, entry: Entry, by: Viewer) -> Page:
    """Every earlier version of an entry, the latest first. A worker sees those that they have just replaced."""
    before = request.GET.get("before", "")
    found = reads.wordings_of(entry, request.viewer, int(before) if before.isdecimal() and len(before) < 10 else None)
    shown = found[: reads.WORDINGS]
    here = reverse("earlier_wordings", args=[request.place.slug, entry.pk])
    page = {
        "entry": entry,
        "wordings": shown,
        "earlier": f"{here}?before={shown[-1].version}" if len(found) > len(shown) else "",
        "later": here if before else "",
    }
    return render(request, "story/earlier_wordings.html", page | banner(request, entry, by))


@require_POST
@voiced_door(Wording, "restore_wording")
def restore_wording(request: Any, wording: Wording, by: Viewer) -> Page:
    """An earlier version stands in the entry again."""
    asked = press(request, wording, by, _("Put these words back"), lambda by: actions.restore_wording(wording, by=by))
    if asked is not None:
        return asked
    messages.success(request, _("These words are back. Those that stood there are kept too."))
    entry = Entry.objects.visible_to(request.viewer).filter(pk=wording.entry_id).first()
    return back_to_it(request, entry) if entry else redirect("home", place=request.place.slug)
