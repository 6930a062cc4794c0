"""The person's correction stands beside the text, by their own hand or entered for them."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import Refused
from livingwell.kit.sending.models import Outgoing, Way
from livingwell.kit.viewers import Errand
from livingwell.people.models import SafeToContact
from livingwell.practice.meetings.actions import correct_meeting, give_letter
from livingwell.practice.meetings.models import Correction, Letter, LetterHow, Meeting
from livingwell.practice.meetings.tests.conftest import Lived, events, rows

pytestmark = pytest.mark.django_db


def test_it_stands_beside_and_changes_nothing(lived: Lived) -> None:
    meeting = lived.tell(our_words="Ana is lonely")
    correct_meeting(meeting, words="I am not lonely. I like being alone.", by=lived.who("person"))
    peer = lived.who("peer")
    with speaking(peer):
        assert Correction.objects.visible_to(peer).get().words.startswith("I am not lonely")
        assert Meeting.objects.visible_to(peer).get(pk=meeting.pk).our_words == "Ana is lonely"


def test_a_worker_enters_it_and_the_record_keeps_both_names(lived: Lived) -> None:
    peer, ana = lived.who("peer"), lived.who("person")
    correct_meeting(lived.tell(), words="No", by=peer.entering_for(ana.id, "phone"))
    (event,) = events("correct_meeting")
    assert (event.by_id, event.voice_id, event.channel) == (peer.id, ana.id, "phone")


@pytest.mark.parametrize("name", ["peer", "south_lead", "friend", "stranger"])
def test_nobody_corrects_in_another_voice(lived: Lived, name: str) -> None:
    with pytest.raises(PermissionDenied):
        correct_meeting(lived.tell(), words="No", by=lived.who(name))


def test_what_has_not_happened_has_nothing_to_correct(lived: Lived) -> None:
    with pytest.raises(PermissionDenied):
        correct_meeting(lived.plan(), words="No", by=lived.who("person"))


def test_a_letter_given_twice_is_one_letter(lived: Lived) -> None:
    meeting = lived.tell()
    for _ in range(2):
        give_letter(meeting, how=LetterHow.HAND, by=lived.who("peer"))
    assert len(rows(Letter)) == 1
    with pytest.raises(PermissionDenied):
        give_letter(meeting, how=LetterHow.HAND, by=lived.who("person"))


def test_a_letter_is_emailed_only_to_somebody_who_said_it_is_safe(lived: Lived) -> None:
    meeting, ana = lived.tell(their_words="The beans are up"), lived.cast.people["person"]
    with pytest.raises(Refused, match="safe to email"):
        give_letter(meeting, how=LetterHow.EMAIL, by=lived.who("peer"))
    assert rows(Letter) == []
    with speaking(Errand("an invented place")):
        ana.reach_by(email="ana@example.org")
        ana.safe_to_write = SafeToContact.YES
        ana.save()
    give_letter(meeting, how=LetterHow.EMAIL, by=lived.who("peer"))
    with speaking(Errand("an invented place")):
        assert Outgoing.objects.filter(way=Way.EMAIL).count() == 1
