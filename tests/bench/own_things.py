"""What is somebody's own, at its bounds: a story of two hundred entries, and a plan with twelve versions.

Made through the acts, for what stands in them is sealed; a few people of each place have both, so that no page is
measured on one person's warm rows.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from tests.bench.actors import Actors
    from tests.bench.client import Ask, Caller

PEOPLE, ENTRIES, VERSIONS, ITEMS = 4, 200, 12, 20
WORDS = "I went to the allotment, and it rained, and I stayed. " * 6


@dataclass(frozen=True)
class Teller:
    """Somebody with such a story and such a plan, signed in."""

    cookies: dict[str, str]
    plan: UUID


def story_of_200(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    """Their own page, with every entry on it."""
    from tests.bench.client import Ask, get

    return [
        Ask(get(f"/{actors.place.slug}/story/", teller.cookies), 200, f"Day {ENTRIES - 1}".encode())
        for teller in islice(cycle(actors.tellers), many)
    ]


def plan_of_12(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    """How the plan stood before, version by version."""
    from tests.bench.client import Ask, get

    return [
        Ask(get(f"/{actors.place.slug}/plans/{teller.plan}/versions/", teller.cookies), 200, b"/versions/")
        for teller in islice(cycle(actors.tellers), many)
    ]


def make(place: UUID) -> None:
    """Fill the stories and the plans of the first few people of the place, unless an earlier run did."""
    from livingwell.kit import clock
    from livingwell.kit.database.speaking import speaking
    from livingwell.kit.viewers import Errand, Viewer
    from livingwell.people.models import Person
    from livingwell.practice.holding.models import Journey
    from livingwell.practice.plan import actions as plan
    from livingwell.practice.plan.models import ItemKind
    from livingwell.practice.story import actions as story
    from livingwell.practice.story.models import Entry

    now = clock.now()
    with speaking(Errand("an invented place")):
        journeys = Journey.unguarded.filter(place_id=place, closed_at=None).order_by("pk")[:PEOPLE]
        people = list(Person.unguarded.filter(pk__in=[journey.person_id for journey in journeys]))
        had = {person.pk: Entry.unguarded.filter(person=person).count() for person in people}
    for person in people:
        me = Viewer(id=person.pk, name=person.name, place_id=person.place_id)
        for n in range(had[person.pk], ENTRIES):
            story.write_entry(person, heading=f"Day {n}", words=WORDS, by=me)
        with clock.at(now - timedelta(days=VERSIONS + 1)):
            items = [plan.write_item(person, kind=ItemKind.HOPE, words=f"Hope {n}", by=me) for n in range(ITEMS)]
        for version in range(1, VERSIONS + 1):
            with clock.at(now - timedelta(days=VERSIONS + 1 - version)):
                plan.change_item(items[version % ITEMS], words=f"Hope, day {version}", version=1, by=me)


def main() -> None:
    """`python -m tests.bench.own_things <place>`: in a process of its own, as the place's maker runs it."""
    import django

    django.setup()
    make(UUID(sys.argv[1]))


if __name__ == "__main__":
    main()
