"""What workers read on a journey's page: the words, corrections beside, who introduced; at a flat cost."""

from __future__ import annotations

from typing import Any

from django.test import Client

from livingwell.kit.database.speaking import speaking
from livingwell.kit.secrets.keys import keyring
from livingwell.practice.frontdoor.models import Introduction
from livingwell.practice.frontdoor.panels import home_panel, journey_panel
from livingwell.practice.frontdoor.tests.walking import BASE, OTHER, STEWARD, send
from livingwell.practice.holding.models import Journey
from tests.cast import Cast


def test_the_journeys_page_shows_what_was_said(cast: Cast, client: Client) -> None:
    send(client)
    client.post(f"{BASE}mine/said/happening/", {"words": "The rent is paid.", "once": "one"})
    with speaking(STEWARD):
        journey = Journey.unguarded.get()
    worker = Client()
    worker.force_login(cast.accounts["nurse"])
    page = worker.get(f"/alderbrook/journeys/{journey.pk}/").content.decode()
    for words in ("Owing rent.", "The rent is paid.", "Put right on"):
        assert words in page


def test_the_introducers_words_are_apart(cast: Cast, client: Client) -> None:
    send(client, "known", OTHER)
    with speaking(STEWARD):
        journey = Journey.unguarded.get()
    worker = Client()
    worker.force_login(cast.accounts["nurse"])
    page = worker.get(f"/alderbrook/journeys/{journey.pk}/").content.decode()
    assert "They stay in bed." in page
    assert "Do not tell the person who introduced them" in page


def test_it_costs_one_question_when_there_is_nothing_more(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    send(client)
    who = cast.who("nurse")
    with speaking(STEWARD):
        journey = Journey.unguarded.get()
        introduction = Introduction.unguarded.get()
    with speaking(who), keyring(), django_assert_max_num_queries(2):  # and the person's key
        assert journey_panel(journey, who) is not None
    with speaking(cast.who("stranger")):
        assert journey_panel(journey, cast.who("stranger")) is None
        assert home_panel(introduction.person_id, cast.who("stranger")) is None
