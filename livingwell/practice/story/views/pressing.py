"""What one press does to an entry: done, said, and back to the story."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit.viewers import Viewer
from livingwell.practice.circle.voice import back_in_voice, press, voiced_door
from livingwell.practice.story import actions
from livingwell.practice.story.models import Entry

Page = HttpResponse


def back_to_it(request: Any, entry: Entry) -> Page:
    """The person's own story, at this entry; for a worker the page on which they enter, with what they have just
    entered."""
    if entry.person_id == request.viewer.id:
        return redirect(reverse("story", args=[request.place.slug]) + f"#entry-{entry.pk}")
    return back_in_voice(request, entry.person_id, "enter_entry")


def saved(entry: Entry) -> str:
    """What is said of a new entry, which stands at the end of what may be a long page: with the way to it."""
    return format_html('{} <a href="#entry-{}">{}</a>', _("Saved."), entry.pk, _("See it in your story"))


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
        return back_to_it(request, entry)

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
