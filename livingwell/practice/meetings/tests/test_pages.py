"""The pages: who may open which, what they say, and that they cost the same however much there is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from livingwell.kit import clock
from livingwell.practice.meetings import actions
from livingwell.practice.meetings.models import (
    Attempt,
    CameOfIt,
    Channel,
    Correction,
    Draft,
    HowWeMeet,
    Meeting,
    NextStep,
    Note,
    TalkToday,
)
from livingwell.practice.meetings.tests.conftest import Lived, rows

pytestmark = pytest.mark.django_db


def page(lived: Lived, name: str) -> Client:
    client = Client()
    client.force_login(lived.cast.accounts[name])
    return client


def url(name: str, row: Any = None) -> str:
    return reverse(name, args=["alderbrook", *([row.pk] if row is not None else [])])


def telling(**rest: str) -> dict[str, str]:
    now = clock.now() - timedelta(minutes=5)
    return {
        "day": now.strftime("%Y-%m-%d"), "time": now.strftime("%H:%M"), "how": "walk", "their_words": "I like beans",
        "our_words": "",
    } | rest  # fmt: skip


def test_everybody_at_every_door(lived: Lived) -> None:
    planned, told = lived.plan(), lived.tell()
    step = actions.promise_next_step(lived.journey, promise=lived.promise(), by=lived.who("peer"))
    note = actions.write_note(lived.journey, words="x", by=lived.who("peer"))
    ana = lived.cast.people["person"]
    ours = {"peer": 200, "nurse": 200, "lead": 200}
    theirs_too = ours | {"person": 200}
    expected: dict[str, dict[str, int]] = {
        url("meeting", planned): theirs_too,
        url("meeting", told): theirs_too,
        url("letter", told): theirs_too,
        url("note", note): theirs_too,
        url("writing", lived.journey): theirs_too,
        url("put_off_meeting", planned): theirs_too,
        url("correct_meeting", told): theirs_too,
        # A friend who was let into something knows whose it is, and may not ask for them.
        url("ask_to_talk_today", ana): theirs_too | {"friend": 403},
        url("let_go_next_step", step): theirs_too,
        url("tell_meeting", planned): ours | {"person": 403},
        url("miss_meeting", planned): ours | {"person": 403},
        url("plan_meeting", lived.journey): ours | {"person": 403},
        url("log_attempt", lived.journey): ours | {"person": 403},
        url("write_note", lived.journey): ours | {"person": 403},
        url("promise_next_step", lived.journey): ours | {"person": 403},
        url("hold_back_line", note): ours | {"person": 403},
    }
    for name in lived.cast.names:
        client = page(lived, name)
        for address, answers in expected.items():
            assert client.get(address).status_code == answers.get(name, 404), (name, address)
    for address in expected:
        assert Client().get(address).status_code == 302, address


def test_plan_tell_and_read(lived: Lived) -> None:
    peer, ana = page(lived, "peer"), page(lived, "person")
    soon = clock.now() + timedelta(days=2)
    member = str(peer.get(url("plan_meeting", lived.journey)).context["form"].fields["led_by"].choices[0][0])
    plan = {"kind": "meeting", "day": soon.strftime("%Y-%m-%d"), "time": "2.30pm", "how": "walk", "led_by": member}
    assert peer.post(url("plan_meeting", lived.journey), plan).status_code == 302
    (meeting,) = rows(Meeting)
    assert meeting.how == HowWeMeet.WALK
    answer = peer.post(url("tell_meeting", meeting), telling(our_words="She was non-compliant with nothing"))
    assert answer.status_code == 302
    shown = ana.get(url("meeting", meeting)).content.decode()
    assert "I like beans" in shown
    assert "would put this another way" not in shown
    ana.post(url("correct_meeting", meeting), {"words": "Runner beans"})
    assert "Runner beans" in peer.get(url("meeting", meeting)).content.decode()


def test_told_with_a_bad_day_keeps_what_was_typed(lived: Lived) -> None:
    peer, meeting = page(lived, "peer"), lived.plan()
    for wrong in ({"day": "yesterday"}, {"time": "25:00"}, {"day": "2999-01-01"}, {"how": "rocket"}):
        answer = peer.post(url("tell_meeting", meeting), telling(**wrong, their_words="keep me 🌻"))
        assert answer.status_code == 200
        assert "keep me 🌻" in answer.content.decode()
        assert "error" in answer.content.decode().lower()
    huge = peer.post(url("tell_meeting", meeting), telling(their_words="x" * 30_000))
    assert huge.status_code == 200
    nul = peer.post(url("tell_meeting", meeting), telling(their_words="a\x00b"))
    assert nul.status_code == 302
    assert rows(Meeting)[0].their_words == "ab"


def test_a_double_click_is_one_row(lived: Lived) -> None:
    peer = page(lived, "peer")
    for _ in range(2):
        peer.post(url("write_note", lived.journey), {"words": "once", "once": "token-1"})
        peer.post(url("log_attempt", lived.journey), {"channel": "phone", "came_of_it": "no_answer", "once": "token-2"})
        peer.post(url("begin_meeting", lived.journey), {"once": "token-3"})
    assert (len(rows(Note)), len(rows(Attempt)), len(rows(Meeting))) == (1, 1, 1)


def test_half_a_promise_asks_for_the_rest(lived: Lived) -> None:
    peer = page(lived, "peer")
    address = url("promise_next_step", lived.journey)
    answer = peer.post(address, {"words": "Ring the hub", "who": "", "name": ""})
    said = answer.content.decode()
    assert "by name" in said
    assert "by which day" in said
    assert "Ring the hub" in said
    due = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%d")
    assert peer.post(address, {"words": "Ring", "who": "", "name": "Aunt Bea", "due": due}).status_code == 302
    (step,) = rows(NextStep)
    assert (step.promiser_name, step.promiser_id) == ("Aunt Bea", None)
    tampered = {"words": "Ring", "who": str(lived.cast.people["stranger"].pk), "due": due}
    assert peer.post(address, tampered).status_code == 200


def test_save_and_come_back(lived: Lived) -> None:
    peer, meeting = page(lived, "peer"), lived.plan()
    peer.post(url("tell_meeting", meeting), {"their_words": "half a thou", "day": "nonsense", "then": "later"})
    assert len(rows(Draft)) == 1
    again = peer.get(url("tell_meeting", meeting)).content.decode()
    assert "half a thou" in again
    assert "half a thou" not in page(lived, "nurse").get(url("tell_meeting", meeting)).content.decode()
    fragment = peer.post(url("save_meeting_draft", meeting), {"their_words": "more"}, headers={"hx-request": "true"})
    assert fragment.status_code == 200
    assert "Saved" in fragment.content.decode()


def test_a_worker_enters_a_correction_with_its_channel(lived: Lived) -> None:
    meeting, peer = lived.tell(our_words="Ana is shy"), page(lived, "peer")
    assert peer.post(url("correct_meeting", meeting), {"words": "Not shy"}).status_code == 200
    assert peer.post(url("correct_meeting", meeting), {"words": "Not shy", "channel": "phone"}).status_code == 302
    assert len(rows(Correction)) == 1


def test_a_held_back_line_never_reaches_the_persons_pages(lived: Lived) -> None:
    note = actions.write_note(lived.journey, words="Her sister rang", by=lived.who("peer"))
    actions.hold_back_line(note, words="SECRET WORDS", why="Told in confidence", by=lived.who("peer"))
    for address in (url("note", note), url("writing", lived.journey)):
        shown = page(lived, "person").get(address).content.decode()
        assert "SECRET WORDS" not in shown
        assert "Told in confidence" in shown
        assert "SECRET WORDS" in page(lived, "peer").get(address).content.decode()


def test_talk_today_by_the_person_shows_crisis_help_at_once(lived: Lived) -> None:
    ana = page(lived, "person")
    address = url("ask_to_talk_today", lived.cast.people["person"])
    assert "116 123" in ana.get(address).content.decode()
    assert ana.post(address, {"words": ""}).status_code == 302
    assert len(rows(TalkToday)) == 1
    assert "You have asked" in ana.get(address).content.decode()


def test_kinder_words_are_offered_and_nothing_is_kept(lived: Lived) -> None:
    peer = page(lived, "peer")
    said = peer.post(url("kinder_words"), {"our_words": "He refused", "their_words": "my caseload"}).content.decode()
    assert "chose not to" in said
    assert "caseload" not in said
    answer = peer.post(url("write_note", lived.journey), {"words": "Non-compliant again"})
    assert answer.status_code == 302
    assert "did not want to" in peer.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("name", ["peer", "person"])
def test_costs_the_same_for_one_and_for_thirty(lived: Lived, name: str) -> None:
    client = page(lived, name)
    meeting = lived.tell(said=[actions.Said("well", "What goes well?", "Beans", "x")], next_steps=[lived.promise()])

    def more(times: int) -> None:
        for number in range(times):
            lived.tell(happened_at=clock.now() - timedelta(hours=1))
            lived.plan(planned_for=clock.now() + timedelta(days=number + 1))
            note = actions.write_note(lived.journey, words="n", by=lived.who("peer"))
            actions.hold_back_line(note, words="w", why="y", by=lived.who("peer"))
            actions.log_attempt(
                lived.journey, channel=Channel.PHONE, came_of_it=CameOfIt.NO_ANSWER, by=lived.who("peer")
            )
            actions.correct_meeting(meeting, words="c", by=lived.who("person"))

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    addresses = [url("writing", lived.journey), url("meeting", meeting), url("letter", meeting)]
    more(1)
    first = [cost(address) for address in addresses]
    more(29)
    assert [cost(address) for address in addresses] == first
    assert max(first) <= 15, first
