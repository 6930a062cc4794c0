"""Who may? What may follow what? - for persons, places and teams."""

from django.db.models import Q

from livingwell.kit.permission.rules import Rule, allow
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person, Place, Team

NOBODY = Q(pk__in=[])


def here(who: Viewer) -> Q:
    return Q(pk=who.place_id)


anybody = Rule(lambda who: Q(), "it is public")
belongs = Rule(here, "they belong to this place")
works_here = Rule(lambda who: here(who) if who.teams else NOBODY, "they work in one of its teams")
privacy_lead = Rule(lambda who: here(who) if "privacy_lead" in who.roles else NOBODY, "they are its privacy lead")
place_lead = Rule(lambda who: here(who) if "place_lead" in who.roles else NOBODY, "they lead the place")
in_team = Rule(lambda who: Q(pk__in=who.teams), "they work in this team")

themselves = Rule(lambda who: Q(pk=who.id), "it is their own")
in_their_voice = Rule(lambda who: Q(pk=who.speaks_for), "it is said in their own voice")

allow(Person, read=themselves)
allow(
    Place,
    read=anybody,
    belong_here=belongs,
    work_here=works_here,
    introduce_from_desk=works_here,
    look_after_privacy=privacy_lead,
    invite_worker=works_here | place_lead,
    open_team=place_lead,
)
allow(Team, read=Rule(lambda who: Q(place_id=who.place_id), "they belong to its place"), work_in=in_team)
