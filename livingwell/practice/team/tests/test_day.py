"""My day: what I promised, whom I meet, what I was asked; the same few questions however full it is."""

from __future__ import annotations

import pytest
from django.test import Client

from livingwell.practice.holding.actions import offer_handover
from livingwell.practice.team.tests import scenes
from livingwell.practice.team.tests.test_board import asked
from tests.cast import Cast, live_a_little, make_member

pytestmark = pytest.mark.django_db
DAY = "/alderbrook/day/"


def test_a_full_day_costs_what_an_empty_one_does(client: Client, cast: Cast) -> None:
    scenes.many(cast, 12)
    for name in ("peer", "nurse"):
        client.force_login(cast.accounts[name])
        asked(client, DAY)
        page, questions = asked(client, DAY)
        assert page.status_code == 200
        assert questions <= 12
    client.force_login(cast.accounts["peer"])
    _, few = asked(client, DAY)
    scenes.many(cast, 20)
    _, many = asked(client, DAY)
    assert many == few


def test_what_i_promised_and_what_i_was_asked(client: Client, cast: Cast) -> None:
    journey = live_a_little(cast)["person"]
    scenes.promise(cast, journey)
    offer_handover(journey, to=scenes.member(cast, "nurse"), why="Nights", by=cast.who("peer"))
    client.force_login(cast.accounts["peer"])
    page = client.get(DAY).content.decode()
    assert "Ring the allotment about a plot" in page
    assert "Offered to Nadia" in page
    client.force_login(cast.accounts["nurse"])
    page = client.get(DAY).content.decode()
    assert "Ana Asking" in page
    assert "Nights" in page


def test_a_promise_stays_with_whoever_made_it_and_shows_nothing_once_the_team_holds_no_more(
    client: Client, cast: Cast
) -> None:
    journey = live_a_little(cast)["person"]
    scenes.promise(cast, journey)
    client.force_login(cast.accounts["south_lead"])
    assert "Ring the allotment" not in client.get(DAY).content.decode()


def test_somebody_who_asked_to_talk_is_on_everybodys_day(client: Client, cast: Cast) -> None:
    live_a_little(cast)
    scenes.asks_to_talk(cast, "person")
    for name in ("lead", "peer", "nurse"):
        client.force_login(cast.accounts[name])
        assert "Talk today" in client.get(DAY).content.decode()
    client.force_login(cast.accounts["south_lead"])
    assert "Ana Asking" not in client.get(DAY).content.decode()


def test_duty_says_it_is_a_standing_yes(client: Client, cast: Cast) -> None:
    make_member(cast.south, cast.people["peer"], "peer", cast.organisations["Mind"], "Pearl")
    client.force_login(cast.accounts["peer"])
    page = client.get(DAY).content.decode()
    assert "Take duty for North" in page
    assert "Take duty for South" in page
    assert "Taking duty is a standing yes" in page


@pytest.mark.parametrize(("who", "answer"), [("person", 403), ("place_lead", 403), ("far_worker", 404), ("lead", 200)])
def test_whose_day(client: Client, cast: Cast, who: str, answer: int) -> None:
    client.force_login(cast.accounts[who])
    assert client.get(DAY).status_code == answer
