"""Whatever is tried, in whatever order: a meeting becomes only what TRANSITIONS says, in act and database alike."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import ask_constraints_now
from livingwell.practice.meetings.actions import miss_meeting, put_off_meeting, tell_meeting
from livingwell.practice.meetings.models import Meeting, MeetingStage
from livingwell.practice.meetings.rules import TRANSITIONS
from livingwell.practice.meetings.tests.conftest import Lived

pytestmark = pytest.mark.django_db

ACTS: dict[MeetingStage, Any] = {
    MeetingStage.HAPPENED: lambda meeting, by: tell_meeting(meeting, happened_at=clock.now(), by=by),
    MeetingStage.PUT_OFF: lambda meeting, by: put_off_meeting(meeting, words="Another day", by=by),
    MeetingStage.MISSED: lambda meeting, by: miss_meeting(meeting, by=by),
}
COLUMNS = {"happened": "told", "put_off": "put_off", "missed": "missed"}


def test_every_stage_is_in_the_table_and_reachable() -> None:
    reached = {MeetingStage.PLANNED} | {after for afters in TRANSITIONS.values() for after in afters}
    assert set(TRANSITIONS) == set(MeetingStage) == reached


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries=st.lists(st.tuples(st.sampled_from(list(ACTS)), st.sampled_from(["peer", "nurse", "person"])), max_size=5))
def test_acts_follow_the_table(lived: Lived, tries: list[tuple[MeetingStage, str]]) -> None:
    meeting = lived.plan()
    stage = MeetingStage.PLANNED
    for wanted, name in tries:
        allowed = wanted in TRANSITIONS[stage] and (name != "person" or wanted == MeetingStage.PUT_OFF)
        try:
            ACTS[wanted](meeting, lived.who(name))
            assert allowed
            stage = wanted
        except PermissionDenied:
            assert not allowed
    with speaking(lived.who("peer")):
        assert Meeting.unguarded.get(pk=meeting.pk).stage == stage


@pytest.mark.parametrize("before", list(MeetingStage))
@pytest.mark.parametrize("after", list(MeetingStage))
def test_the_database_follows_it_too(lived: Lived, before: MeetingStage, after: MeetingStage) -> None:
    peer, meeting = lived.who("peer"), lived.plan()
    if before in ACTS:
        ACTS[before](meeting, peer)

    def force() -> None:
        with transaction.atomic(), speaking(peer), connection.cursor() as cursor:
            sets = dict.fromkeys(("told", "put_off", "missed"), "null")
            if after in COLUMNS:
                sets[COLUMNS[after]] = "now()"
            who = {name: "null" if value == "null" else f"'{peer.id}'" for name, value in sets.items()}
            happened = "now()" if after == MeetingStage.HAPPENED else "null"
            cursor.execute(
                "update meetings_meeting set stage = %s, "
                + ", ".join(f"{name}_at = {sets[name]}, {name}_by_id = {who[name]}" for name in sets)
                + f", happened_at = {happened} where id = %s",
                [after, meeting.pk],
            )
            ask_constraints_now()

    if after in TRANSITIONS[before] or before == after == MeetingStage.PLANNED:
        force()
    else:
        with pytest.raises(IntegrityError):
            force()
