"""Somebody comes back: whoever held them last is asked first."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.kit import clock
from livingwell.kit.permission.acts import doing
from livingwell.people.models import Membership
from livingwell.practice.holding.models import Handover, Hold, Journey


def offer_to_last_holder(journey: Journey, last_holder: UUID, in_team: UUID) -> Handover | None:
    """Offer a journey that duty has just begun to hold to the one who held the person's last journey.

    Part of an act of a room above, which tells the event. None where they hold it already, or no longer work there.
    """
    doing()
    hold = Hold.unguarded.get(journey_id=journey.pk, ended_at=None)
    asked = Membership.objects.filter(person_id=last_holder, team_id=in_team, ended_at=None).first()
    if asked is None or hold.holder_id == last_holder or last_holder == journey.person_id:
        return None
    duty = Membership.objects.filter(person_id=hold.holder_id, team_id=hold.team_id, ended_at=None).first()
    handover = Handover(
        place_id=journey.place_id,
        journey_id=journey.pk,
        person_id=journey.person_id,
        to_id=last_holder,
        to_name=asked.known_as,
        in_team_id=in_team,
        why=_("They have come back, and you held their last journey."),
        offered_by_id=hold.holder_id,
        offered_by_name=duty.known_as if duty else "",
        offered_at=clock.now(),
    )
    handover.save(force_insert=True)
    return handover
