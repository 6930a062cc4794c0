"""A key destroyed, for tests of what is seen afterwards: with two names and a week behind it, as the database asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.secrets.models import DataKey
from livingwell.people.models import Person
from livingwell.practice.keeping.actions import destroy_words
from livingwell.practice.keeping.actions.destroying import DESTROYING
from livingwell.practice.keeping.models import WAITS, Destruction, Goes, Request
from tests.cast import MADE_FOR_TESTS


def destroy_key_of(whose: UUID) -> None:
    """The key is gone; names and rows are as they were."""
    moment = clock.now()
    with speaking(MADE_FOR_TESTS):
        person = Person.unguarded.filter(pk=whose).first()
        if person is not None:
            ago: Any = moment - WAITS - timedelta(hours=1)
            two = [Person(place_id=person.place_id, name=name, arrived_at=ago) for name in ("One", "Two")]
            for each in two:
                each.save(force_insert=True)
            Destruction(
                place_id=person.place_id, person_id=whose, what=Goes.ALL, found_at=ago, proposed_by_id=two[0].pk,
                proposed_at=ago, agreed_by_id=two[1].pk, agreed_at=ago, done_at=moment,
            ).save(force_insert=True)  # fmt: skip
        DataKey.objects.filter(owner_id=whose).update(wrapped=None, destroyed_at=moment)


def destroy_own_words_of(
    person: Person, *, proposed_by: Person, agreed_by: Person, asked: Request | None = None
) -> None:
    """What a week after two names does: the act itself, by the platform. While a journey is open the person `asked`."""
    ago: Any = clock.now() - WAITS - timedelta(hours=1)
    with speaking(DESTROYING):
        row = Destruction(
            place_id=person.place_id, person_id=person.pk, person_name=person.name, what=Goes.OWN, found_at=ago,
            proposed_by_id=proposed_by.pk, proposed_at=ago, agreed_by_id=agreed_by.pk, agreed_at=ago,
            request=asked,
        )  # fmt: skip
        row.save(force_insert=True)
        destroy_words(row, by=DESTROYING)
