"""Whom a person knows: those they can let in. Rooms above say whom they know of; nobody is ever searched for, so that
nobody learns here who has an account."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person, Team
from livingwell.practice.circle.models import CircleTie


@dataclass(frozen=True)
class Known:
    """Somebody a person can let in: `kind` is "person" or "team"."""

    kind: str
    id: UUID
    name: str
    about: str = ""

    @property
    def value(self) -> str:
        """As a form's choice."""
        return f"{self.kind}:{self.id}"

    def row(self) -> Person | Team:
        """As the act takes it: the row's id is all it needs."""
        return Team(pk=self.id) if self.kind == "team" else Person(pk=self.id)


Teller = Callable[[UUID, Viewer], Iterable[Known]]
_tellers: list[Teller] = []


def tells_whom_they_know(teller: Teller) -> Teller:
    """Register a room that knows of somebody a person knows."""
    _tellers.append(teller)
    return teller


def whom_they_know(person_id: UUID, viewer: Viewer) -> list[Known]:
    """Everybody the person can let in, each once, the nearest first."""
    found: dict[str, Known] = {}
    for teller in (*_tellers, supporters):
        for known in teller(person_id, viewer):
            found.setdefault(known.value, known)
    return list(found.values())


def supporters(person_id: UUID, viewer: Viewer) -> Iterable[Known]:
    """Those who said yes to being in the person's circle, as the person calls them."""
    ties = CircleTie.objects.visible_to(viewer).filter(person_id=person_id, ended_at=None).exclude(supporter=None)
    for tie in ties.order_by("accepted_at")[:50]:
        yield Known("person", tie.supporter_id, tie.named_as)


WayBack = Callable[[str, UUID, Viewer], str]
_ways_back: list[WayBack] = []


def tells_the_way_back(way: WayBack) -> WayBack:
    """Register the room whose page a worker came from when they enter something for somebody."""
    _ways_back.append(way)
    return way


def way_back(place: str, person_id: UUID, viewer: Viewer) -> str:
    """The address of that page for this person; '' where there is none."""
    return next((found for way in _ways_back if (found := way(place, person_id, viewer))), "")
