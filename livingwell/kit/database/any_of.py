"""``person_id__any=[...]``: ids in a list, as one value. ``in`` has a value for each, and is another question for each
length of the list, to be compiled and planned anew."""

from __future__ import annotations

from typing import Any

from django.db.models import Lookup, UUIDField
from django.db.models.fields.related import ForeignObject


@ForeignObject.register_lookup
@UUIDField.register_lookup
class AnyOf(Lookup):  # type: ignore[type-arg]
    """The column is one of a list of ids; never, where the list is empty."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = any(%s::uuid[])", [*params, self.rhs]
