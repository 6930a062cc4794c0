"""Questions in bulk: one query each, however many people; and what counts as having spoken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.practice.meetings import reads
from livingwell.practice.meetings.actions import ask_to_talk_today, log_attempt, promise_next_step, write_note
from livingwell.practice.meetings.models import CameOfIt, Channel
from livingwell.practice.meetings.tests.conftest import Lived
from tests.cast import make_journey, make_person

pytestmark = pytest.mark.django_db


def test_only_a_told_meeting_counts_as_having_spoken(lived: Lived) -> None:
    ana, peer = lived.cast.people["person"], lived.who("peer")
    lived.plan()
    write_note(lived.journey, words="typing", by=peer)
    log_attempt(lived.journey, channel=Channel.PHONE, came_of_it=CameOfIt.NO_ANSWER, by=peer)
    with speaking(peer):
        assert reads.last_spoken([ana.pk], peer) == {}
    when = clock.now() - timedelta(days=2)
    lived.tell(happened_at=when)
    with speaking(peer):
        assert reads.last_spoken([ana.pk], peer) == {ana.pk: when}


def test_silence_is_counted_since_anything_came_back(lived: Lived) -> None:
    ana, peer = lived.cast.people["person"], lived.who("peer")

    def silences() -> int:
        with speaking(peer):
            return reads.silent_attempts([ana.pk], peer).get(ana.pk, 0)

    def attempt(came_of_it: CameOfIt) -> None:
        log_attempt(lived.journey, channel=Channel.TEXT, came_of_it=came_of_it, by=peer)

    for expected in (1, 2, 3):
        attempt(CameOfIt.NO_ANSWER)
        assert silences() == expected
    attempt(CameOfIt.ANSWERED)
    assert silences() == 0
    attempt(CameOfIt.LEFT_MESSAGE)
    assert silences() == 1
    lived.tell()
    assert silences() == 0


@pytest.mark.parametrize(
    "ask",
    [reads.open_talk_today, reads.last_spoken, reads.next_meeting, reads.silent_attempts, reads.what_happens_next],
)
def test_one_query_for_one_and_for_many(lived: Lived, ask: Any, django_assert_num_queries: Any) -> None:
    peer, people = lived.who("peer"), []
    for number in range(6):
        person, _account = make_person(lived.cast.place, f"Many {number}", account=False)
        lived.journeys[person.name] = make_journey(person, lived.cast.north)
        people.append(person)
        lived.tell(lived.plan(person.name), happened_at=clock.now() - timedelta(days=1))
        lived.plan(person.name)
        lived.plan(person.name, planned_for=clock.now() + timedelta(days=9))
        ask_to_talk_today(person, words="please", by=peer)
        promise_next_step(lived.journeys[person.name], promise=lived.promise(), by=peer)
        log_attempt(lived.journeys[person.name], channel=Channel.PHONE, came_of_it=CameOfIt.NO_ANSWER, by=peer)
    ids = [person.pk for person in people]
    with speaking(peer):
        with django_assert_num_queries(1):
            assert set(ask(ids, peer)) == set(ids)
        with django_assert_num_queries(1):
            assert set(ask(ids[:1], peer)) == {ids[0]}
    south = lived.who("south_lead")
    with speaking(south):
        assert ask(ids, south) == {}


def test_my_day(lived: Lived) -> None:
    peer = lived.who("peer")
    soon = lived.plan(planned_for=clock.now() + timedelta(hours=2))
    lived.plan(planned_for=clock.now() + timedelta(days=9))
    lived.plan("quiet", by="nurse", planned_for=clock.now() + timedelta(hours=1))
    with speaking(peer):
        assert reads.my_meetings(peer) == [soon]
