"""A team opens with somebody on duty, and is never without."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Errand
from livingwell.people.models import Duty, DutyYes, Membership, MembershipKind, Organisation, Person, Place, Team


@act("open_team", errands=("an operator", "an invented place"), binding=True)
def open_team(
    place: Place,
    *,
    name: str,
    first: Person,
    known_as: str,
    kind: MembershipKind,
    organisation: Organisation,
    by: Errand,
) -> Team:
    """Open a team with its first worker, who has said yes to duty."""
    moment = clock.now()
    team = Team.objects.create(place=place, name=name, opened_at=moment)
    Membership.objects.create(
        place=place, team=team, organisation=organisation, person=first, known_as=known_as, kind=kind, began_at=moment
    )
    DutyYes.objects.create(place=place, team=team, person=first, said_at=moment)
    Duty.objects.create(place=place, team=team, person=first, began_at=moment)
    tell(about=None, place=place.pk, row=team.pk)
    return team
