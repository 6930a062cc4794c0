"""Finding somebody by name: typos and all, and only whom one may see."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from livingwell.kit.database.speaking import speaking
from livingwell.people.models import Person
from livingwell.practice.circle.models import Look
from livingwell.practice.holding.actions import offer_handover
from livingwell.practice.holding.reads import find_person
from livingwell.practice.holding.tests.scene import Scene
from tests.cast import MADE_FOR_TESTS, make_journey, make_person

pytestmark = pytest.mark.django_db


def found(scene: Scene, who: str, words: str) -> list[str]:
    viewer = scene.cast.who(who)
    with speaking(viewer):
        return [one.person.name for one in find_person(words, viewer)]


@pytest.mark.parametrize("words", ["Ana Asking", "ana", "ASKING", "anna askin", "Ána", "Ana  Askng", "sking"])
def test_typos_and_accents_and_parts(scene: Scene, words: str) -> None:
    assert found(scene, "peer", words)[0] == "Ana Asking"


@pytest.mark.parametrize("words", ["", "  ", "zzzz", "%", "_", "\\", "' or true --", "x" * 5000])
def test_nothing_is_found_for_nothing(scene: Scene, words: str) -> None:
    assert found(scene, "peer", words) == []


def test_only_whom_one_may_see(scene: Scene) -> None:
    assert found(scene, "south_lead", "Ana Asking") == []
    assert found(scene, "friend", "Ana") == ["Ana Asking"], "she shared her plan with him"
    assert found(scene, "stranger", "Ana") == []
    assert found(scene, "nurse", "Nadia") == ["Nadia Nurse"], "herself"
    assert found(scene, "lead", "Nadia Nurse") == [], "a colleague's own journey is held in another team"
    offer_handover(scene.journeys["person"], to=scene.member("south_lead"), why="x", by=scene.cast.who("peer"))
    assert found(scene, "south_lead", "Ana") == ["Ana Asking"], "he was asked to hold"


def test_the_gate_answers_as_the_rule_does(scene: Scene) -> None:
    """For everybody in the cast: whoever is found may be seen, and whoever may be seen is found by their name."""
    for name in scene.cast.names:
        viewer = scene.cast.who(name)
        with speaking(viewer):
            visible = list(Person.objects.visible_to(viewer).not_shown("compared with what is found"))
            for person in visible:
                assert person.name in [one.person.name for one in find_person(person.name, viewer)], (name, person)
            with connection.cursor() as cursor:
                for person in scene.cast.people.values():
                    cursor.execute("select person from gate.find_person(%s, 100)", [person.name])
                    assert {row[0] for row in cursor.fetchall()} <= {one.pk for one in visible}, (name, person)


def test_nobody_signed_in_finds_nobody(scene: Scene) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from gate.find_person('Ana Asking', 10)")
        assert cursor.fetchone() == (0,)
    assert scene.open("nobody", "people/", q="Ana").status_code == 302


@pytest.mark.parametrize(("who", "answer"), [("person", 403), ("stranger", 403), ("far_worker", 404), ("peer", 200)])
def test_who_may_search(scene: Scene, who: str, answer: int) -> None:
    assert scene.open(who, "people/", q="Ana").status_code == answer


def test_everybody_found_is_told(scene: Scene) -> None:
    page = scene.open("peer", "people/", q="an")
    assert page.status_code == 200
    with speaking(MADE_FOR_TESTS):
        look = Look.unguarded.get(page="person_search")
    assert set(look.people) >= {scene.cast.people["person"].pk}


def test_a_bad_question_is_a_sentence(scene: Scene) -> None:
    page = scene.open("peer", "people/", q="y" * 500)
    assert page.status_code == 200
    assert page.context["form"].errors["q"]


def test_it_costs_the_same_for_one_and_for_thirty(scene: Scene) -> None:
    browser = scene.browser("peer")

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get("/alderbrook/people/", {"q": "Robin"}).status_code == 200
        return len([q for q in caught.captured_queries if "SAVEPOINT" not in q["sql"]])

    make_journey(make_person(scene.cast.place, "Robin A", account=False)[0], scene.cast.north)
    cost()
    one = cost()
    for i in range(24):
        make_journey(make_person(scene.cast.place, f"Robin {i}", account=False)[0], scene.cast.north)
    assert cost() == one <= 12
