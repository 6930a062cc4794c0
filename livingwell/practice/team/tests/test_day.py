"""My day: what I promised, whom I meet, what I was asked; the same few questions however full it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.models import Look, Part
from livingwell.practice.holding.actions import decline_handover, offer_handover
from livingwell.practice.plan import actions as plan
from livingwell.practice.team.tests import scenes
from livingwell.practice.team.tests.test_board import asked
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little, make_member

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


def test_a_no_is_read_by_whoever_asked_until_they_ask_somebody_else(client: Client, cast: Cast) -> None:
    journey = live_a_little(cast)["person"]
    offered = offer_handover(journey, to=scenes.member(cast, "nurse"), why="Nights", by=cast.who("peer"))
    decline_handover(offered, because="I start nights myself.", by=cast.who("nurse"))
    client.force_login(cast.accounts["peer"])
    page = client.get(DAY).content.decode()
    assert "Nadia said no" in page
    assert "I start nights myself." in page
    client.force_login(cast.accounts["nurse"])
    assert "I start nights myself." not in client.get(DAY).content.decode()
    offer_handover(journey, to=scenes.member(cast, "lead"), why="Nights", by=cast.who("peer"))
    client.force_login(cast.accounts["peer"])
    assert "Nadia said no" not in client.get(DAY).content.decode()


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


def test_what_was_to_be_looked_at_again_stands_on_the_day_of_whoever_holds_as_far_as_it_is_shared(
    client: Client, cast: Cast
) -> None:
    live_a_little(cast)
    ana, mine, now = cast.people["person"], cast.who("person"), clock.now()
    soon = (now + timedelta(days=2)).date()
    said = plan.SaidOfChance("Swim", "The sea", "The cold", "", "Not alone", soon, cast.people["peer"].pk, "Pearl")
    plan.write_chance(ana, said=said, by=mine)
    plan.write_chance(ana, said=replace(said, want="To go home for the weekend."), by=mine)
    plan.write_review(ana, back="I slept.", forward="Walk.", look_again=soon, by=mine)
    client.force_login(cast.accounts["peer"])
    assert "To look at again" not in client.get(DAY).content.decode(), "not before its day"
    with clock.at(now + timedelta(days=3)):
        page = client.get(DAY).content.decode()
        assert page.count("A risk taken together with Ana Asking") == 2, "each that is due"
        assert "The plan of Ana Asking" not in page, "the plan was not shared"
        give_share(ana, what=Part.PLAN, to=cast.north, to_name="North", until=now + timedelta(days=30), by=mine)
        assert "The plan of Ana Asking" in client.get(DAY).content.decode()
        with speaking(MADE_FOR_TESTS):
            assert Look.unguarded.filter(page="day", by_id=cast.people["peer"].pk).exists()
        client.force_login(cast.accounts["nurse"])
        assert "To look at again" not in client.get(DAY).content.decode(), "it is on the day of whoever holds"


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
