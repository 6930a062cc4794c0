"""What this room shows on pages composed from several rooms; each panel costs at most two queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localtime

from livingwell.kit import clock
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.practice.circle.models import Look, Share
from livingwell.practice.circle.reads import words_about

Panel = tuple[str, dict[str, Any]]


def home_panel(person_id: UUID, viewer: Viewer) -> Panel | None:
    """For the person: who sees what, who has looked lately, and what others have shared with them by name."""
    given: list[Share] = []
    received: list[Share] = []
    for share in _shares(viewer, person_id):
        (given if share.person_id == person_id else received).append(share)
    page = {"given": given, "received": received, "looks": _each_once(_looks(viewer, person_id))[:3]}
    return "circle/home_panel.html", page


@said_once
def _shares(viewer: Viewer, person_id: UUID) -> Any:
    shares = Share.objects.visible_to(viewer).filter(ended_at=None, until__gt=clock.now())
    shares = shares.filter(Q(person_id=person_id) | Q(to_person_id=person_id)).select_related("person")
    return shares.order_by("to_name", "until")[:100]


@said_once
def _looks(viewer: Viewer, person_id: UUID) -> Any:
    looks = Look.objects.visible_to(viewer).filter(person_id=person_id).exclude(by_id=person_id)
    return looks.order_by("-at")[:30]


def journey_panel(journey: Any, viewer: Viewer) -> Panel | None:
    """For workers: what the person's circle told the team; nothing where nobody did."""
    told = words_about(journey.person_id, viewer)
    return ("circle/journey_panel.html", {"told": told}) if told and viewer.id != journey.person_id else None


def _each_once(looks: Iterable[Look]) -> list[Look]:
    """The newest look of each person on each day: whoever turned ten pages is told once."""
    newest: dict[tuple[str, date], Look] = {}
    for look in looks:
        newest.setdefault((look.by_name, localtime(look.at).date()), look)
    return list(newest.values())
