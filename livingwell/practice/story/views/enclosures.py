"""Pictures and sounds: to add, to see and hear, to describe, to take out."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livingwell.kit import once
from livingwell.kit.files.taking import records_sound, takes_file
from livingwell.kit.permission.acts import Refused
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.permission.showing import belongs_to_a_look
from livingwell.kit.viewers import Viewer
from livingwell.people.reads import myself
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.reads import looked_just_now
from livingwell.practice.circle.voice import asking_how, banner, press, told_by, voiced_door
from livingwell.practice.story import actions, reads
from livingwell.practice.story.forms import DescriptionForm, NewPictureForm, NewSoundForm, PictureForm, SoundForm
from livingwell.practice.story.models import ENDINGS, Enclosure, EnclosureKind, Entry
from livingwell.practice.story.views.pressing import back_to_it, saved

Page = HttpResponse
FORM = require_http_methods(["GET", "POST"])
#: What is served is shown or played where a page of ours asks for it, and is nothing by itself.
ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"


def _write_with(request: Any, kind: EnclosureKind) -> Page:
    form_class: Any = NewSoundForm if kind == EnclosureKind.SOUND else NewPictureForm
    form = form_class(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            given = form.cleaned_data
            entry = actions.write_entry(
                myself(request.viewer), heading=given["heading"], words="", keep=given["keep"], by=request.viewer
            )
            actions.enclose(entry, what=given["file"], words=given["words"], by=request.viewer)
            messages.success(request, saved(entry))
        return redirect("story", place=request.place.slug)
    page = {"form": form, "kind": kind, "then": reverse("story", args=[request.place.slug])}
    return render(request, "story/enclose.html", page)


@FORM
@place_door("belong_here")
@takes_file
def write_with_picture(request: Any) -> Page:
    """A new entry that begins with a picture."""
    return _write_with(request, EnclosureKind.PICTURE)


@FORM
@place_door("belong_here")
@takes_file
@records_sound
def write_with_sound(request: Any) -> Page:
    """A new entry that is spoken, or that is a recording."""
    return _write_with(request, EnclosureKind.SOUND)


def _enclose(request: Any, entry: Entry, by: Viewer, kind: EnclosureKind) -> Page:
    form_class: Any = SoundForm if kind == EnclosureKind.SOUND else PictureForm
    form = asking_how(form_class(request.POST or None, request.FILES or None), by)
    if request.method == "POST" and form.is_valid():
        try:
            if once.first_time(request):
                given = form.cleaned_data
                actions.enclose(entry, what=given["file"], words=given["words"], by=told_by(form, by))
                messages.success(request, _("Saved."))
            return back_to_it(request, entry)
        except Refused as refused:
            form.add_error("file", str(refused))
    page = {"form": form, "kind": kind, "entry": entry, "then": back_to_it(request, entry)["Location"]} | banner(
        request, entry, by
    )
    return render(request, "story/enclose.html", page)


@FORM
@voiced_door(Entry, "enclose")
@takes_file
def enclose_picture(request: Any, entry: Entry, by: Viewer) -> Page:
    """A picture for an entry that is there."""
    return _enclose(request, entry, by, EnclosureKind.PICTURE)


@FORM
@voiced_door(Entry, "enclose")
@takes_file
@records_sound
def enclose_sound(request: Any, entry: Entry, by: Viewer) -> Page:
    """A sound for an entry that is there."""
    return _enclose(request, entry, by, EnclosureKind.SOUND)


@require_GET
@door(Enclosure)
def enclosure(request: Any, enclosure: Enclosure) -> Page:
    """The picture or the sound itself, or the part of it that was asked for; the rule is asked at each request. It
    belongs to the look of the page it stands on; where there was none, it is a look of its own."""
    if looked_just_now(enclosure.person_id, Part.STORY, request.viewer):
        belongs_to_a_look(enclosure.person_id, enclosure.part)
    span = _span(request, enclosure.size)
    if span is None:
        answer = HttpResponse(status=416, headers={"Content-Range": f"bytes */{enclosure.size}"})
    else:
        start, stop, partly = span
        content = reads.bytes_of(enclosure, start, stop)
        answer = HttpResponse(content, content_type=enclosure.media_type, status=206 if partly else 200)
        if partly:
            answer.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{enclosure.size}"
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Content-Disposition"] = f'attachment; filename="{enclosure.kind}.{ENDINGS[enclosure.media_type]}"'
    answer.headers["Content-Security-Policy"] = ALONE
    return answer


def _span(request: HttpRequest, size: int) -> tuple[int, int, bool] | None:
    """Which bytes were asked for (RFC 9110, section 14): from, up to, and whether that is a part; None where there are
    none such. Anything but one plain range asks for the whole."""
    asked = re.fullmatch(r"bytes=(\d{0,12})-(\d{0,12})", request.headers.get("Range", ""))
    if asked is None or not (asked[1] or asked[2]):
        return 0, size, False
    if not asked[1]:
        start, stop = max(size - int(asked[2]), 0), size
    else:
        start, stop = int(asked[1]), min(int(asked[2]) + 1, size) if asked[2] else size
    return (start, stop, True) if start < stop else None


@FORM
@voiced_door(Enclosure, "describe_enclosure")
def describe_enclosure(request: Any, enclosure: Enclosure, by: Viewer) -> Page:
    """What it shows, or what is said in it."""
    form = asking_how(DescriptionForm(request.POST or None, initial={"words": enclosure.words}), by)
    sound = enclosure.kind == EnclosureKind.SOUND
    form.fields["words"].label = _("What is said in it?") if sound else _("What does it show?")
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            actions.describe_enclosure(enclosure, words=form.cleaned_data["words"], by=told_by(form, by))
            messages.success(request, _("Saved."))
        return _back(request, enclosure)
    page = {"form": form, "one": enclosure} | banner(request, enclosure, by)
    return render(request, "story/describe_enclosure.html", page)


@require_POST
@voiced_door(Enclosure, "take_out_enclosure")
def take_out_enclosure(request: Any, enclosure: Enclosure, by: Viewer) -> Page:
    """It goes with the entry no more."""
    asked = press(request, enclosure, by, _("Take this out"), lambda by: actions.take_out_enclosure(enclosure, by=by))
    if asked is not None:
        return asked
    messages.success(request, _("Taken out. You can put it back any time, below the entry."))
    return _back(request, enclosure)


@require_POST
@voiced_door(Enclosure, "put_back_enclosure")
def put_back_enclosure(request: Any, enclosure: Enclosure, by: Viewer) -> Page:
    """It goes with its entry again."""
    asked = press(request, enclosure, by, _("Put this back"), lambda by: actions.put_back_enclosure(enclosure, by=by))
    if asked is not None:
        return asked
    messages.success(request, _("It is back."))
    return _back(request, enclosure)


def _back(request: Any, enclosure: Enclosure) -> Page:
    return back_to_it(request, Entry(pk=enclosure.entry_id, person_id=enclosure.person_id))
