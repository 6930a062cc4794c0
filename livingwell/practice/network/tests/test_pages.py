"""The pages: anybody looks for a support; a worker and a person walk a connection to its end; strangers do not."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from livingwell.practice.network.models import Connection, Stage
from livingwell.practice.network.tests.conftest import Way
from livingwell.practice.network.tests.test_import_directory import load, rows


def signed_in(way: Way, name: str) -> Client:
    client = Client()
    client.force_login(way.cast.accounts[name])
    return client


def at(name: str, pk: Any = None) -> str:
    return reverse(name, kwargs={"place": "alderbrook", **({"pk": pk} if pk else {})})


def the_only(way: Way) -> Connection:
    from livingwell.kit.database.speaking import speaking
    from tests.cast import MADE_FOR_TESTS

    with speaking(MADE_FOR_TESTS):
        return Connection.unguarded.get()


def test_somebody_without_an_account_is_walked_along_the_whole_way(way: Way) -> None:
    peer = signed_in(way, "peer")
    new = at("choose_support", way.journey.pk)
    assert "Choose this" in peer.get(new, {"q": "wallking"}).content.decode()
    posted = peer.post(f"{new}?support={way.walking.pk}", {"may_say": "Ana", "agreed": "on", "channel": "phone"})
    made = the_only(way)
    assert posted.url == at("connection", made.pk)
    for act, data in (
        ("offer_connection", {"words": "I rang", "answer_due": "2027-01-01"}),
        ("log_answer", {"answer": "question", "words": "Does she mind dogs?"}),
        ("offer_connection", {"words": "She likes dogs", "answer_due": "2027-01-01"}),
        ("log_answer", {"answer": "yes"}),
        ("arrange_first_meeting", {"day": "2027-01-01", "time": "2pm", "where": "Gate", "walks_along": "Pearl"}),
        ("say_not_yet", {"words": "", "channel": "phone"}),
        ("say_met", {"words": "", "channel": "paper"}),
        ("say_how_it_was", {"how": "lovely", "words": "They laughed", "channel": "paper"}),
    ):
        assert peer.get(at(act, made.pk)).status_code == 200, act
        answer = peer.post(at(act, made.pk), data)
        assert answer.status_code == 302, (act, answer.content.decode())
    assert the_only(way).stage == Stage.MET
    page = peer.get(at("connection", made.pk)).content.decode()
    assert "They laughed" in page
    assert "Told on paper" in page
    assert peer.get(at("print_connections", way.journey.pk)).status_code == 200


def test_the_person_chooses_says_met_and_how_it_was(way: Way) -> None:
    ana = signed_in(way, "person")
    ana.post(f"{at('choose_support', way.journey.pk)}?support={way.walking.pk}", {"may_say": "Ana"})
    made = the_only(way)
    assert made.agreed_by_id == way.person.id
    assert "Walking Group" in ana.get(at("connections")).content.decode()
    assert ana.post(at("say_met", made.pk)).url == at("say_how_it_was", made.pk)
    assert ana.post(at("say_how_it_was", made.pk), {"how": "", "words": "", "share": "on"}).status_code == 302
    assert the_only(way).how_shared_by_id == way.person.id


@pytest.mark.parametrize(
    "act", ["say_met", "log_answer", "say_not_wanted_now", "choose_another", "arrange_first_meeting"]
)
def test_strangers_find_nothing(way: Way, act: str) -> None:
    made = way.offered()
    for name in ("stranger", "friend", "south_lead", "far_worker", "commissioner"):
        client = signed_in(way, name)
        assert client.get(at(act, made.pk)).status_code == 404, name
        assert client.post(at(act, made.pk), {"words": ""}).status_code == 404, name
        assert client.get(at("connection", made.pk)).status_code == 404
    assert Client().get(at("connection", made.pk)).status_code == 302


def test_the_person_does_not_answer_for_the_support(way: Way) -> None:
    assert signed_in(way, "person").post(at("log_answer", way.offered().pk), {"answer": "yes"}).status_code == 403


def test_a_worker_says_how_it_was_told(way: Way) -> None:
    made = way.offered()
    page = signed_in(way, "peer").post(at("say_met", made.pk), {"words": "She went on Tuesday"})
    assert page.status_code == 200
    assert "She went on Tuesday" in page.content.decode()
    assert way.now(made).stage == Stage.OFFERED


def test_not_us_alone_is_no_answer(way: Way) -> None:
    made = way.offered()
    for answer in ("", "no", "not_us"):
        page = signed_in(way, "peer").post(at("log_answer", made.pk), {"answer": answer, "words": "full up 😀"})
        assert page.status_code == 200
        assert "full up 😀" in page.content.decode()
    assert way.now(made).stage == Stage.OFFERED


def test_a_stale_form_keeps_what_was_typed(way: Way) -> None:
    made = way.accepted()
    page = signed_in(way, "peer").post(at("log_answer", made.pk), {"answer": "team", "words": "They rang again"})
    assert page.status_code == 200
    assert "They rang again" in page.content.decode()
    assert "moved on" in page.content.decode()


def test_a_double_click_is_one_connection(way: Way) -> None:
    peer = signed_in(way, "peer")
    for _ in range(2):
        peer.post(f"{at('choose_support', way.journey.pk)}?support={way.walking.pk}", {"may_say": "Ana", "once": "abc"})
    the_only(way)


@pytest.mark.parametrize("day", ["31 2 2027", "0001-01-01", "soon", "", "\x00", "9999-12-31"])
def test_odd_days_get_a_sentence(way: Way, day: str) -> None:
    page = signed_in(way, "peer").post(at("offer_connection", way.chosen().pk), {"words": "rang", "answer_due": day})
    assert page.status_code == 200


@pytest.mark.parametrize("support", ["", "x", "01a20262-d2f3-7d76-bf2a-ae9d60ad7d19", "\x00", "' or 1=1"])
def test_a_tampered_support_is_none(way: Way, support: str) -> None:
    page = signed_in(way, "peer").get(at("choose_support", way.journey.pk), {"support": support})
    assert page.status_code == 200


def test_anybody_looks_for_supports_at_a_flat_cost(way: Way) -> None:
    counts = set()
    for many in (1, 30):
        load(way.cast, rows(many))
        for client in (Client(), signed_in(way, "peer"), signed_in(way, "person")):
            with CaptureQueriesContext(connection) as asked:
                page = client.get(at("supports"), {"q": "group"})
            assert page.status_code == 200
            counts.add(len(asked))
    assert max(counts) <= 12


def test_a_support_shows_whose_words_it_is_and_when_it_was_checked(way: Way) -> None:
    from livingwell.practice.network.models import Support

    load(way.cast, rows(1))
    shown = Support.objects.get(name="Group 0")
    for name in ("", "peer", "person", "stranger"):
        client = signed_in(way, name) if name else Client()
        with CaptureQueriesContext(connection) as asked:
            page = client.get(at("support", shown.pk)).content.decode()
        assert len(asked) <= 15
        assert "Open Government Licence v3.0" in page
        assert "Last checked here" in page
    elsewhere = reverse("support", kwargs={"place": "farside", "pk": shown.pk})
    assert Client().get(elsewhere).status_code == 404


def test_lists_and_records_of_connections_are_lean(way: Way) -> None:
    from livingwell.practice.network import actions

    counts = []
    for many in (1, 12):
        for n in range(many):
            support = actions.add_support(way.cast.place, by=way.peer, name=f"S{many}-{n}", description="")
            made = actions.choose_support(way.journey, support=support, may_say="x", by=way.person)
        with CaptureQueriesContext(connection) as asked:
            assert signed_in(way, "person").get(at("connections")).status_code == 200
        counts.append(len([each for each in asked if "INSERT" not in each["sql"]]))
    assert len(set(counts)) == 1
    peer = signed_in(way, "peer")
    with CaptureQueriesContext(connection) as asked:
        peer.get(at("connection", made.pk))
    assert len(asked) <= 15


def test_a_worker_adds_and_closes_a_support(way: Way) -> None:
    peer = signed_in(way, "peer")
    made = way.offered()
    bad = peer.post(
        at("add_support"), {"name": "Shed", "description": "Men", "postcode": "nowhere", "url": "javascript:x"}
    )
    assert bad.status_code == 200
    good = peer.post(at("add_support"), {"name": "Shed", "description": "Mending things", "postcode": "m337zf"})
    assert "M33 7ZF" in Client().get(good.url).content.decode()
    assert peer.post(at("close_support", way.walking.pk)).status_code == 302
    assert way.now(made).stage == Stage.CLOSED
    assert "This has closed" in Client().get(at("support", way.walking.pk)).content.decode()
    assert signed_in(way, "stranger").post(at("close_support", way.choir.pk)).status_code == 403
    assert signed_in(way, "person").get(at("add_support")).status_code == 403
