"""Whose keeping time has passed: every journey of theirs closed so long ago that no kind of thing is kept any more, or
that their own words are not; or they never had one, and it is so long since anything else was between us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from livingwell.kit import clock
from livingwell.people.models import Account, Membership, Person, Place, Role
from livingwell.practice.circle.models import CircleTie
from livingwell.practice.holding.models import Journey
from livingwell.practice.keeping.clock_of_a_request import months_after
from livingwell.practice.keeping.models import Destruction, Goes, Kept, LegalHold
from livingwell.practice.keeping.stays import keeping_times

#: Where somebody said no, it comes onto the list again a year later.
ASKED_AGAIN = timedelta(days=365)
#: So many come onto the list in one night.
A_NIGHT = 200


@dataclass(frozen=True)
class Found:
    """One life, what of it has passed its time, and the day the last journey closed; None where there never was one."""

    person: Person
    what: Goes
    last_met: date | None


def kept_long_enough(place: Place) -> list[Found]:
    """Within an errand: who is not on the list yet, the longest gone first."""
    years = {time.what: time.years for time in keeping_times(place)}
    everything = max(years.values())
    found = _gone_for(place, everything, _done(Goes.ALL))
    own = years[Kept.OWN]
    theirs = [] if own == everything else _gone_for(place, own, _done(Goes.ALL, Goes.OWN))
    known = {person.pk for person, _ in found}
    return [
        *(Found(person, Goes.ALL, day) for person, day in found),
        *(Found(person, Goes.OWN, day) for person, day in theirs if person.pk not in known),
        *(Found(person, Goes.ALL, None) for person in _never_met_for(place, everything)),
    ][:A_NIGHT]


def _done(*what: Goes) -> Exists:
    """Whether that was destroyed already, for this time that somebody was with them."""
    return Exists(Destruction.unguarded.filter(person_id=OuterRef("pk"), what__in=what, done_at__isnull=False))


def _gone_for(place: Place, years: int, done: Exists) -> list[tuple[Person, date]]:
    before, zone = _years_ago(place, years), ZoneInfo(place.time_zone)
    last = (
        Journey.unguarded.filter(place=place)
        .values("person_id")
        .annotate(last=Max("closed_at"))
        .filter(last__date__lt=before)
        .order_by("last")
    )
    rows = {row["person_id"]: row["last"].astimezone(zone).date() for row in last[: 5 * A_NIGHT]}
    people = _nothing_against(Person.unguarded.filter(pk__in=list(rows))).exclude(done)
    return sorted(((person, rows[person.pk]) for person in people), key=lambda one: one[1])


def _never_met_for(place: Place, years: int) -> QuerySet[Person]:
    """Friends and family, those who only made an account, and workers who left. What ended or was used since keeps
    them: their time counts from the last of it."""
    mine = OuterRef("pk")
    since = Q(ended_at=None) | Q(ended_at__date__gte=(before := _years_ago(place, years)))
    people = Person.unguarded.filter(place=place, arrived_at__date__lt=before)
    return (
        _nothing_against(people.exclude(Exists(Journey.unguarded.filter(person_id=mine))))
        .exclude(_done(Goes.ALL))
        .exclude(Exists(CircleTie.unguarded.filter(since, supporter_id=mine)))
        .exclude(Exists(Membership.objects.filter(since, person_id=mine)))
        .exclude(Exists(Role.objects.filter(since, person_id=mine)))
        .exclude(Exists(Account.objects.filter(person_id=mine, last_login__date__gte=before)))
        .order_by("arrived_at")[:A_NIGHT]
    )


def _years_ago(place: Place, years: int) -> date:
    return months_after(clock.today(place.time_zone), -12 * years)


def _nothing_against(people: QuerySet[Person]) -> QuerySet[Person]:
    mine = OuterRef("pk")
    live = Destruction.unguarded.filter(person_id=mine, done_at=None, taken_back_at=None, stopped_at=None)
    no_said = Destruction.unguarded.filter(person_id=mine, taken_back_at__gt=clock.now() - ASKED_AGAIN)
    return (
        people.exclude(Exists(Journey.unguarded.filter(person_id=mine, closed_at=None)))
        .exclude(Exists(LegalHold.unguarded.filter(person_id=mine, ended_at=None)))
        .exclude(Exists(live))
        .exclude(Exists(no_said))
        .exclude(Exists(Membership.objects.filter(person_id=mine, ended_at=None)))
        .exclude(Exists(Role.objects.filter(person_id=mine, ended_at=None)))
    )
