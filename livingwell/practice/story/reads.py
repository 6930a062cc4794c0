"""What can be asked about a story?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.practice.story.models import Enclosure, EnclosureSlice, Entry, Story, Wording
from livingwell.practice.story.rules import in_this_sitting


def story_of(person_id: UUID, viewer: Viewer) -> Story | None:
    """The person's story, if it has begun and `viewer` may see it."""
    found: Story | None = Story.objects.visible_to(viewer).with_reason().filter(person_id=person_id).first()
    return found


def entries_of(person_id: UUID, viewer: Viewer) -> list[Entry]:
    """Every entry `viewer` may see, in the order they were written: drafts and what was taken back for the person."""
    return _entries(viewer, person_id)


@said_once
def _entries(viewer: Viewer, person_id: UUID) -> Any:
    rows = Entry.objects.visible_to(viewer).with_reason().filter(person_id=person_id)
    return rows.order_by("written_at", "id")[:500]


def just_entered(person_id: UUID, viewer: Viewer) -> list[Entry]:
    """What a worker wrote down, or took back, for this person in this sitting, the newest first."""
    return _just_entered(viewer, person_id)


@said_once
def _just_entered(viewer: Viewer, person_id: UUID) -> Any:
    rows = Entry.objects.visible_to(viewer).with_reason().filter(person_id=person_id)
    return rows.filter(in_this_sitting.q(viewer)).order_by("-written_at", "id")[:30]


def enclosures_of(entries: Iterable[Entry], viewer: Viewer) -> dict[UUID, list[Enclosure]]:
    """The pictures and sounds of these entries that `viewer` may see, by entry, in the order they were added."""
    found: dict[UUID, list[Enclosure]] = defaultdict(list)
    for one in _enclosures(viewer, [entry.pk for entry in entries]):
        found[one.entry_id].append(one)
    return dict(found)


@said_once
def _enclosures(viewer: Viewer, entries: list[UUID]) -> Any:
    return Enclosure.objects.visible_to(viewer).with_reason().filter(entry_id__any=entries).order_by("added_at", "id")


def bytes_of(enclosure: Enclosure, start: int = 0, stop: int | None = None) -> bytes:
    """The bytes of a picture or a sound that was fetched for the viewer, from `start` up to `stop`; only the slices
    that hold them are opened. The database hands slices to whoever may see what they are slices of, and nobody else."""
    size, stop = EnclosureSlice.SIZE, enclosure.size if stop is None else stop
    first, last = start // size, max(stop - 1, 0) // size
    rows = EnclosureSlice.objects.filter(enclosure_id=enclosure.pk, number__range=(first, last)).order_by("number")
    return b"".join(row.content for row in rows)[start - first * size : stop - first * size]


#: How many earlier wordings stand on one page.
WORDINGS = 20


def wordings_of(entry: Entry, viewer: Viewer, before: int | None = None) -> list[Wording]:
    """How an entry was worded, the latest first: `WORDINGS` of them, older than version `before`."""
    rows = Wording.objects.visible_to(viewer).with_reason().filter(entry_id=entry.pk)
    if before is not None:
        rows = rows.filter(version__lt=before)
    return list(rows.order_by("-version")[: WORDINGS + 1])


def standing(entries: list[Entry]) -> list[Entry]:
    """Those that stand in the story: finished, and not taken back."""
    return [entry for entry in entries if entry.finished_at and not entry.taken_back_at]


def drafts(entries: list[Entry]) -> list[Entry]:
    """Those not finished yet; copies kept beside another entry are shown with it."""
    return [entry for entry in entries if not (entry.finished_at or entry.taken_back_at or entry.beside_id)]


def taken_back(entries: list[Entry]) -> list[Entry]:
    """Those the person has taken back, and can put back."""
    return [entry for entry in entries if entry.taken_back_at and not entry.beside_id]


def copies(entries: list[Entry]) -> set[UUID]:
    """The entries beside which words from another window are waiting to be settled."""
    return {entry.beside_id for entry in entries if entry.beside_id and not entry.taken_back_at}
