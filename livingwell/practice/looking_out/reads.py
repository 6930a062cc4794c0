"""What can be asked about worries and visits?"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from livingwell.kit import clock
from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.practice.looking_out.actions.visits import GRACE
from livingwell.practice.looking_out.models import EntryKind, ToldThem, Visit, Worry, WorryEntry

AT_ONCE = 100


def worries(viewer: Viewer, *, closed: bool = False) -> list[Worry]:
    """For whoever answers for safeguarding: those still open, the untaken and oldest first; or the closed, newest
    first."""
    rows = Worry.objects.visible_to(viewer).filter(closed_at__isnull=not closed)
    found = list(rows.order_by("-closed_at" if closed else "-taken_at", "raised_at")[:AT_ONCE])
    keys.bring(one.pk for one in found)
    return sorted(found, key=lambda one: (one.taken_at is not None, one.raised_at)) if not closed else found


def entries_of(worry: Worry, viewer: Viewer) -> tuple[list[WorryEntry], list[WorryEntry]]:
    """What was done and decided, the last first; and who read it."""
    rows = list(WorryEntry.objects.visible_to(viewer).filter(worry_id=worry.pk).order_by("-written_at")[:300])
    done = [row for row in rows if row.kind != EntryKind.READ]
    return done, [row for row in rows if row.kind == EntryKind.READ]


def told_of(worry: Worry, viewer: Viewer) -> list[ToldThem]:
    """What the person was told of it."""
    return list(ToldThem.objects.visible_to(viewer).filter(worry_id=worry.pk).order_by("told_at")[:20])


def told_me(viewer: Viewer) -> list[ToldThem]:
    """What the viewer themselves was told."""
    return list(ToldThem.objects.visible_to(viewer).filter(person_id=viewer.id).order_by("-told_at")[:20])


def who_is_out(viewer: Viewer) -> list[Any]:
    """The viewer's colleagues who are out alone, and they themselves; whoever is overdue first."""
    rows: list[Any] = list(
        Visit.objects.visible_to(viewer)
        .may("come_back", "stay_longer")
        .filter(back_at=None)
        .order_by("until")[:AT_ONCE]
    )
    keys.bring({row.person_id for row in rows})
    for row in rows:
        row.is_overdue = row.until < clock.now() - GRACE
    return rows


def out_and_overdue(viewer: Viewer) -> list[Any]:
    """The viewer's own visit, and colleagues who should have been back; one query, and no words of where."""
    late = Q(person_id=viewer.id) | Q(until__lt=clock.now() - GRACE)
    rows = Visit.objects.visible_to(viewer).may("come_back").filter(late, back_at=None)
    return list(rows.defer("where", "with_whom", "phone").order_by("until")[:20])
