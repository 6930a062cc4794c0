"""Who may? Whoever the hold lets in, and nobody else: the person reads their journey itself."""

from django.db.models import Exists, OuterRef, Q

from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.people.models import Membership, Place, Team
from livingwell.people.rules import in_team, of_their_team, works_here
from livingwell.practice.circle.rules import own
from livingwell.practice.holding.models import Journey
from livingwell.practice.holding.rules import held_now, works_with
from livingwell.practice.team.models import Capacity, Huddle, Leave, PlannedDuty, Said, Standing, Turn

holds_it = Rule(lambda who: Q(holder_id=who.id), "they hold it")
in_their_team = Rule(lambda who: Q(team_id__in=who.teams, kept_apart_at=None), "their team holds your journey")
going_on = Rule(lambda who: Q(ended_at=None))
#: A turn of a huddle that is going on in a team of theirs.
in_their_huddle = Rule(
    lambda who: Q(
        Exists(Huddle.unguarded.filter(pk=OuterRef("huddle_id"), team_id__in=who.teams, ended_at=None))
    )
)  # fmt: skip

allow(Standing, read=holds_it | in_their_team)
allow(Huddle, read=of_their_team, end_huddle=of_their_team & going_on)
allow(
    Turn,
    read=own | held_now,
    turn_to=works_with & in_their_huddle,
    bring_forward=works_with & in_their_huddle & Rule(lambda who: Q(turned_at=None)),
    say_in_huddle=works_with & in_their_huddle,
    promise_in_huddle=works_with & in_their_huddle,
)
allow(Said, read=own | held_now)
works_beside_them = Rule(
    lambda who: Q(
        Exists(Membership.objects.filter(person_id=OuterRef("worker_id"), team_id__in=who.teams, ended_at=None))
    ),
    "they work beside them",
)
allow(PlannedDuty, read=of_their_team, drop_duty_day=of_their_team & going_on)
allow(
    Leave,
    read=of_their_team,
    cover_leave=of_their_team & going_on & Rule(lambda who: Q(covered_at=None) & ~Q(worker_id=who.id)),
    end_leave=of_their_team & going_on,
)
allow(Capacity, read=Rule(lambda who: Q(worker_id=who.id), "it is their own") | works_beside_them)
#: The team that holds it, theirs, is in a huddle.
in_its_huddle = Rule(
    lambda who: Q(
        Exists(
            Standing.unguarded.filter(
                Exists(Huddle.unguarded.filter(team_id=OuterRef("team_id"), ended_at=None)),
                journey_id=OuterRef("pk"),
                team_id__in=who.teams,
                kept_apart_at=None,
            )
        )
    )
)
widen(Journey, bring_in=works_with & in_its_huddle)
widen(Team, begin_huddle=in_team, plan_duty=in_team)
widen(Membership, say_leave=of_their_team & going_on)
widen(Place, say_capacity=works_here)
