"""Standings: kept by the database itself, as the rooms' own rows say, and by nobody else."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand
from livingwell.practice.holding.actions import take_duty
from livingwell.practice.team.models import Standing
from livingwell.practice.team.promises import every_journey_stands_on_its_board
from livingwell.practice.team.tests import scenes
from tests.cast import MADE_FOR_TESTS, Cast, make_cast
from tests.lives import live_fully


def astray() -> tuple[str, ...]:
    with speaking(Errand("promises")):
        kept = every_journey_stands_on_its_board()
    assert kept.looked_at
    return kept.broken


@pytest.mark.django_db
def test_every_act_leaves_the_standing_as_the_rows_say(cast: Cast) -> None:
    live_fully(cast)
    scenes.many(cast, 11)
    take_duty(cast.north, by=cast.who("lead"))
    assert astray() == ()
    with speaking(MADE_FOR_TESTS):
        assert Standing.unguarded.exclude(talk_at=None, meeting_at=None, step_due=None, offered_at=None).count() > 5


@pytest.mark.django_db
def test_nobody_writes_it(cast: Cast) -> None:
    scenes.many(cast, 1)
    for who in (cast.who("peer"), MADE_FOR_TESTS):
        for wrong in ("update team_standing set talk_at = now()", "delete from team_standing"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), speaking(who):
                connection.cursor().execute(wrong)


def test_of_two_who_write_at_once_neither_is_forgotten(own_database: str, cluster: Any) -> None:
    """One has written and not committed; the other waits for the standing's row, and then reads what the one wrote."""
    [journey] = scenes.many(make_cast(), 1)
    second = cluster.connect(own_database)

    def write_too() -> None:
        second.execute("update meetings_meeting set planned_for = planned_for + interval '1 day'")
        second.commit()

    waits = threading.Thread(target=write_too)
    with cluster.connect(own_database) as first, cluster.connect(own_database, autocommit=True) as watching:
        first.execute("update meetings_nextstep set due = due - 7")
        waits.start()
        waiting = "select 1 from pg_stat_activity where pid = %s and wait_event_type = 'Lock'"
        while not watching.execute(waiting, [second.info.backend_pid]).fetchone():
            assert waits.is_alive()
        first.commit()
    waits.join()
    second.close()
    assert astray() == ()
    with speaking(MADE_FOR_TESTS):
        standing = Standing.unguarded.get(journey=journey)
    assert standing.step_due is not None
    assert standing.meeting_at is not None
