"""A journey begins held by duty; a worker takes it from duty, or gives it back."""

from __future__ import annotations

from django.db import connection

from livingwell.kit.ids import new_id
from livingwell.kit.permission.acts import act, doing
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person, Team
from livingwell.practice.holding.models import Journey


def begin_journey(person: Person, team: Team) -> Journey:
    """Open a journey for `person`, held from its first moment by whoever is on duty for `team`.

    Part of an act of a room above (an introduction is sent, somebody comes back), which tells the event.
    """
    doing()
    journey_id = new_id()
    with connection.cursor() as cursor:
        cursor.execute("select gate.open_journey(%s, %s, %s)", [journey_id, person.pk, team.pk])
    return Journey.unguarded.get(pk=journey_id)


@act("hold_journey", binding=True)
def hold_journey(journey: Journey, *, by: Viewer) -> Journey:
    """ "I'll hold this": `by` takes from their team's duty what nobody else holds yet."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.take_from_duty(%s)", [journey.pk])
    tell(about=journey.person_id, place=journey.place_id, row=journey.pk)
    return journey


@act("return_to_duty", binding=True)
def return_to_duty(journey: Journey, *, by: Viewer) -> Journey:
    """The holder cannot hold any more: duty has said yes already, and holds from this moment."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.return_to_duty(%s)", [journey.pk])
    tell(about=journey.person_id, place=journey.place_id, row=journey.pk)
    return journey
