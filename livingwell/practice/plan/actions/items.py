"""What stands under the plan's headings: written, changed, taken out and put back by the person alone."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.circle.entering import writing
from livingwell.practice.plan.actions.rows import begun, change, put_back, take_out, written
from livingwell.practice.plan.models import ItemKind, Plan, PlanItem


@act("begin_plan")
def begin_plan(person: Person, *, by: Viewer) -> Plan:
    """A plan begins, empty. Beginning it twice is beginning it once."""
    with writing(by):
        plan = begun(person, by)
    tell(about=person.pk, place=person.place_id, row=plan.pk)
    return plan


@act("write_item")
def write_item(person: Person, *, kind: ItemKind, words: str, by: Viewer) -> PlanItem:
    """Something new stands in the plan. The plan begins with its first item."""
    with writing(by):
        item = PlanItem(
            place_id=person.place_id,
            person_id=person.pk,
            plan_id=begun(person, by).pk,
            kind=kind,
            words=words,
            **written(by),
        )
        item.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=item.pk, kind=kind.value)
    return item


@act("change_item")
def change_item(item: PlanItem, *, words: str, version: int, by: Viewer, settles: Sequence[UUID] = ()) -> PlanItem:
    """Save an item that was opened at `version`; on a clash a copy beside it is kept, and returned."""
    with writing(by):
        saved = change(item, {"words": words}, version=version, by=by, settles=settles)
    tell(about=item.person_id, place=item.place_id, row=saved.pk, clash=saved.pk != item.pk)
    return saved


@act("take_out_item")
def take_out_item(item: PlanItem, *, by: Viewer) -> PlanItem:
    """It leaves the plan, and can be put back."""
    with writing(by):
        take_out(item, by)
    tell(about=item.person_id, place=item.place_id, row=item.pk)
    return item


@act("put_back_item")
def put_back_item(item: PlanItem, *, by: Viewer) -> PlanItem:
    """It stands in the plan again."""
    with writing(by):
        put_back(item, by)
    tell(about=item.person_id, place=item.place_id, row=item.pk)
    return item
