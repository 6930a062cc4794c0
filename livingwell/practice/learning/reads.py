"""What can be asked about supervision, what was learned, and what workers tell of themselves?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Membership
from livingwell.practice.learning.models import Noticed, OfMyself, Supervision, SupervisionNote


def pairs_of(viewer: Viewer) -> list[Any]:
    """Whom the viewer meets for supervision, either way; those that go on first."""
    rows = Supervision.objects.visible_to(viewer).may("accept_supervision", "end_supervision")
    return sorted(rows.order_by("-asked_at")[:60], key=lambda one: one.ended_at is not None)


def notes_of(pair: Supervision, viewer: Viewer) -> list[SupervisionNote]:
    """What the two wrote, the last first."""
    rows = SupervisionNote.objects.visible_to(viewer).with_reason().filter(supervision_id=pair.pk)
    return list(rows.order_by("-written_at")[:100])


def to_ask(viewer: Viewer) -> list[Membership]:
    """Colleagues of the place, each once; never the viewer."""
    rows = Membership.objects.filter(place_id=viewer.place_id, ended_at=None).exclude(person_id=viewer.id)
    found: dict[UUID, Membership] = {}
    for row in rows.select_related("team").order_by("known_as", "id")[:300]:
        found.setdefault(row.person_id, row)
    return list(found.values())


def noticed_by(viewer: Viewer) -> list[Any]:
    """What the viewer's teams noticed, the last first."""
    rows = Noticed.objects.visible_to(viewer).may("look_back_at").select_related("team").order_by("-written_at")[:50]
    found = list(rows)
    keys.bring({one.person_id for one in found})
    return found


def told_by(worker: UUID, viewer: Viewer) -> list[Any]:
    """What a worker tells of themselves, as far as the viewer may read it."""
    rows = OfMyself.objects.visible_to(viewer).may("take_back_of_myself").with_reason()
    return list(rows.filter(person_id=worker, taken_back_at=None).order_by("written_at")[:30])
