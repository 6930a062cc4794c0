"""Likely the same person: suggested to the team that knows the other, told to nobody else, never merged."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from livingwell.kit.database.speaking import speaking
from livingwell.practice.frontdoor.actions import say_same_person
from livingwell.practice.frontdoor.models import SamePersonHint
from livingwell.practice.frontdoor.tests.walking import BASE, STEWARD, send
from tests.cast import Cast, make_journey, make_person

REACH = {"phone": "07700 900 456"}


def known(cast: Cast, team: str = "north", **rest: object) -> object:
    person, _ = make_person(cast.place, "Josephine Marsh", account=False, birth_year=1980, **rest)
    person.reach_by(phone="+447700900456")
    with speaking(STEWARD):
        person.save()
    make_journey(person, getattr(cast, team))
    return person


def arrives(client: Client, name: str = "Josephin Marsh", year: str = "1980", phone: str = "07700 900 456") -> None:
    send(client, "me", {"name": {"name": name}, "reach": {"phone": phone}, "about": {"birth_year": year}})


def test_the_team_that_knows_the_other_is_asked(cast: Cast, client: Client) -> None:
    known(cast, "south")
    arrives(client)
    with speaking(STEWARD):
        hint = SamePersonHint.unguarded.get()
    assert hint.for_team_id == cast.south.pk
    assert set(hint.alike) == {"phone", "name", "birth_year"}
    # North holds who arrived, and learns nothing of whom South knows.
    for name, count in {"south_lead": 1, "nurse": 0, "lead": 0, "stranger": 0, "far_worker": 0, "person": 0}.items():
        who = cast.who(name)
        with speaking(who):
            assert SamePersonHint.objects.visible_to(who).not_shown("test").count() == count, name


@pytest.mark.parametrize(
    ("name", "year", "phone"),
    [("Zebedee Quill", "1980", "07700 900 456"), ("Josephine Marsh", "1981", "07700 900 999")],
)
def test_a_shared_phone_or_a_common_name_is_not_enough(
    cast: Cast, client: Client, name: str, year: str, phone: str
) -> None:
    known(cast)
    arrives(client, name, year, phone)
    with speaking(STEWARD):
        assert SamePersonHint.unguarded.count() == 0


def test_nobody_is_told_of_a_colleague_or_of_somebody_never_held(cast: Cast, client: Client) -> None:
    make_journey(cast.people["nurse"], cast.north)
    make_person(cast.place, "Josephine Marsh", account=False, birth_year=1980)
    arrives(client, "Nadia Nurse", "", "07700 900 999")
    arrives(Client())
    with speaking(STEWARD):
        assert SamePersonHint.unguarded.count() == 0


def test_yes_or_no_is_recorded_once_and_moves_nothing(cast: Cast, client: Client) -> None:
    known(cast)
    arrives(client)
    with speaking(STEWARD):
        hint = SamePersonHint.unguarded.get()
    with pytest.raises(PermissionDenied):
        say_same_person(hint, same=True, by=cast.who("south_lead"))
    client.force_login(cast.accounts["nurse"])
    assert "One person or two" in client.get(f"{BASE}same/{hint.pk}/").content.decode()
    assert client.post(f"{BASE}same/{hint.pk}/", {"same": "yes", "once": "a"}).status_code == 302
    with speaking(STEWARD):
        hint = SamePersonHint.unguarded.get()
        assert (hint.said_same_by_id, hint.said_other_at) == (cast.people["nurse"].pk, None)
    with pytest.raises(PermissionDenied):
        say_same_person(hint, same=False, by=cast.who("nurse"))
