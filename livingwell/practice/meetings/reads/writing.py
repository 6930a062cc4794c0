"""All that was written when people met, missed each other or tried to; a page at a time, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Coalesce

from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.practice.meetings.models import Attempt, HeldBack, HeldBackWords, Meeting, MeetingStage, NextStep, Note

#: How many of each table a page looks at, and at most shows.
PAGE = 30


@dataclass
class Writing:
    """One line of the page: `kind` is meeting, attempt, note, or step (a promise that was let go)."""

    kind: str
    at: datetime
    row: Any
    held_back: list[tuple[HeldBack, str]]


def writing_of(person_id: UUID, viewer: Viewer, *, before: datetime | None = None) -> tuple[list[Writing], str]:
    """A page of it as `viewer` may read it, and the cursor of the next ('' at the end). Seven queries, always."""
    keys.bring([person_id])
    found = [
        *_page(Meeting, "meeting", Coalesce("happened_at", "planned_for"), person_id, viewer, before),
        *_page(Attempt, "attempt", F("tried_at"), person_id, viewer, before),
        *_page(Note, "note", F("written_at"), person_id, viewer, before),
        *_page(NextStep, "step", F("let_go_at"), person_id, viewer, before),
    ]
    found.sort(key=lambda one: (one.at, one.row.pk), reverse=True)
    shown = found[:PAGE]
    later = shown[-1].at.isoformat() if len(found) > PAGE else ""
    _add_held_back(shown, viewer)
    return shown, later


def _page(model: Any, kind: str, when: Any, person_id: UUID, viewer: Viewer, before: datetime | None) -> list[Writing]:
    rows = model.objects.visible_to(viewer).with_reason().filter(person_id=person_id).annotate(shown_at=when)
    if model is Meeting:
        rows = rows.exclude(stage=MeetingStage.PLANNED)
    if model is NextStep:
        rows = rows.exclude(let_go_at=None)
    if before is not None:
        rows = rows.filter(shown_at__lt=before)
    return [Writing(kind, row.shown_at, row, []) for row in rows.order_by("-shown_at", "-id")[: PAGE + 1]]


def _add_held_back(shown: list[Writing], viewer: Viewer) -> None:
    notes = {one.row.pk: one for one in shown if one.kind == "note"}
    rows = list(HeldBack.objects.visible_to(viewer).filter(note_id__in=notes).order_by("held_back_at"))
    words = {
        one.held_back_id: one.words
        for one in HeldBackWords.objects.visible_to(viewer).filter(held_back_id__in=[row.pk for row in rows])
    }
    for row in rows:
        notes[row.note_id].held_back.append((row, words.get(row.pk, "")))
