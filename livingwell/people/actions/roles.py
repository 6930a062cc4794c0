"""Roles: what somebody answers for in a place, given by whoever looks after the platform for it."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Errand
from livingwell.people.models import Person, Place, Role, RoleKind


@act("give_role", errands=("an operator",))
def give_role(place: Place, *, kind: RoleKind, to: Person, instead_of: Person | None = None, by: Errand) -> Role:
    """From now on `to` answers for it; somebody who does already goes on. With `instead_of`, theirs ends in the same
    moment, taken over by `to`: at no moment does nobody answer for it."""
    moment = clock.now()
    role, _ = Role.objects.get_or_create(
        place=place, person=to, kind=kind, ended_at=None, defaults={"began_at": moment}
    )
    if instead_of is not None and instead_of.pk != to.pk:
        Role.objects.filter(place=place, person=instead_of, kind=kind, ended_at=None).update(
            ended_at=moment, ended_by=to
        )
    tell(about=None, place=place.pk, row=role.pk, kind=kind)
    return role
