"""Promise 7: asking to talk today asks a human, and stays asked until a conversation has happened."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import ask_constraints_now
from livingwell.kit.viewers import Errand
from livingwell.practice.meetings.actions import NoOpenJourney, ask_to_talk_today, log_attempt, miss_meeting, write_note
from livingwell.practice.meetings.models import CameOfIt, Channel, TalkToday
from livingwell.practice.meetings.reads import open_talk_today
from livingwell.practice.meetings.tests.conftest import Lived, events, rows

pytestmark = pytest.mark.django_db


def test_a_person_asks_and_the_team_sees_it(lived: Lived) -> None:
    ana = lived.cast.people["person"]
    asked = ask_to_talk_today(ana, words="I may not be safe now 💔", by=lived.who("person"))
    peer = lived.who("peer")
    with speaking(peer):
        (seen,) = open_talk_today([ana.pk], peer)[ana.pk]
        assert seen.pk == asked.pk
        assert seen.words == "I may not be safe now 💔"
        assert seen.asked_by_name == "Ana Asking"
    (event,) = events("ask_to_talk_today")
    assert event.about_id == ana.pk
    assert "safe" not in str(event.facts)


def test_the_front_door_asks_for_somebody_with_no_account(lived: Lived) -> None:
    quiet = lived.cast.people["quiet"]
    with speaking(Errand("front door")):
        asked = ask_to_talk_today(quiet, words="", by=Errand("front door"))
    assert asked.asked_by_id == quiet.pk


def test_a_worker_asks_by_their_own_word_or_enters_the_persons(lived: Lived) -> None:
    ana, peer = lived.cast.people["person"], lived.who("peer")
    assert ask_to_talk_today(ana, words="", by=peer).asked_by_name == "Pearl"
    said = ask_to_talk_today(ana, words="I am frightened", by=peer.entering_for(ana.pk, "phone"))
    assert said.asked_by_name == "Ana Asking"
    assert said.asked_by_id == peer.id


@pytest.mark.parametrize("name", ["stranger", "friend", "south_lead", "far_worker", "privacy_lead"])
def test_nobody_else_may(lived: Lived, name: str) -> None:
    with pytest.raises(PermissionDenied):
        ask_to_talk_today(lived.cast.people["person"], words="", by=lived.who(name))


def test_another_errand_may_not(lived: Lived) -> None:
    with pytest.raises(PermissionDenied):
        ask_to_talk_today(lived.cast.people["person"], words="", by=Errand("tidy up"))


def test_with_no_open_journey_the_front_door_is_told_so(lived: Lived) -> None:
    with pytest.raises(NoOpenJourney):
        ask_to_talk_today(lived.cast.people["stranger"], words="", by=Errand("front door"))
    with pytest.raises(PermissionDenied):
        ask_to_talk_today(lived.cast.people["stranger"], words="", by=lived.who("stranger"))


SET = "update meetings_talktoday set answered_at = now(), answered_by_id = %s"


@pytest.mark.parametrize("meeting", ["", ", answered_with_id = id"], ids=["no meeting", "a meeting that is none"])
def test_the_database_lets_nothing_but_a_meeting_close_it(lived: Lived, meeting: str) -> None:
    peer = lived.who("peer")
    ask_to_talk_today(lived.cast.people["person"], words="", by=peer)

    def close() -> None:
        with transaction.atomic(), speaking(peer), connection.cursor() as cursor:
            cursor.execute(SET + meeting, [peer.id])
            ask_constraints_now()

    with pytest.raises(IntegrityError):
        close()


def test_a_told_meeting_answers_it_and_one_from_before_does_not(lived: Lived) -> None:
    ana, peer = lived.cast.people["person"], lived.who("peer")
    earlier = lived.plan(planned_for=clock.now() - timedelta(hours=3))
    ask_to_talk_today(ana, words="", by=peer)
    lived.tell(earlier, happened_at=clock.now() - timedelta(hours=2))
    with speaking(peer):
        assert ana.pk in open_talk_today([ana.pk], peer)
    told = lived.tell()
    with speaking(peer):
        assert open_talk_today([ana.pk], peer) == {}
    (row,) = rows(TalkToday)
    assert row.answered_with_id == told.pk
    assert row.answered_by_id == peer.id


def test_planning_missing_noting_and_trying_leave_it_asked(lived: Lived) -> None:
    ana, peer = lived.cast.people["person"], lived.who("peer")
    ask_to_talk_today(ana, words="", by=lived.who("person"))
    miss_meeting(lived.plan(), by=peer)
    write_note(lived.journey, words="She sounded fine", by=peer)
    log_attempt(lived.journey, channel=Channel.PHONE, came_of_it=CameOfIt.SPOKE, by=peer)
    with speaking(peer):
        assert len(open_talk_today([ana.pk], peer)[ana.pk]) == 1


def test_an_answer_is_not_taken_back(lived: Lived) -> None:
    peer = lived.who("peer")
    ask_to_talk_today(lived.cast.people["person"], words="", by=peer)
    lived.tell()

    def take_back() -> None:
        with transaction.atomic(), speaking(peer), connection.cursor() as cursor:
            cursor.execute(
                "update meetings_talktoday set answered_at = null, answered_by_id = null, answered_with_id = null"
            )
            ask_constraints_now()

    with pytest.raises(IntegrityError):
        take_back()
