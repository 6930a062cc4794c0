"""A refusal forgets no plan; a plan that no longer fits its table is forgotten."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, NotSupportedError, connection, transaction

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from tests.cast import MADE_FOR_TESTS, Cast


def _asked() -> Any:
    with connection.cursor() as cursor:
        cursor.execute("select name, slug from people_place where slug = %s", ["nowhere"])
        return cursor.fetchall()


def _when_planned() -> Any:
    with connection.cursor() as cursor:
        cursor.execute("select prepare_time from pg_prepared_statements where statement like 'select name, slug%%'")
        return cursor.fetchall()


@pytest.mark.django_db
def test_plans_are_kept_through_a_refusal() -> None:
    for _ in range(4):
        _asked()
    before = _when_planned()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select 1 / 0")
    assert _asked() == []
    assert len(before) == 1
    assert _when_planned() == before


def test_a_plan_that_no_longer_fits_is_made_anew(own_database: str, cluster: Any) -> None:
    for _ in range(5):
        _asked()
    with cluster.connect(own_database, autocommit=True) as superuser:
        superuser.execute("alter table people_place alter column name type text")
    with pytest.raises(NotSupportedError):
        _asked()
    assert _asked() == []


@pytest.mark.django_db
def test_a_row_is_added_as_django_would_add_it(cast: Cast) -> None:
    """Said by us or by Django, an INSERT says the same; and the row in hand knows what the database filled."""
    said: list[Event] = []
    for _ in range(2):
        event = Event(at=clock.now(), act="a_test", place_id=cast.place.pk, errand="made for tests", facts={"n": [1]})
        with speaking(MADE_FOR_TESTS):
            Event.objects.add(event)
            said.append(event)
            kept = Event.objects.get(pk=event.pk)
        assert [getattr(kept, field.attname) for field in Event._meta.concrete_fields] == [
            getattr(event, field.attname) for field in Event._meta.concrete_fields
        ]
        assert not event._state.adding
    first, second = said
    assert second.number > first.number
