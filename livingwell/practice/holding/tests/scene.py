"""What the tests of this room share: a journey held by the peer worker, one held by duty, and presses in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client

from livingwell.kit.database.speaking import speaking
from livingwell.people.models import Duty, Membership
from livingwell.practice.holding.models import Ending, Handover, Hold, Journey
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

PLACE = "/alderbrook/"


@dataclass
class Scene:
    """The cast, after they have lived a little."""

    cast: Cast
    journeys: dict[str, Journey]

    def press(self, who: str, address: str, /, **said: Any) -> Any:
        """`who` sends a form to `address` beneath the place."""
        return self.browser(who).post(PLACE + address, said)

    def open(self, who: str, address: str, /, **asked: Any) -> Any:
        return self.browser(who).get(PLACE + address, asked)

    def browser(self, who: str) -> Client:
        client = Client()
        if who != "nobody":
            client.force_login(self.cast.accounts[who])
        return client

    def holder(self, whose: str) -> str:
        """Who holds now, by the name the cast knows, and how."""
        with speaking(MADE_FOR_TESTS):
            hold = Hold.unguarded.filter(journey_id=self.journeys[whose].pk, ended_at=None).first()
        if hold is None:
            return "nobody"
        name = next(key for key, person in self.cast.people.items() if person.pk == hold.holder_id)
        return f"{name}, {hold.how}"

    def on_duty(self, team: Any) -> str:
        who = Duty.objects.get(team=team, ended_at=None).person_id
        return next(key for key, person in self.cast.people.items() if person.pk == who)

    def member(self, name: str) -> Membership:
        return Membership.objects.get(person=self.cast.people[name], ended_at=None)

    def offers(self) -> list[Handover]:
        with speaking(MADE_FOR_TESTS):
            return list(Handover.unguarded.order_by("offered_at"))

    def endings(self) -> list[Ending]:
        with speaking(MADE_FOR_TESTS):
            return list(Ending.unguarded.order_by("said_at"))


def lived(cast: Cast) -> Scene:
    return Scene(cast, live_a_little(cast))
