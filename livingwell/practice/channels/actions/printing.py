"""Printing blank forms, each with a reference of its own."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person, Place
from livingwell.practice.channels.models import SHEET_LASTS, Sheet, SheetKind
from livingwell.practice.frontdoor.actions.arriving import new_reference


@act("print_sheets")
def print_sheets(person: Person, *, kinds: Sequence[SheetKind], by: Viewer) -> list[Sheet]:
    """One form of each kind for the person to fill in.

    :raises ValueError: for an introduction, which is for somebody we do not know yet.
    """
    if SheetKind.INTRODUCTION in kinds:
        raise ValueError("an introduction is printed for nobody in particular")
    sheets = [_sheet(person.place_id, kind, by, person.pk) for kind in kinds]
    tell(about=person.pk, place=person.place_id, kinds=[kind.value for kind in kinds])
    return sheets


@act("print_introduction_sheet")
def print_introduction_sheet(place: Place, *, by: Viewer) -> Sheet:
    """A blank introduction, for whoever takes it from the table at a hub."""
    sheet = _sheet(place.pk, SheetKind.INTRODUCTION, by, None)
    tell(about=None, place=place.pk, row=sheet.pk)
    return sheet


def _sheet(place: UUID, kind: SheetKind, by: Viewer, person: UUID | None) -> Sheet:
    moment = clock.now()
    sheet = Sheet(
        place_id=place,
        person_id=person,
        kind=kind,
        reference=new_reference(),
        printed_by_id=by.id,
        printed_by_name=by.name,
        printed_at=moment,
        until=moment + SHEET_LASTS,
    )
    sheet.save(force_insert=True)
    return sheet
