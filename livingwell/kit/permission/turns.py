"""Taking turns at a row: two acts on one thing wait for each other, and the second sees what the first has done."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer

Row = TypeVar("Row", bound=Guarded)

#: The question is the same whoever asks: row security answers underneath.
_ANYBODY = Viewer(id=UUID(int=0), name="", place_id=UUID(int=0))


def row_now(row: Row, *, key_stays: bool = False) -> Row | None:
    """The row as it is now, locked until the transaction ends; None where there is none. With `key_stays`, whoever
    only refers to the row does not wait. For acts, whose rule has been asked by then."""
    return next(iter(_locked(_ANYBODY, type(row), key_stays, row.pk)), None)


@said_once
def _locked(anybody: Viewer, model: type[Any], key_stays: bool, pk: UUID) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.unguarded.select_for_update(no_key=key_stays).filter(pk=pk)
    return rows
