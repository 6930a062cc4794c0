"""A bulk place is a place like any other: promised, sealed, locked, and the same from the same seed."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from psycopg.errors import CheckViolation

from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.checking import verify_all
from livingwell.kit.record.jobs import seal_records
from livingwell.kit.record.models import Event
from livingwell.kit.viewers import Viewer
from livingwell.people.invented import NotInvented, mark_as_invented
from livingwell.people.models import Account, Membership, Person, Place
from livingwell.practice.circle.models import Look
from livingwell.practice.holding.models import Hold, Journey
from livingwell.practice.holding.tests.oracle import broken
from livingwell.practice.meetings.models import Meeting
from livingwell.practice.network.searching import search_supports
from livingwell.practice.story.models import Entry
from livingwell.simulation.bulk.binary import moment
from livingwell.simulation.bulk.book import Book
from livingwell.simulation.bulk.chunk import write_down
from livingwell.simulation.bulk.ground import Ground
from livingwell.simulation.bulk.identity import id_at
from livingwell.simulation.bulk.run import Filled, fill
from livingwell.simulation.world import INVENTED

PEOPLE, UNTIL = 400, 1_790_000_000_000_000
#: What was asked for of each person, on average, give or take a fifth.
PROMISED = {
    "holding_journey": 1.3, "meetings_meeting": 12, "plan_step": 3, "network_connection": 4,
}  # fmt: skip


def nothing(done: int, of: int, what: str) -> None:
    """Nobody watches."""


@pytest.fixture
def filled(own_database: str, cluster: Any) -> Filled:
    mark_as_invented()
    return fill(PEOPLE, 7, slug="bulk", tick=nothing, supports=120)


def test_a_bulk_place_is_whole(filled: Filled, own_database: str, cluster: Any) -> None:
    assert filled.broken == []
    for table, each in PROMISED.items():
        assert filled.rows[table] / PEOPLE == pytest.approx(each, rel=0.2), table
    with cluster.connect(own_database, autocommit=True) as superuser:
        assert broken(superuser) == []
        assert _made_of(superuser) == _made_of_the_template(cluster)
    _verified()
    _each_sees_their_own_team()
    _heavy_and_searchable()
    with cluster.connect(own_database) as superuser:  # the guards stand again
        superuser.execute("update holding_hold set ended_at = now() where ended_at is null")
        with pytest.raises(CheckViolation):
            superuser.execute("set constraints all immediate")
        superuser.rollback()


def _made_of(superuser: Any) -> set[tuple[str, ...]]:
    """Every key, index, reference and trigger by name, and whether it holds. (Spelled again, a condition gets another
    bracket or two, as it does in a restored backup.)"""
    return set(
        superuser.execute(
            """select conrelid::regclass::text, conname, contype::text, convalidated::text
               from pg_constraint where conrelid <> 0
               union all select indrelid::regclass::text, relname, indisunique::text, indisvalid::text
               from pg_index join pg_class c on c.oid = indrelid where c.relnamespace = 'public'::regnamespace
               union all select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled::text
               from pg_trigger where not tgisinternal"""
        ).fetchall()
    )


def _made_of_the_template(cluster: Any) -> set[tuple[str, ...]]:
    with cluster.connect(settings.DATABASES["default"]["NAME"].rsplit("_", 1)[0], autocommit=True) as session:
        return _made_of(session)


def _verified() -> None:
    assert seal_records() > PEOPLE * 20
    assert [(one.table, one.waiting, one.broken) for one in verify_all()] == [
        ("kit_event", 0, []),
        ("circle_look", 0, []),
    ]


def _each_sees_their_own_team() -> None:
    """The manager and the database give a worker the same journeys: those their team holds, and no others."""
    place = Place.objects.get(slug="bulk")
    for worker in Membership.objects.order_by("team_id", "id")[::8]:
        viewer = Viewer(worker.person_id, worker.known_as, place.pk, (worker.team_id,))
        with speaking(INVENTED):
            theirs = set(
                Hold.unguarded.filter(team_id=worker.team_id, ended_at=None).values_list(
                    "journey__person_id", flat=True
                )
            )
            meetings = Meeting.unguarded.filter(person_id__in=theirs).count()
        with speaking(viewer):
            seen = set(Journey.objects.visible_to(viewer).not_shown("a test").values_list("person_id", flat=True))
            with connection.cursor() as cursor:
                cursor.execute("select distinct person_id from holding_journey")
                locked = {person for (person,) in cursor.fetchall()}
                cursor.execute("select count(*) from meetings_meeting")
                assert cursor.fetchone() == (meetings,)
            told = Meeting.objects.visible_to(viewer).not_shown("a test").filter(stage="happened")[:5]
            assert all(len(meeting.their_words) > 20 and len(meeting.our_words) > 20 for meeting in told)
            assert Entry.objects.visible_to(viewer).not_shown("a test").first().heading
        assert seen == locked == theirs
        assert 100 < len(theirs) < PEOPLE


def _heavy_and_searchable() -> None:
    with speaking(INVENTED):
        first = Person.unguarded.get(pk=Account.objects.get(email="person-0@bulk.example").person_id)
        assert Event.objects.filter(about_id=first.pk).count() >= 500
        looks = Look.unguarded.filter(person_id=first.pk).count()
        assert looks + Look.unguarded.filter(people__contains=[first.pk]).count() >= 5000
        assert first.phone == f"+9990{0:010d}"
    assert len(search_supports(Place.objects.get(slug="bulk").pk, "choir").supports) > 5
    assert len(search_supports(Place.objects.get(slug="bulk").pk, "quire").supports) >= 0


def test_the_same_seed_writes_the_same() -> None:
    def written(seed: int) -> list[list[bytes]]:
        dice = Random(1)
        ground = Ground(
            id_at(0, dice),
            "bulk",
            seed,
            20,
            UNTIL,
            ((id_at(1, dice), "Trust"),),
            tuple(id_at(n, dice) for n in range(9)),
        )
        book = write_down(ground, 0)
        return [[row[:22] for row in sheet.rows] for sheet in book.sheets]  # ids; what is sealed is never the same

    assert written(7) == written(7)
    assert written(7) != written(8)


def test_a_sheet_says_what_is_missing() -> None:
    book = Book(id_at(0, Random(1)), Random(1))
    with pytest.raises(TypeError, match="needs"):
        book.journeys.add(id=id_at(0, Random(1)))
    with pytest.raises(TypeError, match="has no"):
        book.journeys.add(colour=moment(0))


def test_only_an_invented_place_is_filled(own_database: str) -> None:
    with pytest.raises(NotInvented):
        fill(10, 7, slug="bulk", tick=nothing)
