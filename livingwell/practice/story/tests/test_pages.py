"""Every page of a story, by who may open it; and the promise that a page whose look is lost is not shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from livingwell.kit import clock
from livingwell.practice.circle.actions import end_all_shares, give_share
from livingwell.practice.circle.models import Look, Part
from livingwell.practice.story.actions import write_entry
from livingwell.practice.story.models import Entry, Story
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.accounts[name])
    return client


def url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(name, args=[cast.place.slug, *args])


@pytest.fixture
def told(cast: Cast) -> Cast:
    live_a_little(cast)
    mine, me = cast.who("person"), cast.people["person"]
    write_entry(me, heading="Growing up", words="By the sea", by=mine)
    write_entry(me, heading="Secret", words="Only mine", keep=True, by=mine)
    write_entry(me, heading="Half", words="Not finished", finish=False, by=mine)
    return cast


def test_own_page_shows_everything_and_writes_no_look(told: Cast) -> None:
    answer = signed_in(told, "person").get(url(told, "story"))
    for words in ("By the sea", "Only mine", "Not finished", "North can see your story until"):
        assert words in answer.content.decode()
    assert not Look.unguarded.exists()


def test_a_share_opens_what_is_finished_and_nothing_kept_back(told: Cast) -> None:
    story = Story.unguarded.get(person=told.people["person"]) if False else _story(told)
    answer = signed_in(told, "peer").get(url(told, "shared_story", story))
    text = answer.content.decode()
    assert "By the sea" in text and "Only mine" not in text and "Not finished" not in text and "Secret" not in text
    look = _looks(told, "person")
    assert ("story", "you shared it with them", "shared_story") in look


def _story(cast: Cast) -> Any:
    return Story.objects.visible_to(cast.who("person")).get().pk


def _looks(cast: Cast, name: str) -> set[tuple[str, str, str]]:
    from livingwell.kit.database.speaking import speaking

    with speaking(cast.who(name)):
        return set(Look.unguarded.values_list("what", "reason", "page"))
