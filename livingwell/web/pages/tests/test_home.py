"""A person's own home: the way to say goodbye, and after it the way back, with what is theirs still there."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from livingwell.practice.holding.actions import say_goodbye
from livingwell.practice.holding.models import EndingKind
from livingwell.practice.story.actions import write_entry
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db
HOME = "/alderbrook/home/"


def test_goodbye_is_a_link_away_and_so_is_the_way_back(cast: Cast, client: Client) -> None:
    journey = live_a_little(cast)["person"]
    person = cast.people["person"]
    write_entry(person, heading="", words="I grew up above the bakery", by=cast.who("person"))
    client.force_login(cast.accounts["person"])
    assert f"/alderbrook/journeys/{journey.pk}/goodbye/" in client.get(HOME).content.decode()
    say_goodbye(journey, kind=EndingKind.GOODBYE, words="", person_name=person.name, by=cast.who("person"))
    with CaptureQueriesContext(connection) as caught:
        page = client.get(HOME).content.decode()
    assert "I would like support again" in page
    assert "I grew up above the bakery" in page
    assert "/goodbye/" not in page
    assert len([q for q in caught.captured_queries if "SAVEPOINT" not in q["sql"]]) <= 15


def test_who_never_had_a_journey_is_shown_the_front_door(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["stranger"])
    page = client.get(HOME).content.decode()
    assert "I would like some support" in page
    assert "again" not in page.split("<main", 1)[1].split("</main")[0]
