"""`send_introduction`: a person, a journey and its hold in one transaction; twice is once; strangers are refused."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.people.models import Person, SafeToContact
from livingwell.practice.circle.models import Part, Share
from livingwell.practice.frontdoor.models import Draft, Introducer, Introduction
from livingwell.practice.frontdoor.tests.walking import BASE, ME, OTHER, STEWARD, go
from livingwell.practice.holding.models import Hold, HowHeld
from tests.cast import Cast


def test_sent_is_held(cast: Cast, client: Client) -> None:
    go(client, "me", ME)
    answer = client.post("/alderbrook/introductions/send/")
    assert answer.status_code == 302
    assert answer["Location"] == "/alderbrook/introductions/sent/"
    with speaking(STEWARD):
        introduction = Introduction.unguarded.get()
        person = Person.unguarded.get(pk=introduction.person_id)
        hold = Hold.unguarded.get(journey_id=introduction.journey_id)
        assert (person.name, person.phone) == ("Jo", "+447700900123")
        assert person.safe_to_leave_message == SafeToContact.UNSAID
        assert introduction.answers["happening"] == {"words": "Not sleeping. 🦋\nOwing rent."}
        assert (hold.how, hold.team_id, hold.ended_at) == (HowHeld.DUTY, cast.north.pk, None)
        assert Draft.objects.count() == 0
        assert Event.objects.filter(act="send_introduction", about_id=person.pk, errand="front door").count() == 1
    page = client.get("/alderbrook/introductions/sent/").content.decode()
    assert introduction.reference in page
    assert "Lena" in page
    assert "North" in page


def test_a_double_click_is_one(cast: Cast, client: Client) -> None:
    go(client, "me", ME)
    cookies = client.cookies["lw_draft"].value
    client.post("/alderbrook/introductions/send/")
    client.cookies["lw_draft"] = cookies
    again = client.post("/alderbrook/introductions/send/")
    assert again["Location"] == "/alderbrook/introductions/sent/"
    with speaking(STEWARD):
        assert Introduction.unguarded.count() == 1


def test_the_page_shows_the_way_back(cast: Cast, client: Client) -> None:
    go(client, "me", ME)
    client.post("/alderbrook/introductions/send/")
    code = client.cookies["lw_back"].value.split(".")[0]
    other = Client()
    answer = other.post("/alderbrook/introductions/back/", {"code": code.replace("-", "  ").upper()})
    assert answer["Location"] == reverse("introduction", kwargs={"place": "alderbrook"})
    page = other.get(answer["Location"]).content.decode()
    assert "Hello, Jo" in page
    assert "Not sleeping" not in page


def test_signed_in_it_is_the_same_person(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["stranger"])
    client.post("/alderbrook/introductions/new/me/", {})
    go(client, "me", {"reach": {"other": "The library"}})
    client.post("/alderbrook/introductions/send/")
    with speaking(STEWARD):
        introduction = Introduction.unguarded.get()
        assert introduction.person_id == cast.people["stranger"].pk
        assert Person.unguarded.get(pk=introduction.person_id).reach == "The library"


def test_a_colleagues_own_goes_to_another_team(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["nurse"])
    go(client, "me", {"reach": {"other": "The library"}})
    client.post("/alderbrook/introductions/send/")
    with speaking(STEWARD):
        assert Hold.unguarded.get().team_id == cast.south.pk


def test_shares_name_the_team_and_end(cast: Cast, client: Client) -> None:
    go(client, "me", {**ME, "team": {"story": "on", "months": "6"}})
    client.post("/alderbrook/introductions/send/")
    with speaking(STEWARD):
        share = Share.unguarded.get()
        assert (share.what, share.to_team_id, share.to_name) == (Part.STORY, cast.north.pk, "North team")
        assert share.given_by_id == share.person_id
        assert 170 < (share.until - share.given_at).days < 185


def test_the_introducer_learns_only_that_it_arrived(cast: Cast, client: Client) -> None:
    go(client, "known", OTHER)
    client.post("/alderbrook/introductions/send/")
    with speaking(STEWARD):
        introduction, introducer = Introduction.unguarded.get(), Introducer.unguarded.get()
        assert "happened" not in introduction.answers
        assert introducer.answers["happened"] == {"words": "They stay in bed."}
        assert introducer.telling == "not_safe"  # not answered is a no
        assert Person.unguarded.get(pk=introduction.person_id).safe_to_write == SafeToContact.NO
    for page in ("sent", "mine"):
        seen = client.get(f"/alderbrook/introductions/{page}/").content.decode()
        assert "arrived" in seen
        for secret in ("Lena", "Bodil", "North", "stay in bed"):
            assert secret not in seen, (page, secret)
    assert client.get("/alderbrook/introductions/mine/more/").status_code == 302
    assert client.post("/alderbrook/introductions/mine/not-wanted/").status_code == 302
    with speaking(STEWARD):
        assert Hold.unguarded.get().ended_at is None


@pytest.mark.parametrize("use", ["", "no", "shared", "mine"])
def test_under_16_nothing_goes_to_a_phone_they_did_not_choose(cast: Cast, client: Client, use: str) -> None:
    from livingwell.kit import clock

    go(client, "me", {**ME, "about": {"birth_year": str(clock.now().year - 14)}, "young": {"use": use}})
    client.post("/alderbrook/introductions/send/")
    with speaking(STEWARD):
        person = Person.unguarded.get(name="Jo")
        chosen = use in ("shared", "mine")
        assert bool(person.phone) is chosen
        if not chosen:
            assert person.safe_to_leave_message == person.safe_to_write == SafeToContact.NO


def test_before_sending_nobody_reads_that_somebody_is_let_in_whom_they_did_not_tick(cast: Cast, client: Client) -> None:
    go(client, "me", ME | {"team": {"months": "3"}})
    assert "For three months" not in client.get(f"{BASE}check/").content.decode()
    client.post(f"{BASE}questions/team/", {"story": "on", "months": "3"})
    assert "For three months" in client.get(f"{BASE}check/").content.decode()
