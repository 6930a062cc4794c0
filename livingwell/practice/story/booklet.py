"""A story as a booklet: what goes into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from livingwell.kit import clock, paper
from livingwell.practice.story.models import Enclosure, EnclosureKind, Entry
from livingwell.practice.story.reads import bytes_of

TEMPLATE = Path(__file__).with_name("data") / "booklet.typ"
#: More than a booklet holds; the rest is named, and seen on the page.
PICTURES = 60


def booklet(
    name: str, entries: Sequence[Entry], enclosed: Mapping[UUID, list[Enclosure]], *, mine: bool, whole: bool = False
) -> bytes:
    """The story of `name` as a PDF. `whole` says on its first page that it holds what is kept to oneself."""
    pictures: dict[str, bytes] = {}
    told = {
        "title": _("My story") if mine else _("The story of %(name)s") % {"name": name},
        "author": name,
        "day": _day(clock.now()),
        "whom": _("With what I keep to myself.") if whole else "",
        "language": (get_language() or "en").split("-")[0],
        "contents": _("What is in it"),
        "entries": [_entry(entry, enclosed.get(entry.pk, []), pictures) for entry in entries],
    }
    return paper.pdf(TEMPLATE, told, pictures)


def _entry(entry: Entry, enclosed: Sequence[Enclosure], pictures: dict[str, bytes]) -> dict[str, Any]:
    day = _day(entry.written_at)
    shown = [_enclosure(one, entry, pictures) for one in enclosed if one.taken_out_at is None]
    return {
        "heading": entry.heading or day,
        "words": paper.paragraphs(entry.words),
        "day": day if entry.heading else "",
        "enclosed": shown,
    }


def _enclosure(one: Enclosure, entry: Entry, pictures: dict[str, bytes]) -> dict[str, Any]:
    if one.kind == EnclosureKind.SOUND:
        said = _("A recording. It can be heard online. It says:") if one.words else ""
        return {
            "picture": "",
            "alt": said or _("A recording. It can be heard online."),
            "words": paper.paragraphs(one.words),
        }
    if len(pictures) >= PICTURES:
        return {"picture": "", "alt": _("A picture. It can be seen online."), "words": []}
    content = bytes_of(one)
    if not content:  # its key was destroyed
        return {"picture": "", "alt": one.words, "words": []}
    name = f"picture{len(pictures)}"
    pictures[name] = content
    alt = one.words or (_("A picture with “%(heading)s”") % {"heading": entry.heading} if entry.heading else "")
    return {"picture": f"{name}.svg", "alt": alt or _("A picture, not described"), "words": paper.paragraphs(one.words)}


def _day(moment: Any) -> str:
    return date_format(localtime(moment), "j F Y")
