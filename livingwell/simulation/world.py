"""The place in which simulated lives are lived: who works there now, and who is asked to do what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import Membership, Organisation, Person, Place, Team
from livingwell.practice.network.models import Support
from livingwell.simulation import standing
from livingwell.simulation.pair import Pair
from livingwell.simulation.standing import INVENTED, Ask, ask_here

__all__ = ["FRONT_DOOR", "INVENTED", "World"]

FRONT_DOOR = Errand("front door")
NAMES = "Ada Ben Cai Dee Eve Fin Gia Hal Ida Jon Kay Lou Mia Ned Ola Pia Roz Sam Tia Uli Val Wyn Xan Yas Zed".split()

MEMBERS = """
    select id, team_id, person_id, known_as, kind, organisation_id, began_at from people_membership
    where place_id = %(place)s and ended_at is null and (%(team)s::uuid is null or team_id = %(team)s::uuid)
    order by id
"""
OPEN_SUPPORTS = """
    select s.id, s.name from network_support s where s.place_id = %(place)s and s.closed_at is null
    and not exists (select from network_connection c where c.journey_id = %(journey)s::uuid and c.support_id = s.id)
    order by s.id
"""


@dataclass
class World:
    """A place, its teams, its organisations and supports. `dice` is for what happens to the place, not to one life.

    `ask` answers questions about how things stand: here and now, or on a connection kept for it.
    """

    place: Place
    teams: list[Team]
    organisations: list[Organisation]
    dice: Random
    supports: list[Support] = field(default_factory=list)
    ask: Ask = ask_here
    #: Two who act at the very same moment.
    pair: Pair = field(default_factory=Pair)
    #: Who leads the place, and answers for its privacy; where it has somebody.
    lead: UUID | None = None
    #: Who has fallen ill, from which team, and when they come back.
    away: list[tuple[datetime, Team, Membership]] = field(default_factory=list)
    #: What was refused on the way, sentence by sentence.
    refused: Counter[str] = field(default_factory=Counter)

    def somebody(self, dice: Random) -> Person:
        """A new person of the place, known to nobody yet."""
        with speaking(INVENTED):
            person = Person(place=self.place, name=dice.choice(NAMES), arrived_at=clock.now())
            person.save(force_insert=True)
        return person

    def worker(self, person_id: UUID) -> Viewer:
        """Somebody who works here, as a viewer now: with no teams once they have left."""
        return standing.worker(self.ask, self.place.pk, person_id)

    def members(self, team_id: UUID | None = None, *, but: UUID | None = None) -> list[Membership]:
        """Who works in a team now, or in the whole place, in a settled order."""
        return [
            Membership(
                id=row_id, place_id=self.place.pk, team_id=team, person_id=person, known_as=known_as, kind=kind,
                organisation_id=organisation, began_at=began_at,
            )
            for row_id, team, person, known_as, kind, organisation, began_at in self.ask(
                MEMBERS, {"place": self.place.pk, "team": team_id}
            )
            if person != but
        ]  # fmt: skip

    def open_supports(self, journey: UUID | None = None) -> list[Support]:
        """The supports that are open now; of those, the ones that a journey has not come to yet."""
        asked = {"place": self.place.pk, "journey": journey}
        return [
            Support(id=row_id, place_id=self.place.pk, name=name) for row_id, name in self.ask(OPEN_SUPPORTS, asked)
        ]
