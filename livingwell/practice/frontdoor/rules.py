"""Who may? - for introductions and what was said with them."""

from django.db.models import Q

from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.people.models import Place
from livingwell.people.rules import belongs, works_here
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.rules import own, shared, still_knows
from livingwell.practice.frontdoor.models import Addition, Introducer, Introduction, SamePersonHint, Telling
from livingwell.practice.holding.rules import held_now, voiced, works_with

shared_words = shared(Part.INTRODUCTION)
told_to_them = own & Rule(lambda who: Q(telling=Telling.OPEN))
wrote_it = Rule(lambda who: Q(by_person_id=who.id) & still_knows(who), "they introduced you")
their_team_knows = Rule(lambda who: Q(for_team_id__in=who.teams), "their team knows somebody very like you") & Rule(
    lambda who: ~Q(person_id=who.id) & ~Q(other_id=who.id)
)
not_answered = Rule(lambda who: Q(said_same_at=None, said_other_at=None))

allow(
    Introduction,
    read=own | held_now | shared_words,
    add_to_introduction=voiced(),
    say_not_wanted=voiced(),
    give_returning_code=works_with,
)
allow(Introducer, read=told_to_them | works_with | wrote_it)
allow(Addition, read=own | held_now | shared_words)
allow(SamePersonHint, read=their_team_knows, say_same_person=their_team_knows & not_answered)
# One introduces oneself, or somebody else; workers write down what came by phone or on paper.
widen(Place, send_introduction=belongs, enter_introduction=works_here)
