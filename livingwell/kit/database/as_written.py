"""How a row is added to a table, said once: to say an INSERT in SQL costs Django more than doing it.

What an INSERT says hangs on its columns alone, and on which of them the database fills; the values are put in their
places as Django itself does it, field by field.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import DatabaseDefault
from django.db.models.sql import InsertQuery

Row = TypeVar("Row", bound=models.Model)


class AsWritten(models.Manager[Row]):
    """The plain manager of a table; a row saved by it is added by an INSERT that is said already."""

    #: What is said, by model, whether the database answers with values of its own, and which columns it fills.
    said: ClassVar[dict[tuple[object, ...], str]] = {}

    def add(self, row: Row) -> None:
        """Add a row that has just been made, and nothing else: for what is written with every act."""
        returning = row._meta.db_returning_fields
        for values in self._insert([row], row._meta.local_concrete_fields, returning):
            for field, value in zip(returning, values, strict=True):
                setattr(row, field.attname, value)
        row._state.adding, row._state.db = False, self.db

    def _insert(
        self,
        objs: Sequence[Any],
        fields: Sequence[Any],
        returning_fields: Sequence[Any] | None = None,
        raw: bool = False,
        using: str | None = None,
        **conflicts: Any,
    ) -> Any:
        if len(objs) != 1 or raw or conflicts:
            return self.get_queryset()._insert(  # type: ignore[attr-defined]
                objs, fields, returning_fields=returning_fields, raw=raw, using=using, **conflicts
            )
        [row] = objs
        alias = using or DEFAULT_DB_ALIAS
        values = [field.pre_save(row, add=True) for field in fields]
        filled = tuple(isinstance(value, DatabaseDefault) for value in values)
        query = InsertQuery(self.model)
        query.insert_values(fields, [row])
        compiler = query.get_compiler(alias)
        if any(hasattr(value, "resolve_expression") and not by_it for value, by_it in zip(values, filled, strict=True)):
            return compiler.execute_sql(returning_fields)
        key = (self.model, bool(returning_fields), filled, len(fields))
        if (sql := self.said.get(key)) is None:
            compiler.returning_fields = returning_fields
            [(sql, _)] = compiler.as_sql()
            self.said[key] = sql
        connection = connections[alias]
        params = [
            field.get_db_prep_save(value, connection)
            for field, value, by_it in zip(fields, values, filled, strict=True)
            if not by_it
        ]
        compiler.as_sql = lambda: [(sql, params)]
        return compiler.execute_sql(returning_fields)
