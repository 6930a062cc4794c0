"""The journey's page: composed from the rooms, for its workers, in few questions."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from livingwell.kit.database.speaking import speaking
from livingwell.practice.circle.models import Look
from livingwell.practice.holding.actions import offer_handover, propose_ending
from livingwell.practice.holding.models import EndingKind
from livingwell.practice.team.tests import scenes
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

pytestmark = pytest.mark.django_db
PARTS = ["", "own", "connections", "history"]


@pytest.fixture
def address(cast: Cast) -> str:
    """Ana's journey, with everything on it at once."""
    journey = live_a_little(cast)["person"]
    scenes.asks_to_talk(cast, "person")
    scenes.meet(cast, journey)
    scenes.promise(cast, journey)
    offer_handover(journey, to=scenes.member(cast, "nurse"), why="I am away.", by=cast.who("peer"))
    propose_ending(journey, kind=EndingKind.MOVED_AWAY, words="They said so.", by=cast.who("peer"))
    return f"/alderbrook/journeys/{journey.pk}/"


def opened(client: Client, address: str, **asked: Any) -> tuple[Any, int]:
    with CaptureQueriesContext(connection) as caught:
        page = client.get(address, asked)
    return page, len([q for q in caught.captured_queries if "SAVEPOINT" not in q["sql"]])


@pytest.mark.parametrize("part", PARTS)
def test_each_part_costs_little(client: Client, cast: Cast, address: str, part: str) -> None:
    client.force_login(cast.accounts["peer"])
    page, questions = opened(client, address, show=part)
    assert page.status_code == 200
    assert questions <= 15


def test_it_says_who_they_are_who_holds_and_what_is_first(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.accounts["peer"])
    page = client.get(address).content.decode()
    for words in ("Ana Asking", "<strong>You</strong> hold", "Talk today", "Nadia was asked", "waits for a second"):
        assert words in page
    client.force_login(cast.accounts["nurse"])
    assert "<strong>Pearl</strong> holds" in client.get(address).content.decode()


def test_buttons_are_lit_by_the_rule(client: Client, cast: Cast, address: str) -> None:
    journey = address.rstrip("/").rsplit("/", 1)[1]
    client.force_login(cast.accounts["peer"])
    assert f"{journey}/holds/duty/" in client.get(address).content.decode()
    client.force_login(cast.accounts["nurse"])
    page = client.get(address).content.decode()
    assert f"{journey}/holds/duty/" not in page
    assert f"{journey}/handovers/new/" not in page


def test_the_look_is_kept_with_its_rule(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.accounts["nurse"])
    client.get(address)
    with speaking(MADE_FOR_TESTS):
        looks = list(Look.unguarded.filter(page="journey", person=cast.people["person"]))
    assert {look.what for look in looks} >= {"journey", "how to reach them", "talk today"}
    assert "their team holds your journey" in {look.reason for look in looks}


def test_history_is_in_words(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.accounts["peer"])
    page = client.get(address, {"show": "history"}).content.decode()
    for words in ("Lena held, on duty for North", "Pearl said", "Pearl asked Nadia to hold", "The journey began"):
        assert words in page


@pytest.mark.parametrize(
    ("who", "answer"),
    [("lead", 200), ("person", 302), ("friend", 404), ("south_lead", 404), ("stranger", 404), ("privacy_lead", 404)],
)
def test_who_sees_it(client: Client, cast: Cast, address: str, who: str, answer: int) -> None:
    client.force_login(cast.accounts[who])
    assert client.get(address).status_code == answer


@pytest.mark.parametrize("part", ["<b>", "\0", "x" * 4000])
def test_an_unknown_part_is_now(client: Client, cast: Cast, address: str, part: str) -> None:
    client.force_login(cast.accounts["peer"])
    assert client.get(address, {"show": part}).status_code == 200


@pytest.mark.parametrize(
    ("who", "seen", "unseen"),
    [
        ("peer", {"My day", "Board", "Find a person"}, {"Organisations", "My plan"}),
        ("place_lead", {"Organisations"}, {"My day", "Find a person"}),
        ("person", {"My plan", "Who has looked"}, {"Board", "Find a person"}),
    ],
)
def test_navigation_is_where_one_may_go(
    client: Client, cast: Cast, address: str, who: str, seen: set[str], unseen: set[str]
) -> None:
    client.force_login(cast.accounts[who])
    where = {"person": "/alderbrook/home/", "place_lead": "/alderbrook/organisations/"}.get(who, address)
    labels = {item["label"] for item in client.get(where).context["nav"]}
    assert seen <= labels
    assert not unseen & labels
