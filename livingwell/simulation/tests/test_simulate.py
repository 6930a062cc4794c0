"""Lives lived through the acts: nothing but refusals is caught, and every promise that rows can show is kept."""

from __future__ import annotations

from multiprocessing import get_context
from typing import Any

import pytest
from procrastinate.contrib.django import app

from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import Refused
from livingwell.kit.promises import checks
from livingwell.kit.record.models import Event
from livingwell.people.invented import mark_as_invented
from livingwell.practice.frontdoor.models import Introduction
from livingwell.practice.holding.tests.oracle import broken
from livingwell.simulation.keeping_house import run_waiting_jobs
from livingwell.simulation.pair import Pair
from livingwell.simulation.together import leave_what_was_inherited, simulate
from livingwell.simulation.world import INVENTED


def test_lives_keep_the_promises(own_database: str, cluster: Any) -> None:
    mark_as_invented()
    ticks: list[float] = []
    lived = simulate(8, 4, 7, slug="simulated", tick=lambda share, moments: ticks.append(share))
    assert ticks == sorted(ticks)
    assert ticks[-1] == 1
    assert lived.weeks > 20
    with speaking(INVENTED):
        acts = set(Event.objects.values_list("act", flat=True))
        found = {says: check() for number in checks.values() for says, check in number}
    assert acts >= {"send_introduction", "hold_journey", "take_duty", "plan_meeting", "tell_meeting", "choose_support"}
    assert {says: kept.broken for says, kept in found.items() if kept.broken} == {}
    assert all(kept.looked_at for says, kept in found.items() if "journeys" in says or "duty" in says)
    with cluster.connect(own_database, autocommit=True) as superuser:
        assert broken(superuser) == []


def test_several_processes_meet_and_keep_the_promises(own_database: str, cluster: Any) -> None:
    mark_as_invented()
    ticks: list[float] = []
    lived = simulate(6, 2, 7, slug="together", tick=lambda share, moments: ticks.append(share), processes=2)
    assert lived.processes == 2
    assert lived.weeks == 2 * 9, "each team's weeks were lived, by one process"
    assert ticks[-1] == 1
    with speaking(INVENTED):
        assert Introduction.unguarded.count() >= 6
        found = {says: check() for number in checks.values() for says, check in number}
    assert {says: kept.broken for says, kept in found.items() if kept.broken} == {}
    with cluster.connect(own_database, autocommit=True) as superuser:
        assert broken(superuser) == []


def test_ended_early_it_says_so_and_what_was_lived_is_whole(own_database: str, cluster: Any) -> None:
    mark_as_invented()

    def interrupt(share: float, moments: int) -> None:
        if moments:
            raise KeyboardInterrupt

    lived = simulate(6, 12, 7, slug="ended", tick=interrupt, processes=2)
    assert lived.stopped
    with cluster.connect(own_database, autocommit=True) as superuser:
        assert broken(superuser) == []


def test_two_at_once_are_both_answered(own_database: str) -> None:
    def refuse() -> None:
        raise Refused

    did: list[int] = []
    with Pair() as pair:
        assert [type(refusal) for refusal in pair.do(refuse, lambda: did.append(1))] == [Refused]
        assert did == [1]
        with pytest.raises(ZeroDivisionError):
            pair.do(lambda: 1 // 0, lambda: did.append(2))


def test_jobs_run_in_a_process_whose_parent_has_run_some(own_database: str) -> None:
    """What a parent's jobs ran in does not come along into its children."""
    mark_as_invented()

    def jobs() -> None:
        app.tasks["take up what was left"].defer(timestamp=0)
        run_waiting_jobs()

    def child() -> None:
        kept = leave_what_was_inherited()
        jobs()
        assert kept

    jobs()
    process = get_context("fork").Process(target=child)
    process.start()
    process.join(60)
    ended = process.exitcode
    process.kill()
    assert ended == 0
