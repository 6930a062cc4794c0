"""A worker leaves, or an organisation: access ends and duty holds what they held, in one transaction."""

from __future__ import annotations

from django.db import connection
from django.db.models import QuerySet

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import Membership, Organisation


@act("leave_team", binding=True)
def leave_team(membership: Membership, *, by: Viewer) -> Membership:
    """A worker leaves a team, is suspended or has died. They see nothing of its journeys from this moment."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.leave_team(%s, %s)", [membership.team_id, membership.person_id])
    tell(about=membership.person_id, place=membership.place_id, row=membership.pk, team=str(membership.team_id))
    return membership


@act("close_organisation", binding=True)
def close_organisation(organisation: Organisation, *, by: Viewer) -> Organisation:
    """An organisation closes or leaves the place: every worker of its leaves every team, in one transaction."""
    with speaking(Errand("an organisation leaves")):
        leave_all(Membership.objects.filter(organisation_id=organisation.pk, ended_at=None))
        Organisation.objects.filter(pk=organisation.pk, left_at=None).update(left_at=clock.now())
    tell(about=None, place=organisation.place_id, row=organisation.pk)
    return organisation


def leave_all(memberships: QuerySet[Membership]) -> int:
    """Each of these workers leaves each of these teams, within an errand; how many times somebody left.

    One worker after another, each asked anew: standing in for a colleague who has just left may have brought the next
    one into another team.
    """
    left = 0
    with connection.cursor() as cursor:
        for worker in sorted(set(memberships.values_list("person_id", flat=True))):
            for team in list(
                memberships.filter(person_id=worker).order_by("team_id").values_list("team_id", flat=True)
            ):
                cursor.execute("select gate.leave_team(%s, %s)", [team, worker])
                left += 1
    return left
