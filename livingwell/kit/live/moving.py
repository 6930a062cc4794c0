"""Saying that something moved: a number grows on its row, and whoever listens is told the row's id and the number."""

from __future__ import annotations

from django.db import connection
from django.db.models import F

from livingwell.kit.permission.guarded import Guarded

#: What PostgreSQL calls it. Everybody who may connect may listen: nothing but an id and a number is ever said.
CHANNEL = "moved"


def moved(row: Guarded) -> None:
    """`row` (which counts its `moves`) has moved: told when the act's transaction is committed, and never otherwise."""
    type(row).unguarded.filter(pk=row.pk).update(moves=F("moves") + 1)
    table = connection.ops.quote_name(row._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select pg_notify(%s, id::text || ' ' || moves) from {table} where id = %s",
            [CHANNEL, row.pk],
        )
