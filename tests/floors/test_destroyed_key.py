"""A destroyed key is destroyed words: every page still answers, says that they are gone, and shows none of them."""

from __future__ import annotations

import pytest
from django.test import Client

from livingwell.kit.permission.acts import Refused
from livingwell.kit.secrets.fields import GONE
from livingwell.practice.circle.tests.asking import only
from livingwell.practice.keeping.actions import end_legal_hold
from livingwell.practice.keeping.models import LegalHold
from livingwell.practice.story.actions import write_entry
from tests.cast import Cast
from tests.destroyed import destroy_key_of
from tests.laws.matrix import addresses, sign_in, undone
from tests.lives import live_fully

pytestmark = pytest.mark.django_db
WORDS = ("Here.", "Sleep well.", "I lie awake.", "I came.", "We walked.", "Likes walking.", "Tired.", "Swim?",
         "I fear for a life.", "She sold the piano.", "Her sister rang.", "Today, please.", "My name has two Ns.",
         "+447700900123")  # fmt: skip


@pytest.fixture
def destroyed(cast: Cast) -> Cast:
    live_fully(cast)
    end_legal_hold(only(cast, "privacy_lead", LegalHold), by=cast.who("privacy_lead"))
    destroy_key_of(cast.people["person"].pk)
    return cast


@pytest.mark.parametrize("who", ["person", "peer", "privacy_lead"])
def test_every_page_answers_and_shows_none_of_the_words(destroyed: Cast, client: Client, who: str) -> None:
    client.raise_request_exception = False
    sign_in(client, destroyed, who)
    wrong, said = [], 0
    for address in addresses(destroyed):
        if address.name == "gallery":  # its people are invented
            continue
        for send in (client.get, client.post):
            with undone(client):
                response = send(address.url)
            if response.status_code >= 500:
                wrong.append(f"{send.__name__} /{address.route}: {response.status_code}")
            if not response.streaming:
                page = response.content.decode(errors="replace")
                said += GONE in page
                wrong += [f"/{address.route} shows {words}" for words in WORDS if words in page]
    assert wrong == []
    assert said > (3 if who != "privacy_lead" else 0), "where words stood it is said that they are gone"


def test_nothing_new_is_kept_and_a_sentence_says_so(destroyed: Cast) -> None:
    with pytest.raises(Refused, match="words were destroyed"):
        write_entry(destroyed.people["person"], heading="New", words="Words.", by=destroyed.who("person"))
