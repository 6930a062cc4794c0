"""One person's life with the place: who they are, what they have said, and whose voice an act of theirs is in."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from livingwell.kit.viewers import By, Viewer
from livingwell.people.models import Person
from livingwell.practice.frontdoor.models import Introduction
from livingwell.practice.holding.models import Journey
from livingwell.simulation.standing import Standing, standing
from livingwell.simulation.world import FRONT_DOOR, World


@dataclass(frozen=True)
class Voice:
    """What somebody says of themselves when they come: their own words, or an introducer's. `by` is who sends it:
    themselves, a friend, a GP; or a worker who writes it down, by phone, from paper or in person."""

    name: str
    happening: str
    help: str
    well: str
    year: int | None = None
    area: str = ""
    by: str = "self"
    introducer: str = ""


@dataclass
class Life:
    """A person on their way. `dice` are theirs alone, so that one life does not change another's."""

    world: World
    voice: Voice
    dice: Random
    has_account: bool
    person: Person | None = None
    journey: Journey | None = None
    introduction: Introduction | None = None
    meetings: int = 0
    first_talked: bool = False
    has_story: bool = False
    has_plan: bool = False
    silent: int = 0
    journeys: int = 0
    #: How things stood as this moment began, while it lasts; None asks anew each time.
    stood: Standing | None = None

    def they(self) -> Person:
        """The person, once they have come."""
        assert self.person is not None, "nobody has come yet"
        return self.person

    def now(self) -> Journey:
        """Their journey; the newest, whether it has ended or not."""
        assert self.journey is not None, "no journey has begun yet"
        return self.journey

    def standing(self) -> Standing | None:
        """How their journey stands; None where none is open."""
        if self.stood is not None or self.journey is None:
            return self.stood
        return standing(self.world.ask, self.world.place.pk, self.journey.pk, self.they().pk)

    def holder(self) -> Viewer:
        """Whoever holds them now; only while their journey is open."""
        stands = self.standing()
        assert stands is not None, "nobody holds a journey that has ended"
        return stands.holder

    def in_own_voice(self) -> Viewer:
        """The person themselves, or their holder writing down what they say on the phone."""
        person = self.they()
        if self.has_account:
            return Viewer(id=person.pk, name=person.name, place_id=person.place_id)
        return self.holder().entering_for(person.pk, "phone")

    def at_the_front_door(self) -> By:
        """The person with the words that bring them back."""
        return FRONT_DOOR
