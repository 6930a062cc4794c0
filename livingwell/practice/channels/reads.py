"""What can be asked about forms on paper, copies, and what was just written down with somebody?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer
from livingwell.practice.channels.models import Copy, Sheet
from livingwell.practice.plan import reads as plan
from livingwell.practice.story import reads as story

SHOWN = 60


def tidy_reference(typed: str) -> str:
    """A reference as it is printed, whatever was typed between its letters."""
    letters = "".join(re.findall(r"[A-Z0-9]", typed.upper()))[:8]
    return f"{letters[:4]}-{letters[4:]}"


def sheet_called(reference: str, viewer: Viewer) -> Sheet | None:
    """The sheet with this reference that waits to be typed in, where the viewer may do that; else None, and why is not
    told."""
    found: Sheet | None = (
        Sheet.objects.visible_to(viewer)
        .not_shown("only its address is used")
        .may("type_in_sheet")
        .filter(reference=tidy_reference(reference))
        .first()
    )
    return found if found is not None and found.may_type_in_sheet else None  # type: ignore[attr-defined]


def sheets_on_their_way(viewer: Viewer) -> list[Sheet]:
    """Those that were printed and have not come back, of everybody the viewer may type in for; the newest first."""
    rows = Sheet.objects.visible_to(viewer).exclude(person_id=viewer.id)
    rows = rows.filter(came_back_at=None, until__gt=clock.now()).select_related("person")
    return list(rows.order_by("-printed_at")[:SHOWN])


def sheets_of(person_id: UUID, viewer: Viewer) -> list[Sheet]:
    """The sheets of one person that have not come back."""
    rows = Sheet.objects.visible_to(viewer).filter(person_id=person_id, came_back_at=None, until__gt=clock.now())
    return list(rows.order_by("printed_at")[:SHOWN])


def copies_of(person_id: UUID, viewer: Viewer) -> list[Copy]:
    """Which copies somebody was given, the newest first."""
    return list(Copy.objects.visible_to(viewer).filter(person_id=person_id).order_by("-given_at")[:5])


@dataclass(frozen=True)
class JustNow:
    """What the viewer wrote down for somebody in this sitting."""

    entries: list[Any] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    safe: list[Any] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.entries or self.rows or self.safe)


def just_now(person_id: UUID, viewer: Viewer) -> JustNow:
    """Of the story, the plan and staying safe: what was entered just now, which stays in front of whoever wrote it."""
    return JustNow(
        story.just_entered(person_id, viewer),
        plan.just_entered(person_id, viewer),
        plan.just_entered_safe(person_id, viewer),
    )
