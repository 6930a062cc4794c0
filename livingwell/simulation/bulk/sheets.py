"""Sheets: the rows of one table, written down as COPY wants them, and kept until a whole chunk is sent."""

from __future__ import annotations

from struct import Struct
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from livingwell.simulation.bulk import binary
from livingwell.simulation.bulk.binary import EMPTY, NULL, Value

_COLUMNS = Struct(">h").pack


class Sheet:
    """One table's rows. A column that is not given is null, or empty where it must not be null.

    The columns are the model's own, so that a new one is written as soon as it is there. A `numbered` table's number is
    given when the rows are taken: in the order of their ids, which is the order of their moments.
    """

    def __init__(self, model: type[models.Model], *, numbered: bool = False) -> None:
        fields = [field for field in model._meta.concrete_fields if not (numbered and field.column == "number")]
        self.table = model._meta.db_table
        self.columns = [field.column for field in fields] + ["number"] * numbered
        self.numbered = numbered
        self.rows: list[bytes] = []
        self._head = _COLUMNS(len(self.columns))
        self._blank: dict[str, Any] = {field.column: _blank(field) for field in fields}
        self._width = len(self._blank)

    def add(self, **given: Value) -> None:
        """One more row, column by column.

        :raises TypeError: when a column that needs a value has none, or one is given that the table has not.
        """
        row = self._blank | given
        if len(row) != self._width:
            raise TypeError(f"{self.table} has no {given.keys() - self._blank.keys()}")
        try:
            self.rows.append(self._head + b"".join(row.values()))
        except TypeError as error:
            missing = [column for column, value in row.items() if value is None]
            raise TypeError(f"{self.table} needs {missing}") from error

    @property
    def copy(self) -> str:
        """The statement that takes the rows."""
        columns = ", ".join(f'"{column}"' for column in self.columns)
        return f'copy "{self.table}" ({columns}) from stdin (format binary)'

    def take(self, first: int) -> bytes:
        """Everything written so far, as COPY reads it, oldest first and numbered from `first`; the sheet is empty
        afterwards."""
        # The id is the first column, and begins with the moment: a person's rows lie among everybody's, as they came.
        self.rows.sort()
        if self.numbered:
            rows = [row + binary.long(first + nth) for nth, row in enumerate(self.rows)]
        else:
            rows = self.rows
        sent = b"".join([binary.HEADER, *rows, binary.TRAILER])
        self.rows = []
        return sent


def _blank(field: Any) -> Value | None:
    if field.null:
        return NULL
    if isinstance(field, models.CharField | models.TextField | models.BinaryField):
        return EMPTY
    if isinstance(field, models.JSONField):
        return binary.document(field.default())
    if isinstance(field, ArrayField):
        return binary.ids([])
    return None
