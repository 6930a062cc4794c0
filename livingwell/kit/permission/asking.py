"""Asking a rule about one row: may they do it now? Each question is compiled once (`compiling.py`)."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.db.models.sql import Query

from livingwell.kit.permission.compiling import Compiled, Given, Learnt, learn, shape
from livingwell.kit.permission.rules import rule_for
from livingwell.kit.viewers import Viewer

#: Every act of every model is one question here, in as many shapes as there are viewers.
_learnt: Learnt[Compiled | None] = Learnt(2_000)


def answers_yes(row: Model, act: str, viewer: Viewer, *, readable: bool) -> bool:
    """Whether the rule `act` lets `viewer` do it to `row` now; with `readable`, and its reading too."""
    model = type(row)
    about: list[Given] = [row.pk]
    key = (model, act, readable, *shape(viewer, about))
    question = _learnt.known_or(key, lambda: _learn(model, act, viewer, readable, row.pk))
    if question is None:
        return _rows(model, act, viewer, row.pk, readable).exists()
    if not question.sql:
        return False
    with connection.cursor() as cursor:
        cursor.execute(question.sql, question.params(viewer, about))
        return cursor.fetchone() is not None


def _learn(model: type[Model], act: str, like: Viewer, readable: bool, pk: Any) -> Compiled | None:
    def make(viewer: Viewer, about: object) -> Query:
        query: Query = _rows(model, act, viewer, about, readable).query.exists()
        return query

    return learn(make, like, [pk])


def _rows(model: type[Model], act: str, viewer: Viewer, pk: object, readable: bool) -> QuerySet[Any]:
    rule = rule_for(model, act).q(viewer)
    rows: QuerySet[Any] = QuerySet(model)
    if readable:
        rows = rows.filter(rule_for(model, "read").q(viewer))
    return rows.filter(Q(pk=pk) & rule)
