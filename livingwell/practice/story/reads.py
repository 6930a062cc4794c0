"""What can be asked about a story?"""

from __future__ import annotations

from uuid import UUID

from livingwell.kit.viewers import Viewer
from livingwell.practice.story.models import Entry, Story, Wording
from livingwell.practice.story.rules import in_this_sitting


def story_of(person_id: UUID, viewer: Viewer) -> Story | None:
    """The person's story, if it has begun and `viewer` may see it."""
    found: Story | None = Story.objects.visible_to(viewer).with_reason().filter(person_id=person_id).first()
    return found


def entries_of(person_id: UUID, viewer: Viewer) -> list[Entry]:
    """Every entry `viewer` may see, in the order they were written: drafts and what was taken back for the person."""
    entries = Entry.objects.visible_to(viewer).with_reason().filter(person_id=person_id)
    return list(entries.order_by("written_at", "id")[:500])


def just_entered(person_id: UUID, viewer: Viewer) -> list[Entry]:
    """What a worker wrote down, or took back, for this person in this sitting, the newest first."""
    rows = Entry.objects.visible_to(viewer).with_reason().filter(person_id=person_id)
    found = rows.filter(in_this_sitting.q(viewer)).order_by("-written_at", "id")
    return list(found[:30])


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
