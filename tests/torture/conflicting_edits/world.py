"""Who edits: a person with a journey that the peer worker holds, colleagues, and a friend who was let in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Account, Person, RoutingArea
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.models import Part
from livingwell.practice.holding.actions import hold_journey
from livingwell.practice.holding.models import Journey
from livingwell.practice.network.actions import add_support
from livingwell.practice.network.models import Support
from tests.cast import MADE_FOR_TESTS, make_cast, make_journey, make_person, viewer_of

#: A person lends their life to so many pairs; some of them end it.
PAIRS_A_LIFE = 20


@dataclass
class Life:
    """One person, their journey, and how many pairs have used them."""

    person: Person
    account: Account
    journey: Journey
    used: int = 0
    over: bool = False

    @property
    def viewer(self) -> Viewer:
        return viewer_of(self.account.pk)


class World:
    """The cast, and lives as they are needed."""

    def __init__(self) -> None:
        self.cast = make_cast()
        with speaking(MADE_FOR_TESTS):
            RoutingArea.objects.create(place=self.cast.place, postcode_prefix="", team=self.cast.north)
        lead = self.cast.who("lead")
        self.supports: list[Support] = [
            add_support(self.cast.place, name=name, by=lead) for name in ("Walking group", "Choir")
        ]
        self._life: Life | None = None
        self._count = 0

    def life(self) -> Life:
        """A person whose journey is open, and held by the peer worker."""
        life = self._life
        if life is None or life.over or life.used >= PAIRS_A_LIFE:
            self._count += 1
            person, account = make_person(self.cast.place, f"Number{self._count} Person")
            assert account is not None
            journey = make_journey(person, self.cast.north)
            hold_journey(journey, by=self.cast.who("peer"))
            life = self._life = Life(person, account, journey)
            month = clock.now() + timedelta(days=30)
            for part in (Part.PLAN, Part.STORY):
                give_share(person, what=part, to=self.cast.north, to_name="North", until=month, by=life.viewer)
        life.used += 1
        return life

    def worker(self, name: str) -> Client:
        """A browser in which a worker of the cast is signed in."""
        return self._signed_in(self.cast.accounts[name])

    def browser(self, life: Life) -> Client:
        """A browser in which the person is signed in; each call another one."""
        return self._signed_in(life.account)

    def url(self, name: str, row: Any = None, **rest: Any) -> str:
        more = {"pk": row.pk} if row is not None else {}
        return reverse(name, kwargs={"place": self.cast.place.slug} | more | rest)

    @staticmethod
    def _signed_in(account: Account) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(account)
        return client
