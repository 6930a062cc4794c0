"""The team's notes are the person's to read; a line held back shows why, and never itself, to them."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from livingwell.kit.database.speaking import speaking
from livingwell.practice.meetings.actions import hold_back_line, write_note
from livingwell.practice.meetings.models import HeldBack, HeldBackWords, Note
from livingwell.practice.meetings.tests.conftest import Lived, events

pytestmark = pytest.mark.django_db


def test_the_person_reads_the_note(lived: Lived) -> None:
    write_note(lived.journey, words="Rang the hub 🌱", by=lived.who("peer"))
    ana = lived.who("person")
    with speaking(ana):
        assert Note.objects.visible_to(ana).get().words == "Rang the hub 🌱"
    assert len(events("write_note")) == 1


def test_a_line_held_back_shows_its_reason_and_not_itself(lived: Lived) -> None:
    note = write_note(lived.journey, words="Her sister rang", by=lived.who("peer"))
    hold_back_line(note, words="what the sister said", why="Her sister asked us to keep it", by=lived.who("peer"))
    ana, nurse = lived.who("person"), lived.who("nurse")
    with speaking(ana):
        assert HeldBack.objects.visible_to(ana).get().why == "Her sister asked us to keep it"
        assert not HeldBackWords.objects.visible_to(ana).exists()
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from meetings_heldbackwords")
            assert cursor.fetchone() == (0,)
    with speaking(nurse):
        assert HeldBackWords.objects.visible_to(nurse).get().words == "what the sister said"


@pytest.mark.parametrize("name", ["person", "south_lead", "friend", "stranger", "far_worker", "privacy_lead"])
def test_nobody_but_the_holding_team_writes(lived: Lived, name: str) -> None:
    with pytest.raises(PermissionDenied):
        write_note(lived.journey, words="no", by=lived.who(name))
    note = write_note(lived.journey, words="yes", by=lived.who("peer"))
    with pytest.raises(PermissionDenied):
        hold_back_line(note, words="no", why="no", by=lived.who(name))
