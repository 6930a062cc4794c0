"""Asking a rule about one row: the same question, compiled once and asked of the database again and again.

To say a rule in SQL costs Django more than asking it costs PostgreSQL, and every act asks one. What a rule says depends
on who asks only through a few values (who they are, their teams, whose voice, the place, the moment), so it is said
once for a stand-in, and those values are put in their places. A rule of which that cannot be shown is said anew each
time: `_learn` says it for two stand-ins that differ in everything, and whatever differs without being one of those
values is not kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, Q, QuerySet

from livingwell.kit import clock
from livingwell.kit.permission.rules import rule_for
from livingwell.kit.viewers import Viewer


@dataclass(frozen=True)
class _Question:
    """A rule in SQL, and what goes where: the number of a value of who asks, or a value that is always the same."""

    sql: str
    values: tuple[tuple[int | None, Any], ...]

    def ask(self, values: Sequence[Any]) -> bool:
        if not self.sql:
            return False
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [kept if slot is None else values[slot] for slot, kept in self.values])
            return cursor.fetchone() is not None


class _NotWithoutAsking(Exception):
    """To say the rule, the database has to be asked: what it answers now is not kept."""


_learnt: dict[tuple[object, ...], _Question | None] = {}


def answers_yes(row: Model, act: str, viewer: Viewer, *, readable: bool) -> bool:
    """Whether the rule `act` lets `viewer` do it to `row` now; with `readable`, and its reading too."""
    model = type(row)
    shape = (
        model, act, readable, len(viewer.teams), viewer.roles, viewer.voice is None, viewer.voice == viewer.id,
        bool(viewer.channel), bool(viewer.works_for), bool(viewer.name),
    )  # fmt: skip
    if shape not in _learnt:
        _learnt[shape] = _learn(model, act, viewer, readable)
    question = _learnt[shape]
    if question is None:
        return _rows(model, act, viewer, row.pk, readable).exists()
    return question.ask(_values(viewer, row.pk, clock.now()))


def _rows(model: type[Model], act: str, viewer: Viewer, pk: object, readable: bool) -> QuerySet[Any]:
    rule = rule_for(model, act).q(viewer)
    rows: QuerySet[Any] = QuerySet(model)
    if readable:
        rows = rows.filter(rule_for(model, "read").q(viewer))
    return rows.filter(Q(pk=pk) & rule)


def _values(viewer: Viewer, pk: object, moment: datetime) -> list[Any]:
    """What a rule may say of who asks, each in its own place."""
    return [viewer.id, viewer.voice, viewer.place_id, pk, moment, *viewer.teams]


def _learn(model: type[Model], act: str, like: Viewer, readable: bool) -> _Question | None:
    said = []
    for nth in (1, 2):
        viewer, pk, moment = _stand_in(like, nth), uuid4(), datetime(2000 + nth, nth, nth, nth, tzinfo=UTC)
        try:
            with clock.at(moment), connection.execute_wrapper(_no_questions):
                compiler = _rows(model, act, viewer, pk, readable).query.exists().get_compiler("default")
                sql, params = compiler.as_sql()
        except EmptyResultSet:
            sql, params = "", ()
        except _NotWithoutAsking:
            return None
        said.append((sql, params, _values(viewer, pk, moment)))
    (sql, params, values), (other_sql, other_params, other_values) = said
    if sql != other_sql or len(params) != len(other_params):
        return None
    places: list[tuple[int | None, Any]] = []
    for one, other in zip(params, other_params, strict=True):
        slot = next((n for n, value in enumerate(values) if value is one and value is not None), None)
        if slot is not None and other_values[slot] is other:
            places.append((slot, None))
        elif slot is None and type(one) is type(other) and one == other:
            places.append((None, one))
        else:
            return None
    return _Question(sql, tuple(places))


def _stand_in(like: Viewer, nth: int) -> Viewer:
    """Somebody of the same shape, who shares no value with anybody."""
    who = uuid4()
    voice = None if like.voice is None else who if like.voice == like.id else uuid4()
    return Viewer(
        id=who,
        name=f"stand-in {nth}" if like.name else "",
        place_id=uuid4(),
        teams=tuple(uuid4() for _ in like.teams),
        roles=like.roles,
        works_for=f"nobody {nth}" if like.works_for else "",
        voice=voice,
        channel=f"channel {nth}" if like.channel else "",
    )


def _no_questions(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    raise _NotWithoutAsking(sql)
