"""Who may? - for supervision, which two see; what a team learns; and what a worker tells of themselves."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.refusals import says
from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.people.models import Membership, Place
from livingwell.people.rules import works_here
from livingwell.practice.circle.rules import own
from livingwell.practice.holding.models import Hold
from livingwell.practice.learning.models import ForWhom, Noticed, OfMyself, Supervision, SupervisionNote

NOBODY = Q(pk__in=[])
#: The two, for as long as they work here.
the_pair = Rule(
    lambda who: Q(person_id=who.id) | Q(supervisor_id=who.id) if who.teams else NOBODY, "you two meet for supervision"
)
asked = Rule(lambda who: Q(supervisor_id=who.id) if who.teams else NOBODY)
unanswered = Rule(lambda who: Q(accepted_at=None, ended_at=None))
going_on = Rule(lambda who: Q(accepted_at__isnull=False, ended_at=None))
not_over = Rule(lambda who: Q(ended_at=None))
allow(
    Supervision,
    read=the_pair,
    accept_supervision=asked & unanswered,
    end_supervision=the_pair & not_over,
    write_supervision_note=the_pair & going_on,
)
allow(SupervisionNote, read=the_pair)

in_team = Rule(lambda who: Q(team_id__in=who.teams), "they work in your team")
not_looked = Rule(lambda who: Q(looked_at=None))
allow(Noticed, read=in_team, look_back_at=in_team & not_looked)

standing = Rule(lambda who: Q(taken_back_at=None))
colleagues = Rule(
    lambda who: Q(
        Exists(Membership.objects.filter(person_id=OuterRef("person_id"), team_id__in=who.teams, ended_at=None))
    ),
    "you work in one team",
)
holds_them = Rule(
    lambda who: (
        Q(for_whom=ForWhom.PEOPLE)
        & Q(Exists(Hold.unguarded.filter(person_id=who.id, holder_id=OuterRef("person_id"), ended_at=None)))
    ),
    "you hold their journey",
)
allow(OfMyself, read=own | (colleagues & standing) | (holds_them & standing), take_back_of_myself=own & standing)
widen(Place, ask_supervision=works_here, notice=works_here, tell_of_myself=works_here)
says("supervision_once", _("You two meet already, or one of you has asked. Please look again."))
