"""Calling on the team: somebody asked to talk today, and whoever is on duty is sent a message that says nothing of whom
or why. Who was called on, and when, is kept: the person and their team read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.sending import send_email, send_sms
from livingwell.kit.viewers import Errand
from livingwell.people.models import Account, Duty, DutyYes, Membership, MembershipKind
from livingwell.practice.holding.models import Hold
from livingwell.practice.meetings.models import CalledOn, CalledOnBy, TalkToday

CALLING = Errand("somebody asked to talk today")
#: Asked and not talked with: the team is called on again after this long, within these hours of the place's day. At
#: night a worker asleep helps nobody; the crisis lines, which are on the page, answer then.
AGAIN_AFTER = timedelta(hours=1)
FIRST_HOUR, LAST_HOUR = time(8), time(20)


def call_on_the_team(asked: TalkToday, *, leads_too: bool = False) -> list[CalledOn]:
    """Send the message to whoever is on duty for the team that holds, and to whoever holds; where neither can be
    reached, to those who stand in for duty, and then to anybody of the team."""
    with speaking(CALLING):
        hold = Hold.unguarded.filter(journey_id=asked.journey_id, ended_at=None).first()
        if hold is None:
            return []
        first = {
            hold.holder_id,
            *Duty.objects.filter(team_id=hold.team_id, ended_at=None).values_list("person", flat=True),
        }
        members = Membership.objects.filter(team_id=hold.team_id, ended_at=None)
        if leads_too:
            first |= set(members.filter(kind=MembershipKind.LEAD).values_list("person_id", flat=True))
        standing_in = DutyYes.objects.filter(team_id=hold.team_id, ended_at=None).values_list("person_id", flat=True)
        for whom in (first, standing_in, members.values_list("person_id", flat=True)):
            if called := _call_on(asked, set(whom) - {asked.person_id}):
                return called
        return []


def call_again() -> None:
    """For everybody who asked, with whom nobody has talked, and for whom nobody was called on within the hour; by day.
    Runs within an errand."""
    late = clock.now() - AGAIN_AFTER
    waiting = TalkToday.unguarded.filter(answered_at=None, asked_at__lt=late).select_related("place")
    calls = CalledOn.unguarded.filter(asked__in=waiting).order_by().values("asked").annotate(last=Max("called_at"))
    last = {call["asked"]: call["last"] for call in calls}
    for asked in waiting:
        here = clock.now().astimezone(ZoneInfo(asked.place.time_zone)).time()
        if FIRST_HOUR <= here < LAST_HOUR and last.get(asked.pk, asked.asked_at) < late:
            call_on_the_team(asked, leads_too=True)


def _call_on(asked: TalkToday, whom: Iterable[UUID]) -> list[CalledOn]:
    reached = Account.objects.filter(person_id__in=whom, closed_at=None).exclude(Q(email="") & Q(phone=""))
    names = dict(Membership.objects.filter(person_id__in=whom, ended_at=None).values_list("person_id", "known_as"))
    called = []
    for account in reached.select_related("person"):
        worker = account.person
        assert worker is not None, "found by their person"
        if account.phone:
            send_sms(to=account.phone, body=_("Please sign in now. Something cannot wait until tomorrow."))
        else:
            words = _("Something cannot wait until tomorrow. Please sign in now: it is at the top of your board.")
            send_email(to=account.email, subject=_("Please sign in now"), body=words)
        called.append(
            CalledOn(
                place_id=asked.place_id,
                person_id=asked.person_id,
                journey_id=asked.journey_id,
                asked_id=asked.pk,
                worker_id=worker.pk,
                worker_name=names.get(worker.pk, worker.name),
                way=CalledOnBy.TEXT if account.phone else CalledOnBy.EMAIL,
                called_at=clock.now(),
            )
        )
    CalledOn.unguarded.bulk_create(called)
    return called
