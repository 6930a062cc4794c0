"""A worker sets out alone, and comes back; whoever does not, their team is called."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from livingwell.kit import clock
from livingwell.kit.permission.acts import Refused, act
from livingwell.kit.permission.turns import row_now
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import Duty, DutyYes, Membership, Place, Team
from livingwell.practice.looking_out.calling import call
from livingwell.practice.looking_out.models import Visit

OVERDUE = Errand("a worker has not come back")
#: Late by this much is overdue: a goodbye at a door takes a while.
GRACE = timedelta(minutes=10)
#: Called again after this long, day and night, until somebody says that they are back.
AGAIN_AFTER = timedelta(minutes=20)


@act("set_out")
def set_out(place: Place, *, team: Team, where: str, with_whom: str, phone: str, until: datetime, by: Viewer) -> Visit:
    """Out alone until `until`. One visit at a time: the database refuses another before one is back.

    :raises Refused: for a team that is not theirs.
    """
    if team.pk not in by.teams:
        raise Refused(gettext_lazy("Please choose a team of yours."))
    visit = Visit(
        place_id=place.pk,
        team_id=team.pk,
        person_id=by.id,
        worker_name=by.name,
        where=where,
        with_whom=with_whom,
        phone=phone,
        began_at=clock.now(),
        until=until,
    )
    visit.save(force_insert=True)
    tell(about=by.id, place=place.pk, row=visit.pk, until=until.isoformat())
    return visit


@act("stay_longer")
def stay_longer(visit: Visit, *, until: datetime, by: Viewer) -> Visit:
    """Still out, and well: until later than was said."""
    visit.until = until
    visit.save(update_fields=["until"])
    tell(about=visit.person_id, place=visit.place_id, row=visit.pk, until=until.isoformat())
    return visit


@act("come_back")
def come_back(visit: Visit, *, by: Viewer) -> Visit:
    """Back and well, by their own word or by a colleague's who has heard from them. Where they were, and with whom, is
    forgotten: it was kept for the hour in which somebody might have had to look for them."""
    locked = row_now(visit)
    if locked is None or locked.back_at is not None:
        raise Refused(gettext_lazy("Somebody has already said that they are back."))
    locked.back_by_id, locked.back_by_name, locked.back_at = by.id, by.name, clock.now()
    locked.where = locked.with_whom = locked.phone = ""
    locked.save(update_fields=["back_by", "back_by_name", "back_at", "where", "with_whom", "phone"])
    tell(about=visit.person_id, place=visit.place_id, row=visit.pk)
    return locked


def call_for_overdue() -> None:
    """Whoever is on duty is called for everybody who should have been back, again and again, until somebody says that
    they are. Runs within an errand; it is nobody's act: the message tells nothing, and the row says when."""
    now = clock.now()
    late = Visit.unguarded.filter(back_at=None, until__lt=now - GRACE)
    for visit in late.filter(Q(called_at=None) | Q(called_at__lt=now - AGAIN_AFTER)).order_by("until")[:200]:
        duty = set(Duty.objects.filter(team_id=visit.team_id, ended_at=None).values_list("person_id", flat=True))
        stands_in = DutyYes.objects.filter(team_id=visit.team_id, ended_at=None).values_list("person_id", flat=True)
        members = Membership.objects.filter(team_id=visit.team_id, ended_at=None).values_list("person_id", flat=True)
        # The first time duty; where duty is who is out, or was called in vain, everybody of the team.
        first = (duty | set(stands_in)) - {visit.person_id}
        whom = first if first and visit.called_at is None else set(members) - {visit.person_id}
        call(
            whom,
            text=_("Please sign in now. A colleague has not come back yet."),
            subject=_("Please sign in now"),
            body=_("A colleague has not come back yet. Please sign in now and look at who is out."),
        )
        Visit.unguarded.filter(pk=visit.pk).update(called_at=now)
