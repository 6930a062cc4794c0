"""`enter_introduction`: from the phone or paper, attributed to both, by workers alone."""

from __future__ import annotations

import pytest
from django.test import Client

from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.people.models import Person
from livingwell.practice.frontdoor.models import Introducer, Introduction
from livingwell.practice.frontdoor.tests.walking import BASE, STEWARD
from livingwell.practice.holding.models import Hold
from tests.cast import Cast

GIVEN = {
    "channel": "phone",
    "for_whom": "me",
    "name": "Noor",
    "other": "The phone at the hub",
    "happening": "Says she is tired of it all.",
    "birth_year": "1980",
    "once": "abc",
}


def test_attributed_to_both_and_held(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["nurse"])
    answer = client.post(f"{BASE}from-desk/", GIVEN)
    assert "Noor is held" in answer.content.decode()
    assert "is held" not in client.post(f"{BASE}from-desk/", GIVEN).content.decode()  # a double click is one
    with speaking(STEWARD):
        introduction = Introduction.unguarded.get()
        event = Event.objects.get(act="enter_introduction")
        assert (introduction.entered_by_id, introduction.channel) == (cast.people["nurse"].pk, "phone")
        assert (event.by_id, event.voice_id, event.channel) == (
            cast.people["nurse"].pk,
            introduction.person_id,
            "phone",
        )
        assert Hold.unguarded.get().team_id == cast.north.pk
        assert Person.unguarded.get(pk=introduction.person_id).birth_year == 1980


def test_somebody_else_speaking(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["peer"])
    given = GIVEN | {"for_whom": "known", "by_name": "Abdi", "by_who": "Brother", "telling": "open", "contact": "yes"}
    client.post(f"{BASE}from-desk/", given)
    with speaking(STEWARD):
        introducer = Introducer.unguarded.get()
        assert introducer.answers["you"] == {"name": "Abdi", "who": "Brother"}
        assert introducer.answers["happened"]["words"].startswith("Says she")
        assert "happening" not in Introduction.unguarded.get().answers


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Please give a name"),
        ({"other": ""}, "one way to reach them"),
        ({"for_whom": "known"}, "name of whoever is speaking"),
        ({"channel": "pigeon"}, "choose one"),
        ({"nhs_number": "123"}, "NHS number"),
    ],
)
def test_a_sentence_beside_the_field(cast: Cast, client: Client, change: dict[str, str], sentence: str) -> None:
    client.force_login(cast.accounts["nurse"])
    page = client.post(f"{BASE}from-desk/", GIVEN | change).content.decode()
    assert sentence in page
    assert "tired of it all" in page


@pytest.mark.parametrize(("name", "status"), [("stranger", 403), ("person", 403), ("far_worker", 404), ("", 302)])
def test_only_workers_here(cast: Cast, client: Client, name: str, status: int) -> None:
    if name:
        client.force_login(cast.accounts[name])
    assert client.post(f"{BASE}from-desk/", GIVEN).status_code == status
    with speaking(STEWARD):
        assert Introduction.unguarded.count() == 0
