"""A journey and a few supports for the room's tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Viewer
from livingwell.practice.holding.models import Hold, Journey
from livingwell.practice.network.actions import add_support, choose_support, log_answer, offer_connection
from livingwell.practice.network.models import Connection, Support
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little


@dataclass
class Way:
    """A connection to be, and everybody who may do something with it."""

    cast: Cast
    journey: Journey
    walking: Support
    choir: Support
    person: Viewer
    peer: Viewer

    @property
    def told(self) -> Viewer:
        """The peer worker, entering what the person says by phone."""
        return self.peer.entering_for(self.person.id, "phone")

    def chosen(self) -> Connection:
        return choose_support(self.journey, support=self.walking, may_say="I am Ana", by=self.person)

    def offered(self) -> Connection:
        return offer_connection(self.chosen(), words="I rang Priya", answer_due=date(2100, 1, 1), by=self.peer)

    def accepted(self) -> Connection:
        return log_answer(self.offered(), what_next=None, words="Come along", by=self.peer)

    def now(self, connection: Connection) -> Connection:
        with speaking(MADE_FOR_TESTS):
            return Connection.unguarded.select_related("support").get(pk=connection.pk)

    def hold(self) -> tuple[object, ...]:
        with speaking(MADE_FOR_TESTS):
            hold = Hold.unguarded.get(journey=self.journey, ended_at=None)
        return hold.pk, hold.holder_id, hold.began_at


@pytest.fixture
def way(cast: Cast) -> Way:
    journeys = live_a_little(cast)
    peer = cast.who("peer")
    walking = add_support(cast.place, by=peer, name="Walking Group", description="We walk on Tuesdays")
    choir = add_support(cast.place, by=peer, name="Choir", description="We sing")
    return Way(cast, journeys["person"], walking, choir, cast.who("person"), peer)
