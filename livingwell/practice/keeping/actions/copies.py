"""A copy of everything: asked for, and thrown away before its day is over."""

from __future__ import annotations

from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import Person
from livingwell.practice.keeping.models import CopySlice, WholeCopy

THROWING_AWAY = Errand("a copy has had its day")


@act("ask_for_copy")
def ask_for_copy(person: Person, *, by: Viewer) -> WholeCopy:
    """Begin a copy; one that is being made, or is there, is the same copy."""
    found: WholeCopy | None = WholeCopy.unguarded.filter(person_id=person.pk, gone_at=None).first()
    copy = found or WholeCopy(place_id=person.place_id, person_id=person.pk, asked_by_id=by.id, asked_at=clock.now())
    if found is None:
        copy.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=copy.pk, anew=found is None)
    return copy


@act("throw_copy_away", errands=(THROWING_AWAY.why,))
def throw_copy_away(copy: WholeCopy, *, by: Viewer | Errand) -> None:
    """Every slice is gone at once; that there was a copy, and until when, stays."""
    with speaking(THROWING_AWAY):
        empty(pk=copy.pk)
    tell(about=copy.person_id, place=copy.place_id, row=copy.pk)


def empty(**which: UUID) -> None:
    """Of the copies that are `which`: no slice is there any more. For whoever speaks as the platform."""
    copies = WholeCopy.unguarded.filter(**which, gone_at=None)
    CopySlice.objects.filter(copy_id__in=copies.values("pk")).delete()
    copies.update(gone_at=clock.now(), size=0)
