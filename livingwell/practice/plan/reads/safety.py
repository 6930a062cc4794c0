"""What can be asked about staying safe, and about chances taken together?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from livingwell.kit.permission.said_once import said_once
from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.practice.plan.models import Chance, SafeItem, SafeKind, StayingSafe, Written
from livingwell.practice.plan.reads.aside import set_aside


@dataclass
class Safe:
    """Staying safe as `viewer` may see it, chances taken together, and what was taken out."""

    items: dict[str, list[SafeItem]] = field(default_factory=dict)
    chances: list[Chance] = field(default_factory=list)
    out: list[Written] = field(default_factory=list)
    copies: set[UUID] = field(default_factory=set)
    safe_id: UUID | None = None

    @property
    def parts(self) -> list[tuple[str, str, list[SafeItem]]]:
        """(kind, its heading, its items), in the order in which they are of use."""
        return [(kind.value, str(kind.label), self.items.get(kind.value, [])) for kind in SafeKind]

    @property
    def empty(self) -> bool:
        return not (self.items or self.chances)


def safe_of(person_id: UUID, viewer: Viewer) -> StayingSafe | None:
    """The person's staying safe, if it has begun and `viewer` may see it."""
    found: StayingSafe | None = StayingSafe.objects.visible_to(viewer).with_reason().filter(person_id=person_id).first()
    return found


def whole_safe(person_id: UUID, viewer: Viewer) -> Safe:
    """Everything in it that `viewer` may see; two queries."""
    safe = Safe()
    for item in _items(viewer, person_id):
        safe.safe_id = item.safe_id
        if not set_aside(item, safe):
            safe.items.setdefault(item.kind, []).append(item)
    for chance in _chances(viewer, person_id):
        if not set_aside(chance, safe):
            safe.chances.append(chance)
    return safe


@said_once
def _items(viewer: Viewer, person_id: UUID) -> Any:
    rows = SafeItem.objects.visible_to(viewer).with_reason().filter(person_id=person_id)
    return rows.order_by("written_at", "id")[:300]


@said_once
def _chances(viewer: Viewer, person_id: UUID) -> Any:
    rows = Chance.objects.visible_to(viewer).may("put_name_to_chance", "stand_by_chance").with_reason()
    return rows.filter(person_id=person_id).order_by("-written_at", "id")[:50]


def chances_to_stand_by(viewer: Viewer) -> list[Chance]:
    """What others asked `viewer` to take together with them, the newest first."""
    rows = Chance.objects.visible_to(viewer).with_reason().select_related("person")
    found = list(rows.filter(beside_them_id=viewer.id).exclude(person_id=viewer.id).order_by("-written_at", "id")[:30])
    keys.bring({row.person_id for row in found})
    return found
