"""Who may? - for worries, which few see, and for visits, which one's team sees."""

from uuid import UUID

from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.refusals import says
from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.people.models import Place, Role, RoleKind
from livingwell.people.rules import belongs, works_here
from livingwell.practice.circle.rules import own
from livingwell.practice.looking_out.models import ToldThem, Visit, Worry, WorryEntry

NOBODY = Q(pk__in=[])


def nobody_leads(place: UUID) -> Q:
    """Whether a place has named no safeguarding lead."""
    return ~Q(Exists(Role.objects.filter(place_id=place, kind=RoleKind.SAFEGUARDING_LEAD, ended_at=None)))


#: The safeguarding leads of the place; whoever leads the place, for as long as it has named none. No worry lies unread
#: because a role stands empty.
safeguards = Rule(
    lambda who: (
        Q(place_id=who.place_id)
        if RoleKind.SAFEGUARDING_LEAD in who.roles
        else Q(place_id=who.place_id) & nobody_leads(who.place_id)
        if RoleKind.PLACE_LEAD in who.roles
        else NOBODY
    ),
    "they answer for safeguarding here",
)
safeguards_here = Rule(
    lambda who: (
        Q(pk=who.place_id)
        if RoleKind.SAFEGUARDING_LEAD in who.roles
        else Q(pk=who.place_id) & nobody_leads(who.place_id)
        if RoleKind.PLACE_LEAD in who.roles
        else NOBODY
    )
)
#: What one raised oneself; never as the person it is about, and a worker who leaves keeps nothing.
raised_it = Rule(lambda who: Q(raised_by_id=who.id) if who.teams else NOBODY, "they raised it")
not_about_them = Rule(lambda who: Q(about=None) | ~Q(about_id=who.id))
still_open = Rule(lambda who: Q(closed_at=None))
untaken = Rule(lambda who: Q(taken_at=None))
taken = Rule(lambda who: Q(taken_at__isnull=False))
of_somebody_known = Rule(lambda who: Q(about__isnull=False))
acts_on_it = safeguards & not_about_them

allow(
    Worry,
    read=acts_on_it | (raised_it & not_about_them),
    read_worry=acts_on_it,
    take_worry=acts_on_it & untaken,
    write_worry_entry=acts_on_it & taken & still_open,
    close_worry=acts_on_it & taken & still_open,
    tell_them=acts_on_it & of_somebody_known,
)
about_another = Rule(lambda who: Q(worry__about=None) | ~Q(worry__about_id=who.id))
allow(WorryEntry, read=safeguards & about_another)
allow(ToldThem, read=own | safeguards)
widen(Place, raise_worry=belongs, look_after_worries=safeguards_here, set_out=works_here)

in_their_team = Rule(lambda who: Q(team_id__in=who.teams), "they work in your team")
still_out = Rule(lambda who: Q(back_at=None))
says("visit_one_at_a_time", _("You are out already. Please say first that you are back."))
allow(Visit, read=own | in_their_team, stay_longer=own & still_out, come_back=(own | in_their_team) & still_out)
