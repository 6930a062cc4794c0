"""Promise 3: whoever was let in finds the story first; whoever is about to ask sees what it tells; asking again is
deliberate, has a reason which the person reads, and is counted for the person, the team and the place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.practice.circle.actions import end_all_shares
from livingwell.practice.circle.tests.asking import as_the_database_sees, looks_of, only, signed_in, url
from livingwell.practice.meetings.actions import Again, plan_meeting, tell_meeting
from livingwell.practice.meetings.models import AskedAgain, HowWeMeet, Meeting, MeetingKind
from livingwell.practice.meetings.reads.asked_again import asked_again_in, rounded
from livingwell.practice.story import actions
from livingwell.practice.story.models import Entry
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Her story, shared with North, and a meeting that Pearl is about to tell of."""
    journeys = live_a_little(cast)
    me, mine = cast.people["person"], cast.who("person")
    actions.write_entry(me, heading="What has been hard", words="The winter after the fire.", by=mine)
    actions.write_entry(me, heading="Secret", words="Only mine", keep=True, by=mine)
    for kind in (MeetingKind.FIRST, MeetingKind.MEETING):
        plan_meeting(journeys["person"], planned_for=clock.now(), how=HowWeMeet.WALK, kind=kind, by=cast.who("peer"))
    cast.journey = journeys["person"]  # type: ignore[attr-defined]
    return cast


def meeting(cast: Cast, kind: MeetingKind = MeetingKind.MEETING) -> Any:
    return only(cast, "peer", Meeting, kind=kind)


def given(**more: Any) -> dict[str, Any]:
    now = clock.now() - timedelta(minutes=5)
    typed = {"day": now.strftime("%Y-%m-%d"), "time": now.strftime("%H:%M"), "how": "walk", "their_words": "Well."}
    return typed | {name.replace("again_", "again-"): value for name, value in more.items()}


def test_the_story_comes_first_on_the_persons_page_and_is_no_look_before_it_is_read(told: Cast) -> None:
    page = signed_in(told, "peer").get(url(told, "journey", told.journey.pk)).content.decode()  # type: ignore[attr-defined]
    assert "First, their story" in page
    assert "1 entry" in page, "what she keeps to herself is not counted"
    assert page.index("First, their story") < page.index("Parts of this journey")
    assert "The winter" not in page
    assert {what for who, what, why, at in looks_of(told, "person")} >= {"journey"}
    assert "story" not in {what for who, what, why, at in looks_of(told, "person")}


def test_where_it_was_not_shared_nothing_says_whether_there_is_one(told: Cast) -> None:
    end_all_shares(told.people["person"], by=told.who("person"))
    worker = signed_in(told, "peer")
    page = worker.get(url(told, "journey", told.journey.pk)).content.decode()  # type: ignore[attr-defined]
    assert "First, their story" not in page
    assert "winter" not in worker.get(url(told, "tell_meeting", meeting(told).pk)).content.decode()


@pytest.mark.parametrize(
    ("page", "kind"), [("tell_meeting", MeetingKind.MEETING), ("first_conversation", MeetingKind.FIRST)]
)
def test_whoever_is_about_to_ask_sees_what_the_story_tells(told: Cast, page: str, kind: MeetingKind) -> None:
    shown = signed_in(told, "peer").get(url(told, page, meeting(told, kind).pk)).content.decode()
    assert "has told already" in shown
    assert "The winter after the fire." in shown
    assert "Only mine" not in shown
    assert "story" in {what for who, what, why, at in looks_of(told, "person")}


def test_what_was_told_under_our_beginning_stands_at_the_prompt_and_asking_it_again_takes_a_reason(told: Cast) -> None:
    worker, address = signed_in(told, "peer"), url(told, "first_conversation", meeting(told, MeetingKind.FIRST).pk)
    shown = worker.get(address).content.decode()
    assert shown.count("The winter after the fire.") == 2
    assert 'name="why_happening"' in shown
    refused = worker.post(address, given(theirs_happening="The fire")).content.decode()
    assert "say why you asked again" in refused


def test_what_earlier_conversations_told_is_there_too(told: Cast) -> None:
    from livingwell.practice.meetings.actions import Said

    earlier = plan_meeting(
        told.journey,
        planned_for=clock.now(),
        how=HowWeMeet.WALK,
        by=told.who("peer"),  # type: ignore[attr-defined]
    )
    said = [Said("people", "Who matters to you?", "My sister")]
    tell_meeting(earlier, happened_at=clock.now(), said=said, by=told.who("peer"))
    planned = next(iter(_meetings(told, stage="planned", kind=MeetingKind.MEETING)))
    assert "My sister" in signed_in(told, "nurse").get(url(told, "tell_meeting", planned.pk)).content.decode()


def _meetings(cast: Cast, **which: Any) -> list[Meeting]:
    with as_the_database_sees(cast, "peer"):
        return list(Meeting.unguarded.filter(**which))


def ask_again(cast: Cast, why: str = "She wanted to say it anew") -> Any:
    key = f"story:{only(cast, 'person', Entry, kept_at=None).pk.hex}"
    return signed_in(cast, "peer").post(
        url(cast, "tell_meeting", meeting(cast).pk), given(again_key=key, again_why=why)
    )


def test_asking_again_takes_a_reason_which_the_person_reads_and_her_words_are_written_nowhere(told: Cast) -> None:
    assert "say why you asked again" in ask_again(told, why="").content.decode()
    assert ask_again(told).status_code == 302
    page = signed_in(told, "person").get(url(told, "asked_again")).content.decode()
    assert "You were asked 1 thing again" in page
    assert "Something in your story" in page
    assert "She wanted to say it anew" in page
    with as_the_database_sees(told, "person"):
        assert AskedAgain.unguarded.get().prompt == "Something in their story", "a heading of hers is sealed"


@pytest.mark.parametrize("wrong", [{"again_key": "story:nothing", "again_why": "w"}, {"again_why": "w"}])
def test_a_reason_for_nothing_is_asked_about(told: Cast, wrong: dict[str, str]) -> None:
    answer = signed_in(told, "peer").post(url(told, "tell_meeting", meeting(told).pk), given(**wrong))
    assert answer.status_code == 200


def test_it_is_counted_for_the_team_and_the_place(told: Cast) -> None:
    ask_again(told)
    for name, counts in (("peer", {"North": 1}), ("nurse", {"North": 1}), ("person", {}), ("stranger", {})):
        who = told.who(name)
        with speaking(who):
            assert {team.name: team.times for team in asked_again_in(told.place.pk, who)} == counts
    lead = told.who("place_lead")
    with speaking(lead):
        teams = {team.name: team.times for team in asked_again_in(told.place.pk, lead)}
    assert teams == {"North": None, "South": None}, "small numbers stay with the team that made them"
    assert "fewer than 10" in signed_in(told, "place_lead").get(url(told, "asked_again")).content.decode()
    assert ">1<" in signed_in(told, "peer").get(url(told, "asked_again")).content.decode().replace(" ", "")


def test_small_numbers_are_hidden_and_the_rest_rounded() -> None:
    assert [rounded(times) for times in (0, 1, 9, 10, 14, 15, 104)] == [None, None, None, 10, 10, 20, 100]


def test_the_database_counts_for_nobody_else(told: Cast) -> None:
    ask_again(told)
    for name in ("person", "friend", "far_worker", "commissioner"):
        with as_the_database_sees(told, name), connection.cursor() as cursor:
            cursor.execute("select count(*) from gate.asked_again(%s, now() - interval '9 days')", [told.place.pk])
            assert cursor.fetchone() == (0,)


def test_the_reason_alone_is_told_with_the_meeting(told: Cast) -> None:
    row = tell_meeting(
        meeting(told),
        happened_at=clock.now(),
        asked_again=[Again("people", "Who matters?", "New")],
        by=told.who("peer"),
    )
    page = signed_in(told, "person").get(url(told, "meeting", row.pk)).content.decode()
    assert "Who matters?" in page
