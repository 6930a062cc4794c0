"""Lives lived through the acts: nothing but refusals is caught, and every promise that rows can show is kept."""

from __future__ import annotations

from typing import Any

from livingwell.kit.database.speaking import speaking
from livingwell.kit.promises import checks
from livingwell.kit.record.models import Event
from livingwell.people.invented import mark_as_invented
from livingwell.practice.holding.tests.oracle import broken
from livingwell.simulation.together import simulate
from livingwell.simulation.world import INVENTED


def test_lives_keep_the_promises(own_database: str, cluster: Any) -> None:
    mark_as_invented()
    ticks: list[float] = []
    lived = simulate(8, 6, 7, slug="simulated", tick=lambda share, moments: ticks.append(share))
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
