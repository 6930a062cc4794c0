"""Staying safe: written, changed, taken out and put back by the person alone, or entered in their voice."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.circle.entering import writing
from livingwell.practice.plan.actions.rows import change, put_back, take_out, written
from livingwell.practice.plan.models import SafeItem, SafeKind, StayingSafe


@act("write_safe_item")
def write_safe_item(person: Person, *, kind: SafeKind, words: str, number: str = "", by: Viewer) -> SafeItem:
    """Something new stands in it. It begins with its first item; two tabs at once begin one."""
    with writing(by):
        first = StayingSafe(place_id=person.place_id, person_id=person.pk, begun_by_id=by.id, begun_at=clock.now())
        StayingSafe.unguarded.bulk_create([first], ignore_conflicts=True)
        item = SafeItem(
            place_id=person.place_id,
            person_id=person.pk,
            safe_id=StayingSafe.unguarded.values_list("pk", flat=True).get(person_id=person.pk),
            kind=kind,
            words=words,
            number=number,
            **written(by),
        )
        item.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=item.pk, kind=kind.value)
    return item


@act("change_safe_item")
def change_safe_item(
    item: SafeItem, *, words: str, number: str = "", version: int, by: Viewer, settles: Sequence[UUID] = ()
) -> SafeItem:
    """Save an item that was opened at `version`; on a clash a copy beside it is kept, and returned."""
    with writing(by):
        saved = change(item, {"words": words, "number": number}, version=version, by=by, settles=settles)
    tell(about=item.person_id, place=item.place_id, row=saved.pk, clash=saved.pk != item.pk)
    return saved


@act("take_out_safe_item")
def take_out_safe_item(item: SafeItem, *, by: Viewer) -> SafeItem:
    """It leaves the page, and can be put back."""
    with writing(by):
        take_out(item, by)
    tell(about=item.person_id, place=item.place_id, row=item.pk)
    return item


@act("put_back_safe_item")
def put_back_safe_item(item: SafeItem, *, by: Viewer) -> SafeItem:
    """It stands there again."""
    with writing(by):
        put_back(item, by)
    tell(about=item.person_id, place=item.place_id, row=item.pk)
    return item
