"""What the story tells, for whoever was let in and is about to ask."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.kit.viewers import Viewer
from livingwell.practice.meetings.told_before import AT_MOST, ToldBefore, tells_what_was_told
from livingwell.practice.story.models import Entry
from livingwell.practice.story.rules import told


@tells_what_was_told
def what_the_story_tells(person_id: UUID, viewer: Viewer) -> Iterable[ToldBefore]:
    """Its entries that stand, the latest first; nothing where the story was not shared with `viewer`."""
    rows = Entry.objects.visible_to(viewer).with_reason().filter(told.q(viewer), person_id=person_id)
    for entry in rows.order_by("-written_at", "id")[:AT_MOST]:
        if entry.heading or entry.words:
            # Whose words a heading is, is sealed: what is written down where it is asked again is the entry's number.
            yield ToldBefore(f"story:{entry.pk.hex}", _("Something in their story"), entry.heading, entry.words,
                             entry.written_at)  # fmt: skip
