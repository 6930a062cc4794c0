"""The place in which simulated lives are lived: who works there now, and who is asked to do what."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from django.db.models import Q

from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import Membership, Organisation, Place, Role, Team
from livingwell.practice.holding.models import Hold
from livingwell.practice.network.models import Support

FRONT_DOOR = Errand("front door")
INVENTED = Errand("an invented place")


@dataclass
class World:
    """A place, its teams, its organisations and supports. `dice` is for what happens to the place, not to one life."""

    place: Place
    teams: list[Team]
    organisations: list[Organisation]
    dice: Random
    supports: list[Support] = field(default_factory=list)

    def worker(self, person_id: UUID) -> Viewer:
        """Somebody who works here, as a viewer now: with no teams once they have left."""
        mine = list(
            Membership.objects.filter(person_id=person_id, ended_at=None).select_related("organisation").order_by("id")
        )
        roles = Role.objects.filter(person_id=person_id, ended_at=None).values_list("kind", flat=True)
        return Viewer(
            id=person_id,
            name=mine[0].known_as if mine else "",
            place_id=self.place.pk,
            teams=tuple(membership.team_id for membership in mine),
            roles=frozenset(roles),
            works_for=mine[0].organisation.name if mine else "",
        )

    def members(self, team_id: UUID, *, but: UUID | None = None) -> list[Membership]:
        """Who works in a team now, in a settled order."""
        found = Membership.objects.filter(team_id=team_id, ended_at=None).filter(~Q(person_id=but) if but else Q())
        return list(found.order_by("id"))

    def hold(self, journey_id: UUID) -> Hold | None:
        """Who holds a journey now; None once it has ended."""
        with speaking(FRONT_DOOR):
            found: Hold | None = Hold.unguarded.filter(journey_id=journey_id, ended_at=None).first()
        return found

    def holder(self, journey_id: UUID) -> Viewer | None:
        """The holder, as a viewer."""
        hold = self.hold(journey_id)
        return self.worker(hold.holder_id) if hold else None
