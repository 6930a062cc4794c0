"""What everything a person writes has in common: marked with who and when, and kept as it was before it changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.plan.models import Became, Before, Plan, PlanBefore, SafeBefore, Written

Row = TypeVar("Row", bound=Written)
#: Where each part's rows are kept as they stood before.
KEPT_IN: dict[str, type[Before]] = {"plan": PlanBefore, "staying_safe": SafeBefore}


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


def change(
    row: Row, values: dict[str, Any], *, version: int, by: Viewer, settles: Sequence[UUID], unsays: Sequence[str] = ()
) -> Row:
    """Save `values` on a row that was opened at `version`, and take out the copies it `settles`. What it `unsays` (who
    and when) was said of the words that are gone.

    Where it was changed since, nothing is written over: a copy beside it keeps the new values, and is returned.
    """
    rows: Any = type(row).unguarded
    now: Row = rows.select_for_update().get(pk=row.pk)
    if all(getattr(now, name) == value for name, value in values.items()):
        saved = now
    elif now.version != version:
        kept = {
            field.attname: getattr(now, field.attname)
            for field in now._meta.concrete_fields
            if field.attname in {"place_id", "person_id", "plan_id", "safe_id", "kind"}
        }
        saved = type(row)(**kept | written(by) | values, beside_id=now.pk)
        saved.save(force_insert=True)
    else:
        _keep_as_it_was(now, Became.CHANGED, by)
        for name, value in values.items():
            setattr(now, name, value)
        now.version, now.changed_by_id, now.changed_by_name, now.changed_at = version + 1, by.id, by.name, clock.now()
        gone = [f"{what}_{end}" for what in unsays for end in ("by_id", "at")]
        for name in gone:
            setattr(now, name, None)
        now.save(update_fields=[*values, *gone, "version", "changed_by_id", "changed_by_name", "changed_at"])
        saved = now
    if settles and saved.pk == now.pk:
        copies = rows.filter(pk__in=settles, beside_id=now.pk, taken_out_at=None)
        copies.update(taken_out_by_id=by.id, taken_out_at=clock.now())
    return saved


def take_out(row: Written, by: Viewer) -> None:
    """It leaves the page, once: the first stays."""
    _set(row, "taken_out", Became.TAKEN_OUT, by)


def put_back(row: Written, by: Viewer) -> None:
    """It stands there again."""
    _unset(row, "taken_out", Became.PUT_BACK, by)


def done(row: Written, by: Viewer) -> None:
    """Ticked, once: the first stays."""
    _set(row, "done", Became.DONE, by)


def not_done(row: Written, by: Viewer) -> None:
    """The tick is taken away."""
    _unset(row, "done", Became.NOT_DONE, by)


def _set(row: Written, what: str, became: Became, by: Viewer) -> None:
    rows: Any = type(row).unguarded
    now = rows.select_for_update().get(pk=row.pk)
    if getattr(now, f"{what}_at") is None:
        _keep_as_it_was(now, became, by)
        rows.filter(pk=row.pk).update(**{f"{what}_by_id": by.id, f"{what}_at": clock.now()})


def _unset(row: Written, what: str, became: Became, by: Viewer) -> None:
    rows: Any = type(row).unguarded
    now = rows.select_for_update().get(pk=row.pk)
    if getattr(now, f"{what}_at") is not None:
        _keep_as_it_was(now, became, by)
        rows.filter(pk=row.pk).update(**{f"{what}_by_id": None, f"{what}_at": None})


def _keep_as_it_was(now: Written, became: Became, by: Viewer) -> None:
    """Called before the row changes, within the same transaction: no earlier wording is ever only written over."""
    kept_in: Any = KEPT_IN[now.part].unguarded
    last = kept_in.filter(of_id=now.pk).aggregate(last=Max("until"))["last"]
    was = {name: getattr(now, name) for name in now.says}
    was |= {"out": now.taken_out_at is not None, "done": getattr(now, "done_at", None) is not None}
    kept_in.create(
        place_id=now.place_id,
        person_id=now.person_id,
        of_id=now.pk,
        was=json.dumps(was, cls=DjangoJSONEncoder),
        since=last or now.written_at,
        until=clock.now(),
        became=became,
        then_by_id=by.id,
        then_by_name=by.name,
    )
