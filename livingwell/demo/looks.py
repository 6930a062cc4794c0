"""Looks at Ana's things by her team, as the pages they opened would have recorded them: by the same rules, read through
the same guarded rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from livingwell.demo.looking_out import viewer_of
from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission import showing
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.frontdoor.models import Introduction
from livingwell.practice.meetings.models import Meeting, NextStep
from livingwell.practice.plan.models import PlanItem
from livingwell.practice.story.models import Entry
from livingwell.simulation.life import Life

JOURNEY: tuple[type[Guarded], ...] = (Introduction, Meeting, NextStep)
#: Who looked, so many days ago, at what hour, at which page, and what stands on it.
LOOKED: tuple[tuple[str, int, time, str, tuple[type[Guarded], ...]], ...] = (
    ("lena", 14, time(9, 5), "journey", JOURNEY),
    ("gwil", 13, time(16, 40), "journey", JOURNEY),
    ("gwil", 13, time(16, 44), "story", (Entry,)),
    ("gwil", 6, time(10, 20), "plan", (PlanItem,)),
    ("nadia", 5, time(21, 50), "journey", JOURNEY),
    ("gwil", 2, time(9, 30), "journey", JOURNEY),
)


def look_at_ana(lives: Mapping[str, Life], now: datetime) -> None:
    """What has been looked at, lately and before; once late in the evening, by a colleague."""
    ana = lives["Ana"].they()
    here = ZoneInfo(lives["Ana"].world.place.time_zone)
    for key, days, hour, page, models in LOOKED:
        day = (now.astimezone(here) - timedelta(days=days)).date()
        with clock.at(datetime.combine(day, hour, here)):
            _look(viewer_of(key), ana, page, models)


def _look(viewer: Viewer, person: Person, page: str, models: Iterable[type[Guarded]]) -> None:
    with speaking(viewer):
        shown = showing.begin()
        shown.page, shown.about = page, person.pk
        try:
            for model in models:
                list(model.objects.visible_to(viewer).with_reason().filter(person_id=person.pk))
            showing.record(viewer, shown)
        finally:
            showing.end()
