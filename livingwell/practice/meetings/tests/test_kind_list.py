"""The place's own kinder words, and what it takes: suggested to everybody, counted of nobody, small numbers hidden."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from livingwell.practice.meetings.kind_list import count_taken, most_taken
from livingwell.practice.meetings.models import KindTaken
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db


def test_the_places_own_words_are_suggested_and_a_taken_one_is_counted(cast: Cast, client: Client) -> None:
    journey = live_a_little(cast)["person"]
    here = reverse("kind_words", args=[cast.place.slug])
    client.force_login(cast.accounts["peer"])
    client.post(here, {"find": "frequent flyer", "instead": "somebody who comes often"})
    assert "frequent flyer" not in client.get(here).content.decode(), "whoever leads the place changes it"
    client.force_login(cast.accounts["place_lead"])
    client.post(here, {"find": "frequent flyer", "instead": "somebody who comes often"})
    client.force_login(cast.accounts["peer"])
    asked = client.post(reverse("kinder_words", args=[cast.place.slug]), {"words": "A frequent flyer."})
    assert "somebody who comes often" in asked.content.decode()
    message = reverse("write_message", args=[cast.place.slug, journey.pk])
    assert reverse("kinder_words", args=[cast.place.slug]) in client.get(message).content.decode()
    note = reverse("write_note", args=[cast.place.slug, journey.pk])
    kept = client.post(note, {"words": "Still a frequent flyer.", "suggested": ["frequent flyer"]}, follow=True)
    assert "somebody who comes often" in kept.content.decode(), "without JavaScript, once it is kept"
    assert not KindTaken.objects.exists(), "left is not counted"
    client.post(note, {"words": "Somebody who comes often.", "suggested": ["frequent flyer", "made up"]})
    assert [(row.find, row.times) for row in KindTaken.objects.all()] == [("frequent flyer", 1)]


def test_small_numbers_are_hidden_and_the_rest_rounded(cast: Cast) -> None:
    for times, find in (
        (3, "refused|refuses|refusing|declined treatment"),
        (4, "DNA|DNAs"),
        (7, "chaotic lifestyle|chaotic"),
    ):
        for _ in range(times):
            count_taken(cast.place.pk, [find], "Kinder already")
    assert [(one.find, one.times) for one in most_taken(cast.place.pk)] == [
        ("chaotic lifestyle", "about 5 times"),
        ("DNA", "a few times"),
        ("refused", "a few times"),
    ]
