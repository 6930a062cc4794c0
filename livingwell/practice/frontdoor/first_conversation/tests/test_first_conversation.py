"""Promise 3: what was told is shown, and asking again is deliberate, visible and counted. It ends with what happens
next, with a name and a day; and the person has it in writing."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand
from livingwell.practice.frontdoor.models import ForWhom, Introduction
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.actions import plan_meeting
from livingwell.practice.meetings.models import Answer, AskedAgain, Draft, HowWeMeet, Meeting, MeetingKind, NextStep
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db
INVENTED = Errand("an invented place")


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    journeys = live_a_little(cast)
    ana = cast.people["person"]
    with speaking(INVENTED):
        Introduction(
            place_id=ana.place_id, person_id=ana.pk, journey_id=journeys["person"].pk, for_whom=ForWhom.ME,
            reference="ALD-1", said=json.dumps({"well": {"words": "My runner beans"}}), sent_at=clock.now(),
            promised_by=clock.now().date(),
        ).save(force_insert=True)  # fmt: skip
    return plan_meeting(
        journeys["person"], planned_for=clock.now(), how=HowWeMeet.TABLE, kind=MeetingKind.FIRST, by=cast.who("peer")
    )


def client(cast: Cast, name: str) -> Client:
    made = Client()
    made.force_login(cast.accounts[name])
    return made


def address(meeting: Meeting) -> str:
    return reverse("first_conversation", args=["alderbrook", meeting.pk])


def typed(**rest: str) -> dict[str, str]:
    now = clock.now() - timedelta(minutes=5)
    return {
        "day": now.strftime("%Y-%m-%d"), "time": now.strftime("%H:%M"), "how": "table",
        "theirs_good_day": "A dry one", "ours_good_day": "She laughed",
        "step0-words": "Ring the allotment society", "step0-name": "Pearl",
        "step0-due": (now + timedelta(days=3)).strftime("%Y-%m-%d"),
    } | rest  # fmt: skip


def rows(model: Any) -> list[Any]:
    with speaking(INVENTED):
        return list(model.unguarded.all())


def test_what_was_told_is_shown_instead_of_asked(cast: Cast, meeting: Meeting) -> None:
    shown = client(cast, "peer").get(address(meeting)).content.decode()
    assert "My runner beans" in shown
    assert "ask it again" in shown
    assert shown.index("going well") < shown.index("What has been happening?")


def test_it_is_told_and_the_person_reads_it(cast: Cast, meeting: Meeting) -> None:
    peer = client(cast, "peer")
    answer = peer.post(address(meeting), typed())
    assert answer.status_code == 302
    assert answer["Location"] == reverse("letter", args=["alderbrook", meeting.pk])
    letter = client(cast, "person").get(answer["Location"]).content.decode()
    for words in ("A dry one", "She laughed", "Ring the allotment society", "Pearl"):
        assert words in letter
    assert [one.key for one in rows(Answer)] == ["good_day"]
    assert rows(AskedAgain) == []
    assert peer.get(address(meeting)).status_code == 403


def test_asking_again_takes_a_reason_which_the_person_reads(cast: Cast, meeting: Meeting) -> None:
    peer = client(cast, "peer")
    refused = peer.post(address(meeting), typed(theirs_well="Beans, still"))
    assert refused.status_code == 200
    assert "say why you asked again" in refused.content.decode()
    assert "Beans, still" in refused.content.decode()
    peer.post(address(meeting), typed(theirs_well="Beans, still", why_well="She began with it herself"))
    assert [again.key for again in rows(AskedAgain)] == ["well"]
    shown = client(cast, "person").get(reverse("meeting", args=["alderbrook", meeting.pk])).content.decode()
    assert "She began with it herself" in shown


@pytest.mark.parametrize("missing", ["step0-words", "step0-name", "step0-due"])
def test_without_what_happens_next_it_does_not_end(cast: Cast, meeting: Meeting, missing: str) -> None:
    given = typed(**{missing: "", "step0-who": ""})
    answer = client(cast, "peer").post(address(meeting), given)
    assert answer.status_code == 200
    assert "A dry one" in answer.content.decode()
    assert rows(NextStep) == []


def test_save_and_come_back(cast: Cast, meeting: Meeting) -> None:
    peer = client(cast, "peer")
    peer.post(address(meeting), {"theirs_good_day": "half", "step0-words": "ring", "then": "later"})
    assert len(rows(Draft)) == 1
    shown = peer.get(address(meeting)).content.decode()
    assert "half" in shown
    assert "ring</textarea>" in shown
    assert "field-error" not in shown


def test_what_was_told_in_a_conversation_is_not_asked_when_they_come_back(cast: Cast, meeting: Meeting) -> None:
    peer = client(cast, "peer")
    peer.post(address(meeting), typed())
    journey = Journey(pk=meeting.journey_id, person_id=meeting.person_id, place_id=meeting.place_id)
    again = plan_meeting(
        journey, planned_for=clock.now(), how=HowWeMeet.WALK, kind=MeetingKind.FIRST, by=cast.who("peer")
    )
    shown = peer.get(address(again)).content.decode()
    assert "A dry one" in shown


def test_a_place_chooses_its_own_prompts(cast: Cast, meeting: Meeting) -> None:
    with speaking(INVENTED):
        cast.place.prompts = ["Which tree are you today?", "What is going well, or keeps you going?", " "]
        cast.place.save(update_fields=["prompts"])
    peer = client(cast, "peer")
    shown = peer.get(address(meeting)).content.decode()
    assert "Which tree are you today?" in shown
    assert "My runner beans" in shown
    assert "What has been happening?" not in shown


@pytest.mark.parametrize(("name", "status"), [("person", 403), ("stranger", 404), ("south_lead", 404), ("nurse", 200)])
def test_who_may_open_it(cast: Cast, meeting: Meeting, name: str, status: int) -> None:
    assert client(cast, name).get(address(meeting)).status_code == status
