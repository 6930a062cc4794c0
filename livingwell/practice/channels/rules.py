"""Who may? - print forms, type in what came back, and say that somebody has their copy: those who hold."""

from django.db.models import Q

from livingwell.kit import clock
from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.people.models import Person, Place
from livingwell.people.rules import works_here
from livingwell.practice.channels.models import Copy, Sheet
from livingwell.practice.circle.rules import own
from livingwell.practice.holding.rules import held, works_with

#: A blank introduction is nobody's yet: whoever works in the place types it in.
of_nobody_yet = Rule(lambda who: Q(person_id=None, place_id=who.place_id) if who.teams else Q(pk__in=[]))
still_waits = Rule(lambda who: Q(came_back_at=None, until__gt=clock.now()))
somebody_else = Rule(lambda who: ~Q(pk=who.id))

allow(Sheet, read=own | held() | of_nobody_yet, type_in_sheet=(works_with | of_nobody_yet) & still_waits)
allow(Copy, read=own | held())
widen(
    Person,
    print_sheets=held("pk") & somebody_else,
    give_copy=held("pk") & somebody_else,
)
widen(Place, print_introduction_sheet=works_here)
