"""The place of an address, with what almost every page needs beside it: asked once, in one statement made beforehand.

Building this question with the ORM took longer than the answer: it is the one thing that every request asks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db import connection

from livingwell.kit import clock
from livingwell.people.models import Place

#: Bank holidays are brought from yesterday on (it is yesterday somewhere), for as long as any promise can take.
BEFORE, AFTER = timedelta(days=1), timedelta(days=122)


@dataclass(frozen=True)
class Holidays:
    """The bank holidays of a place between two days, both included."""

    first: date
    last: date
    days: frozenset[date]


@cache
def _asked() -> tuple[list[str], str]:
    """The place's columns, and the question."""
    fields = Place._meta.concrete_fields
    columns = ", ".join(f"p.{connection.ops.quote_name(field.column)}" for field in fields)
    return (
        [field.attname for field in fields],
        f"""
        select {columns},
            coalesce((select jsonb_agg(jsonb_build_object('name', c.name, 'number', c.number, 'text', c.text,
                                                          'when', c."when") order by c."order", c.id)
                      from people_crisisline c where c.place_id = p.id), '[]')::text,
            array(select h.day from people_bankholiday h where h.place_id = p.id and h.day between %s and %s)
        from people_place p where p.slug = %s""",
    )


def place_called(slug: str) -> Place | None:
    """The place, with ``own_crisis_lines`` and ``holidays_near``; None where there is none of that name."""
    names, question = _asked()
    today = clock.now().date()
    first, last = today - BEFORE, today + AFTER
    with connection.cursor() as cursor:
        cursor.execute(question, [first, last, slug])
        row = cursor.fetchone()
    if row is None:
        return None
    place: Place = Place.from_db(connection.alias, names, row[:-2])
    place.own_crisis_lines = json.loads(row[-2])  # type: ignore[attr-defined]
    place.holidays_near = Holidays(first, last, frozenset(row[-1]))  # type: ignore[attr-defined]
    return place
