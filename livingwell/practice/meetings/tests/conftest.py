"""The meetings' own fixtures: the standing cast with journeys, and shorthands for acts the tests do again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.kit.viewers import Errand, Viewer
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.actions import Promise, plan_meeting, tell_meeting
from livingwell.practice.meetings.models import HowWeMeet, Meeting
from tests.cast import Cast, live_a_little


@dataclass
class Lived:
    """The cast, and Ana's journey, which Pearl the peer worker holds."""

    cast: Cast
    journeys: dict[str, Journey]

    @property
    def journey(self) -> Journey:
        return self.journeys["person"]

    def who(self, name: str) -> Viewer:
        return self.cast.who(name)

    def plan(self, whose: str = "person", by: str = "peer", **rest: Any) -> Meeting:
        rest = {"planned_for": clock.now() + timedelta(days=1), "how": HowWeMeet.WALK} | rest
        return plan_meeting(self.journeys[whose], **rest, by=self.who(by))

    def tell(self, meeting: Meeting | None = None, by: str = "peer", **rest: Any) -> Meeting:
        return tell_meeting(meeting or self.plan(), **({"happened_at": clock.now()} | rest), by=self.who(by))

    def promise(self, words: str = "Ring the walking group", **rest: Any) -> Promise:
        rest = {"name": "Pearl", "due": clock.now().date() + timedelta(days=3)} | rest
        return Promise(words, **rest)


@pytest.fixture
def lived(cast: Cast) -> Lived:
    return Lived(cast, live_a_little(cast))


def events(act: str) -> list[Event]:
    """The events of an act, as an errand reads them."""
    with speaking(Errand("an invented place")):
        return list(Event.objects.filter(act=act).order_by("number"))


def rows(model: type[Any], **only: Any) -> list[Any]:
    """Rows of a guarded model, as an errand reads them."""
    with speaking(Errand("an invented place")):
        return list(model.unguarded.filter(**only).order_by("pk"))
