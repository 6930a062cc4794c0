"""What items and steps have in common: they begin a plan, are marked with who and when, and never written over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.plan.models import Plan, PlanItem, Step

Written = TypeVar("Written", PlanItem, Step)


def begun(person: Person, by: Viewer) -> Plan:
    """The person's plan, begun now if it was not. Two tabs at once begin one plan."""
    first = Plan(place_id=person.place_id, person_id=person.pk, begun_by_id=by.id, begun_at=clock.now())
    Plan.unguarded.bulk_create([first], ignore_conflicts=True)
    plan: Plan = Plan.unguarded.get(person_id=person.pk)
    return plan


def written(by: Viewer) -> dict[str, Any]:
    """Who typed it, when, and how they were told."""
    return {
        "written_by_id": by.id,
        "written_by_name": by.name,
        "written_at": clock.now(),
        "channel": by.channel,
    }


def change(row: Written, values: dict[str, Any], *, version: int, by: Viewer, settles: Sequence[UUID]) -> Written:
    """Save `values` on a row that was opened at `version`, and take out the copies it `settles`.

    Where it was changed since, nothing is written over: a copy beside it keeps the new values, and is returned.
    """
    rows: Any = type(row).unguarded
    now: Written = rows.select_for_update().get(pk=row.pk)
    if all(getattr(now, name) == value for name, value in values.items()):
        saved = now
    elif now.version != version:
        kept = {
            field.attname: getattr(now, field.attname)
            for field in now._meta.concrete_fields
            if field.attname in {"place_id", "person_id", "plan_id", "kind"}
        }
        saved = type(row)(**kept | written(by) | values, beside_id=now.pk)
        saved.save(force_insert=True)
    else:
        for name, value in values.items():
            setattr(now, name, value)
        now.version, now.changed_by_id, now.changed_at = version + 1, by.id, clock.now()
        now.save(update_fields=[*values, "version", "changed_by_id", "changed_at"])
        saved = now
    if settles and saved.pk == now.pk:
        copies = rows.filter(pk__in=settles, beside_id=now.pk, taken_out_at=None)
        copies.update(taken_out_by_id=by.id, taken_out_at=clock.now())
    return saved


def mark(row: Any, what: str, by: Viewer) -> None:
    """Set ``<what>_by`` and ``<what>_at``, once: the first stays."""
    type(row).unguarded.filter(pk=row.pk, **{f"{what}_at": None}).update(
        **{f"{what}_by_id": by.id, f"{what}_at": clock.now()}
    )


def unmark(row: Any, what: str) -> None:
    """Undo a mark."""
    type(row).unguarded.filter(pk=row.pk).update(**{f"{what}_by_id": None, f"{what}_at": None})
