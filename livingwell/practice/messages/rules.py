"""Who may? - for messages, the way to be told, reminders and calendar feeds."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.refusals import says
from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.people.models import Person, Place
from livingwell.people.rules import works_here
from livingwell.practice.circle.rules import own
from livingwell.practice.holding.models import Journey
from livingwell.practice.holding.rules import held_now, still_open, voiced, works_with
from livingwell.practice.messages.models import CalendarFeed, ChosenWay, Message, Reminded, Side

unheard = Rule(lambda who: Q(side=Side.THEIRS, heard_at=None))
of_ours = Rule(lambda who: Q(side=Side.OURS))
reminded_still = Rule(lambda who: Q(reminders_ended_at=None))
in_use = Rule(lambda who: Q(ended_at=None))
their_own_feed = Rule(lambda who: Q(person_id=who.id) if who.teams else Q(pk__in=[]), "it is their own")

allow(Message, read=own | held_now, hear_message=works_with & unheard, print_message=(own | held_now) & of_ours)
allow(ChosenWay, read=own | held_now, end_reminders=voiced() & reminded_still)
allow(Reminded, read=own | held_now)
allow(CalendarFeed, read=their_own_feed, end_feed=their_own_feed & in_use)
says("calendar_feed_one_at_a_time", _("Another address was made in this moment. Please look again."))
widen(Journey, write_message=(works_with | voiced()) & still_open)
widen(Person, choose_way=voiced("pk"))
widen(Place, make_feed=works_here)
