"""Who may? What may follow what? - for persons, places and teams."""

from django.db.models import Exists, OuterRef, Q

from livingwell.kit.permission.rules import Rule, allow
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Invitation, Membership, MembershipKind, Person, Place, SecondStepReset, Team

NOBODY = Q(pk__in=[])


def here(who: Viewer) -> Q:
    return Q(pk=who.place_id)


anybody = Rule(lambda who: Q(), "it is public")
belongs = Rule(here, "they belong to this place")
works_here = Rule(lambda who: here(who) if who.teams else NOBODY, "they work in one of its teams")
privacy_lead = Rule(lambda who: here(who) if "privacy_lead" in who.roles else NOBODY, "they are its privacy lead")
place_lead = Rule(lambda who: here(who) if "place_lead" in who.roles else NOBODY, "they lead the place")
in_team = Rule(lambda who: Q(pk__in=who.teams), "they work in this team")


def never_left(who: Viewer) -> Q:
    """Whoever works here, or never has: what came to somebody as a worker is closed to them once they have left."""
    return Q() if who.teams else ~Q(Exists(Membership.objects.filter(person_id=who.id)))


themselves = Rule(lambda who: Q(pk=who.id), "it is their own")
in_their_voice = Rule(lambda who: Q(pk=who.speaks_for), "it is said in their own voice")

#: Whoever leads the team, or the place it is in, asks people to join it.
leads_it = Rule(
    lambda who: Q(
        Exists(
            Membership.objects.filter(person_id=who.id, team_id=OuterRef("pk"), kind=MembershipKind.LEAD, ended_at=None)
        )
    ),
    "they lead this team",
)
leads_its_place = Rule(
    lambda who: Q(place_id=who.place_id) if "place_lead" in who.roles else NOBODY, "they lead the place"
)
still_open = Rule(lambda who: Q(closed_at=None))
of_their_team = Rule(lambda who: Q(team_id__in=who.teams), "they work in this team")
team_they_lead = Rule(
    lambda who: Q(
        Exists(
            Membership.objects.filter(
                person_id=who.id, team_id=OuterRef("team_id"), kind=MembershipKind.LEAD, ended_at=None
            )
        )
    ),
    "they lead this team",
)
unanswered = Rule(lambda who: Q(accepted_at=None, withdrawn_at=None))

allow(
    Person,
    read=themselves,
    # Their own ways of signing in: theirs alone, never entered for them. Whoever can add a way in can come in.
    make_kept_code=themselves,
    set_sign_in_address=themselves,
    remove_sign_in_address=themselves,
    end_sessions=themselves,
    close_account=themselves,
    add_passkey=themselves,
    add_code_app=themselves,
    name_passkey=themselves,
    remove_second_step=themselves,
    make_spare_codes=themselves,
)
allow(
    Place,
    read=anybody,
    belong_here=belongs,
    work_here=works_here,
    introduce_from_desk=works_here,
    look_after_privacy=privacy_lead,
    open_team=place_lead,
    ask_for_second_steps=place_lead,
    ask_for_reset=place_lead,
)
allow(
    Team,
    read=Rule(lambda who: Q(place_id=who.place_id), "they belong to its place"),
    work_in=in_team,
    invite_worker=(leads_it | leads_its_place) & still_open,
)
allow(
    Invitation,
    read=of_their_team | leads_its_place,
    withdraw_invitation=(team_they_lead | leads_its_place) & unanswered,
)
asked_it = Rule(lambda who: Q(asked_by_id=who.id), "they asked for it")
named_for_it = Rule(lambda who: Q(seconder_id=who.id), "their word is asked for")
about_them = Rule(lambda who: Q(person_id=who.id), "it is about them")
not_answered = Rule(lambda who: Q(agreed_at=None, dropped_at=None))
allow(
    SecondStepReset,
    read=asked_it | named_for_it | about_them | leads_its_place,
    agree_to_reset=named_for_it & not_answered,
    drop_reset=(asked_it | named_for_it | about_them) & not_answered,
)
