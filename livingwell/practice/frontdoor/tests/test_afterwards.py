"""With the returning words: adding, putting right, not wanting it, coming back, talking today, sharing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from livingwell.kit import clock
from livingwell.kit.components.days import occasion
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand
from livingwell.people.models import Person
from livingwell.practice.circle.models import Part, Share
from livingwell.practice.frontdoor.actions import add_to_introduction, give_returning_code, say_not_wanted
from livingwell.practice.frontdoor.models import Addition, Introduction
from livingwell.practice.frontdoor.tests.walking import BASE, OTHER, STEWARD, send
from livingwell.practice.holding.actions import hold_journey
from livingwell.practice.holding.models import Ending, EndingKind, Handover, Hold, HowHeld, Journey
from livingwell.practice.meetings.actions import Promise, plan_meeting, promise_next_step
from livingwell.practice.meetings.models import HowWeMeet, TalkToday
from tests.cast import Cast


def sent(client: Client) -> Introduction:
    send(client)
    with speaking(STEWARD):
        return Introduction.unguarded.get()


def test_a_correction_stands_beside(cast: Cast, client: Client) -> None:
    introduction = sent(client)
    client.post(f"{BASE}mine/said/happening/", {"words": "The rent is paid.", "once": "one"})
    client.post(f"{BASE}mine/said/happening/", {"words": "The rent is paid.", "once": "one"})
    with speaking(STEWARD):
        addition = Addition.unguarded.get()
        assert (addition.what, addition.words) == ("happening", "The rent is paid.")
        assert Introduction.unguarded.get().said == introduction.said
    page = client.get(f"{BASE}mine/said/happening/").content.decode()
    assert "Owing rent." in page
    assert "The rent is paid." in page


def test_not_wanted_ends_it_by_their_own_word(cast: Cast, client: Client) -> None:
    introduction = sent(client)
    assert client.get(f"{BASE}mine/not-wanted/").status_code == 200
    for _ in range(2):
        client.post(f"{BASE}mine/not-wanted/", {"once": "one"})
    with speaking(STEWARD):
        ending = Ending.unguarded.get()
        assert (ending.kind, ending.said_by_id) == (EndingKind.NOT_WANTED, introduction.person_id)
        assert Journey.unguarded.get().closed_at is not None


def test_coming_back_asks_the_last_holder_first_and_tells_nothing_again(cast: Cast, client: Client) -> None:
    introduction = sent(client)
    with speaking(STEWARD):
        journey = Journey.unguarded.get()
    hold_journey(journey, by=cast.who("peer"))
    client.post(f"{BASE}mine/not-wanted/", {"once": "one"})
    for _ in range(2):
        client.post(f"{BASE}mine/again/", {"words": "It is bad again.", "once": "two"})
    with speaking(STEWARD):
        assert Introduction.unguarded.filter(person_id=introduction.person_id).count() == 2
        hold = Hold.unguarded.get(ended_at=None)
        assert (hold.how, hold.team_id) == (HowHeld.DUTY, cast.north.pk)
        offer = Handover.unguarded.get()
        assert (offer.to_id, offer.offered_by_id) == (cast.people["peer"].pk, cast.people["lead"].pk)
    page = client.get(f"{BASE}mine/").content.decode()
    assert "Lena" in page


def test_talk_today_from_the_page_and_with_the_sending(cast: Cast, client: Client) -> None:
    introduction = sent(client)
    client.post(f"{BASE}mine/today/", {"once": "one"})
    client.post(f"{BASE}mine/today/", {"once": "one"})
    with speaking(STEWARD):
        assert TalkToday.unguarded.get().person_id == introduction.person_id
    other = Client()
    other.post(f"{BASE}new/me/")
    other.post(f"{BASE}questions/name/", {"name": "Al", "then": "unsafe"})
    assert other.post(f"{BASE}not-safe/", {"then": "yes"})["Location"] == f"{BASE}questions/reach/"
    other.post(f"{BASE}questions/reach/", {"other": "The hub"})
    other.post(f"{BASE}send/")
    with speaking(STEWARD):
        assert TalkToday.unguarded.count() == 2


def test_sharing_and_taking_back(cast: Cast, client: Client) -> None:
    sent(client)
    for _ in range(2):
        client.post(f"{BASE}mine/shares/", {"give": "plan"})
    client.post(f"{BASE}mine/shares/", {"give": "meetings"})  # not one of these: tampered
    with speaking(STEWARD):
        share = Share.unguarded.get()
        assert (share.what, share.to_team_id) == (Part.PLAN, cast.north.pk)
    client.post(f"{BASE}mine/shares/", {"end": str(share.pk)})
    with speaking(STEWARD):
        assert Share.unguarded.get().ended_at is not None


def test_signed_in_they_need_no_words(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["stranger"])
    send(client, "me", {"reach": {"other": "The library"}})
    del client.cookies["lw_back"]
    assert "Hello, Stan" in client.get(f"{BASE}mine/").content.decode()
    client.post(f"{BASE}mine/not-wanted/", {"once": "one"})
    with speaking(STEWARD):
        assert Journey.unguarded.get().closed_at is not None


def test_nobody_else_adds_or_refuses_for_them(cast: Cast, client: Client) -> None:
    introduction = sent(client)
    for name in ("stranger", "nurse", "far_worker", "privacy_lead"):
        with pytest.raises(PermissionDenied):
            add_to_introduction(introduction, words="x", by=cast.who(name))
        with pytest.raises(PermissionDenied):
            say_not_wanted(introduction, by=cast.who(name))
    with pytest.raises(PermissionDenied):
        say_not_wanted(introduction, by=Errand("sending"))


def test_told_to_a_worker_it_is_theirs_and_names_both(cast: Cast, client: Client) -> None:
    introduction = sent(client)
    entering = cast.who("nurse").entering_for(introduction.person_id, "phone")
    addition = add_to_introduction(introduction, words="Ring after six.", by=entering)
    assert (addition.entered_by_id, addition.channel) == (cast.people["nurse"].pk, "phone")
    assert say_not_wanted(introduction, by=entering) is not None


def test_new_words_stop_the_old_ones(cast: Cast, client: Client) -> None:
    """For somebody introduced by another: given in hand, they are the way to say "I don't want this"."""
    send(client, "known", OTHER)
    with speaking(STEWARD):
        introduction = Introduction.unguarded.get()
    first = give_returning_code(introduction, by=cast.who("nurse"))
    second = give_returning_code(introduction, by=cast.who("nurse"))
    with pytest.raises(PermissionDenied):
        give_returning_code(introduction, by=cast.who("south_lead"))
    person = Client()
    assert person.post(f"{BASE}back/", {"code": first}).status_code == 200
    assert person.post(f"{BASE}back/", {"code": second}).status_code == 302
    page = person.get(f"{BASE}mine/").content.decode()
    assert not re.search(r"\bMo\b", page.split("<main")[1].split("</main")[0])  # it was not said to be safe
    person.post(f"{BASE}mine/not-wanted/", {"once": "one"})
    with speaking(STEWARD):
        assert Journey.unguarded.get().closed_at is not None


def test_told_who_introduced_them_where_that_is_safe(cast: Cast, client: Client) -> None:
    send(client, "known", OTHER | {"contact": {"contact": "yes", "telling": "open"}})
    with speaking(STEWARD):
        introduction = Introduction.unguarded.get()
        assert Person.unguarded.get(pk=introduction.person_id).safe_to_leave_message == "unsaid"
    code = give_returning_code(introduction, by=cast.who("nurse"))
    person = Client()
    person.post(f"{BASE}back/", {"code": code})
    page = person.get(f"{BASE}mine/").content.decode()
    assert re.search(r"\bMo\b", page)
    assert "They stay in bed." in page


def test_what_is_next_is_said_in_plain_words(cast: Cast, client: Client) -> None:
    sent(client)
    assert "No meeting is planned yet." in client.get(f"{BASE}mine/").content.decode()
    with speaking(STEWARD):
        journey = Journey.unguarded.get()
    worker = cast.who("peer")
    when = clock.now() + timedelta(days=2)
    plan_meeting(journey, planned_for=when, how=HowWeMeet.WALK, where="The park gate", by=worker)
    due = clock.now().date() + timedelta(days=3)
    promise_next_step(journey, promise=Promise(words="Ring the choir", name="Pearl", due=due), by=worker)
    page = client.get(f"{BASE}mine/").content.decode()
    for words in (
        occasion(when),
        "You meet Pearl.",
        "On a walk: The park gate.",
        "Ring the choir",
        "Pearl does this by",
    ):
        assert words in page
