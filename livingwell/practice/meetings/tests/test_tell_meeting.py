"""A meeting is told once, in two voices; a first conversation ends with what happens next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import Refused, ask_constraints_now
from livingwell.practice.meetings.actions import Again, Said, save_meeting_draft
from livingwell.practice.meetings.models import Answer, AskedAgain, Draft, Meeting, MeetingKind, NextStep
from livingwell.practice.meetings.tests.conftest import Lived, events, rows

pytestmark = pytest.mark.django_db

WORDS = "Ich heiße Ana 🌻\nand I sleep badly"


def test_two_voices_stay_two(lived: Lived) -> None:
    said = [Said("well", "What goes well?", theirs="The garden", ours="Ana grows beans"), Said("none", "Skipped?")]
    again = [Again("name", "What are you called?", "The form was blank")]
    meeting = lived.tell(
        lived.plan(kind=MeetingKind.FIRST), their_words=WORDS, our_words="We walked", said=said,
        asked_again=again, next_steps=[lived.promise()],
    )  # fmt: skip
    ana = lived.who("person")
    with speaking(ana):
        seen = Meeting.objects.visible_to(ana).get(pk=meeting.pk)
        assert (seen.their_words, seen.our_words) == (WORDS, "We walked")
        (answer,) = Answer.objects.visible_to(ana)
        assert (answer.their_words, answer.our_words) == ("The garden", "Ana grows beans")
        assert AskedAgain.objects.visible_to(ana).get().why == "The form was blank"
        assert NextStep.objects.visible_to(ana).get().promiser_name == "Pearl"
    (event,) = events("tell_meeting")
    assert event.facts["asked_again"] == 1
    assert "sleep" not in str(event.facts)


def test_a_first_conversation_without_what_happens_next_is_refused(lived: Lived) -> None:
    meeting = lived.plan(kind=MeetingKind.FIRST)
    with pytest.raises(Refused, match="what happens next"):
        lived.tell(meeting)
    assert rows(Meeting)[0].told_at is None


def test_the_database_refuses_it_too(lived: Lived) -> None:
    peer, meeting = lived.who("peer"), lived.plan(kind=MeetingKind.FIRST)

    def tell_past_the_act() -> None:
        with transaction.atomic(), speaking(peer), connection.cursor() as cursor:
            cursor.execute(
                "update meetings_meeting set stage = 'happened', happened_at = now(), told_at = now(), told_by_id = %s"
                " where id = %s",
                [peer.id, meeting.pk],
            )
            ask_constraints_now()

    with pytest.raises(IntegrityError, match="first conversation"):
        tell_past_the_act()


def test_told_twice_is_refused_with_a_sentence_and_the_first_words_stay(lived: Lived) -> None:
    meeting = lived.plan()
    lived.tell(meeting, their_words="first")
    with pytest.raises(PermissionDenied):
        lived.tell(meeting, their_words="second", by="nurse")
    assert rows(Meeting)[0].their_words == "first"


def test_told_words_cannot_be_changed_in_the_database(lived: Lived) -> None:
    peer, meeting = lived.who("peer"), lived.tell(their_words="as it was")

    def rewrite() -> None:
        with transaction.atomic(), speaking(peer), connection.cursor() as cursor:
            cursor.execute("update meetings_meeting set our_words = '\\x00' where id = %s", [meeting.pk])
            ask_constraints_now()

    with pytest.raises(IntegrityError, match="has been told"):
        rewrite()


def test_the_future_has_not_happened(lived: Lived) -> None:
    with pytest.raises(Refused, match="not happened yet"):
        lived.tell(happened_at=clock.now() + timedelta(hours=1))


def test_a_draft_is_each_writers_own_and_goes_when_told(lived: Lived) -> None:
    meeting = lived.plan()
    for name in ("peer", "nurse"):
        save_meeting_draft(meeting, typed=f'{{"their_words": "{name}"}}', by=lived.who(name))
    save_meeting_draft(meeting, typed='{"their_words": "again"}', by=lived.who("peer"))
    nurse = lived.who("nurse")
    with speaking(nurse):
        assert Draft.objects.visible_to(nurse).get().typed == '{"their_words": "nurse"}'
    lived.tell(meeting)
    assert [draft.saved_by_id for draft in rows(Draft)] == [nurse.id]


def test_only_the_holding_team_tells_and_never_of_themselves(lived: Lived) -> None:
    meeting = lived.plan()
    for name in ("person", "south_lead", "stranger", "friend", "far_worker", "commissioner"):
        with pytest.raises(PermissionDenied):
            lived.tell(meeting, by=name)
    with pytest.raises(PermissionDenied):
        lived.plan("nurse", by="nurse")
