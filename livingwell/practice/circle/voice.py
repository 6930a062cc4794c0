"""Pages of what belongs to somebody's own voice: opened to them, and to a worker who enters it for them.

The worker comes through the same door, to the same page; it carries the banner that says whose words these are, and
asks by which channel they were told. An act that is one press asks it on a page of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from livingwell.kit.forms import KitForm
from livingwell.kit.permission.doors import door
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.people.reads import person_seen
from livingwell.practice.circle.entering import channel_field, in_anothers_voice
from livingwell.practice.circle.forms import ChannelForm
from livingwell.practice.circle.known import way_back
from livingwell.practice.circle.reads import sitting_now, told_how

Page = Callable[..., HttpResponse]


def voice_for(viewer: Viewer, row: Any, act: str) -> Viewer:
    """`viewer` as they may do `act` to `row`: in their own name, or entering it in the person's voice.

    :raises PermissionDenied: where they may do neither.
    """
    if getattr(row, f"may_{act}"):
        return viewer
    entering = viewer.entering_for(row.person_id, "")
    if row.person_id == viewer.id or not row.may(entering, act):
        raise PermissionDenied
    return entering


def voiced_door(model: type[Guarded], act: str) -> Callable[[Page], Page]:
    """A door like any other, which a worker may also come through in the person's voice. The view is called as
    ``view(request, row, by)``; `by` has no channel yet."""

    def fit(view: Page) -> Page:
        def enter(request: Any, row: Any, **rest: Any) -> HttpResponse:
            return view(request, row, voice_for(request.viewer, row, act), **rest)

        opened = door(model, also=(act,))(wraps(view)(enter))
        opened.door = (model, act)  # type: ignore[attr-defined]
        return opened

    return fit


def person_of(request: Any, row: Any) -> Person:
    """Whose row it is.

    :raises Http404: when the viewer may see the row, and not the person.
    """
    person = person_seen(request.viewer, row.person_id)
    if person is None:
        raise Http404
    return person


def other_person_of(request: Any, row: Any) -> Person | None:
    """Whose row it is, for a worker's page; None on the person's own, which does not tell them their name."""
    return None if row.person_id == request.viewer.id else person_of(request, row)


def whose(request: Any, row: Any) -> dict[str, Any]:
    """What a page of somebody's own says first: whether it is the viewer's, whose it is as far as they may see, and
    whether they enter it for them."""
    person = next(iter(_entered_for(request.viewer, row.person_id)), None)
    return {
        "person": person,
        "mine": row.person_id == request.viewer.id,
        "entering": person is not None and person.may_enter_for,
    }


@said_once
def _entered_for(viewer: Viewer, person_id: UUID) -> Any:
    return Person.objects.visible_to(viewer).may("enter_for").with_reason().filter(pk=person_id)


def asking_how(form: KitForm, by: Viewer) -> KitForm:
    """The person's own form; where a worker fills it in for them, with the question how they told it."""
    if in_anothers_voice(by) and by.voice is not None:
        form.fields["channel"] = channel_field()
        form.order_fields(["channel"])
        form.initial = {**form.initial, **told_how(by.voice, by)}
    return form


def told_by(form: KitForm, by: Viewer) -> Viewer:
    """`by` with the channel that was answered."""
    if by.voice is None or not in_anothers_voice(by):
        return by
    return by.entering_for(by.voice, form.cleaned_data["channel"])


def banner(request: Any, row: Any, by: Viewer) -> dict[str, Any]:
    """What a page needs to say whose words these are; nothing on the person's own page."""
    if not in_anothers_voice(by):
        return {}
    return {
        "person": person_of(request, row),
        "back_to_journey": way_back(request.place.slug, row.person_id, request.viewer),
    }


def press(request: Any, row: Any, by: Viewer, does: str, do: Callable[[Viewer], Any]) -> HttpResponse | None:
    """Do what one press does; None when it is done. A worker who has not said how they are told (they are in no
    sitting with the person) is asked first: that page is returned.

    `does` says what will happen, in a few words of the worker's.
    """
    if not in_anothers_voice(by):
        do(by)
        return None
    if (sitting := sitting_now(row.person_id, request.viewer)) is not None:
        do(request.viewer.entering_for(row.person_id, sitting.channel))
        return None
    form = ChannelForm(request.POST if "asked" in request.POST else None)
    if form.is_valid():
        do(told_by(form, by))
        return None
    page = {"form": form, "does": does, "press_url": request.path} | banner(request, row, by)
    return render(request, "circle/ask_how.html", page)


def back_in_voice(request: Any, person_id: UUID, name: str) -> HttpResponse:
    """After what a worker entered: the one page of the sitting, where they came from it; else the page `name`."""
    return redirect("with_person" if request.POST.get("sitting") else name, place=request.place.slug, pk=person_id)
