"""What this room shows on pages composed from several rooms; each panel costs at most two queries."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Window

from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.practice.holding.models import Journey
from livingwell.practice.story.models import Entry
from livingwell.practice.story.reads import entries_of, standing, story_of
from livingwell.practice.story.rules import told_to_them

Panel = tuple[str, dict[str, Any]]


def first_panel(journey: Journey, viewer: Viewer) -> Panel | None:
    """For workers who were let in: the story comes first on the person's page. It says that there is one and not a word
    of it: reading it is what is told to the person as a look."""
    if viewer.id == journey.person_id:
        return None
    latest = next(iter(_latest_told(viewer, journey.person_id)), None)
    if latest is None:
        return None
    return "story/first_panel.html", {"story_id": latest.story_id, "latest": latest.written_at, "many": latest.many}


@said_once
def _latest_told(viewer: Viewer, person_id: UUID) -> Any:
    """The latest entry the viewer was let into, if there is one, and how ``many`` there are; none of its words."""
    rows = Entry.objects.visible_to(viewer).filter(told_to_them.q(viewer), person_id=person_id)
    counted = rows.not_shown("says how many there are, and since when").annotate(many=Window(Count("pk")))
    return counted.only("story_id", "written_at").order_by("-written_at")[:1]


def journey_panel(journey: Journey, viewer: Viewer) -> Panel | None:
    """For workers: what was shared with them, or that it was not; never whether there is anything to share."""
    if viewer.id == journey.person_id:
        return None
    story = story_of(journey.person_id, viewer)
    entries = standing(entries_of(journey.person_id, viewer)) if story else []
    return "story/panel.html", {"story": story, "entries": entries, "journey": journey}


def home_panel(person_id: UUID, viewer: Viewer) -> Panel | None:
    """For the person: the last thing they wrote, and the way in."""
    return "story/home_panel.html", {"latest": next(iter(_latest(viewer, person_id)), None)}


@said_once
def _latest(viewer: Viewer, person_id: UUID) -> Any:
    mine = Entry.objects.visible_to(viewer).filter(person_id=person_id, taken_back_at=None, beside=None)
    return mine.order_by("-written_at", "id")[:1]
