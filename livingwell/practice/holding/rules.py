"""Who may? - for journeys, holds, handovers and endings; and the alternative that a hold gives to every room above."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from livingwell.kit import clock
from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Account, Membership, MembershipKind, Organisation, Person, Place, Team
from livingwell.people.own_things import keeps_own_things
from livingwell.people.rules import anybody, in_team, place_lead
from livingwell.practice.circle.models import CircleTie, Share, Understanding, WordToTeam
from livingwell.practice.circle.rules import own
from livingwell.practice.holding.models import (
    OFFER_LASTS,
    OWN_WORD,
    UNANSWERED,
    Ending,
    Handover,
    Hold,
    HowHeld,
    Journey,
)


def holds_open_to(who: Viewer) -> QuerySet[Hold]:
    """The holds that let `who` in now: their own, and those in their teams that are not kept apart."""
    return Hold.unguarded.filter(ended_at=None).filter(
        Q(holder_id=who.id) | Q(team_id__in=who.teams, kept_apart_at=None)
    )


def held(whose: str = "person_id") -> Rule:
    """Let in because their team holds a journey of the person's; `whose` is the column with the person's id."""
    return Rule(
        lambda who: Q(Exists(holds_open_to(who).filter(person_id=OuterRef(whose)))),
        "their team holds your journey",
    )


held_now = held()


def voiced(whose: str = "person_id") -> Rule:
    """In somebody's own voice: their own act, or entered for them by a worker whose team holds their journey."""
    by_hold = held(whose)
    return Rule(
        lambda who: Q(**{whose: who.id}) if who.voice is None else Q(pk__in=[]), "it is said in their own voice"
    ) | Rule(
        lambda who: (
            Q(pk__in=[]) if who.voice is None or who.voice == who.id else Q(**{whose: who.voice}) & by_hold.q(who)
        ),
        "it was entered for them, in their own voice",
    )


#: Somebody without an account is shown what is theirs on paper, by those who hold their journey.
prints_for = held_now & Rule(
    lambda who: ~Q(Exists(Account.objects.filter(person_id=OuterRef("person_id"), closed_at=None))),
    "they print it for you, who have no account",
)
#: Worker's acts on a journey; never on a journey of one's own, even while it is held in one's team.
works_with = held_now & Rule(lambda who: ~Q(person_id=who.id))
holder_of_it = Rule(lambda who: Q(Exists(holds_open_to(who).filter(journey_id=OuterRef("pk"), holder_id=who.id))))
on_duty_for_it = Rule(lambda who: Q(Exists(holds_open_to(who).filter(journey_id=OuterRef("pk"), how=HowHeld.DUTY))))
#: For as long as they work here: a worker who leaves reads no more of why a journey was offered, or how one ended.
offered_to_them = Rule(lambda who: Q(to_id=who.id) if who.teams else Q(pk__in=[]), "it was offered to them to hold")
said_it = Rule(
    lambda who: Q(said_by_id=who.id) | Q(seconded_by_id=who.id) if who.teams else Q(pk__in=[]), "they said it"
)
offer_of_journey = Rule(
    lambda who: Q(Exists(Handover.unguarded.filter(UNANSWERED, journey_id=OuterRef("pk"), to_id=who.id))),
    "it was offered to them to hold",
)
unanswered = Rule(lambda who: UNANSWERED)
still_offered = Rule(lambda who: UNANSWERED & Q(offered_at__gt=clock.now() - OFFER_LASTS))
still_open = Rule(lambda who: Q(closed_at=None))
leads_its_team = Rule(
    lambda who: Q(
        Exists(
            Membership.objects.filter(
                team_id=OuterRef("team_id"), person_id=who.id, kind=MembershipKind.LEAD, ended_at=None
            )
        )
    ),
    "they lead this team",
)
leads_its_place = Rule(lambda who: Q(place_id=who.place_id) if "place_lead" in who.roles else Q(pk__in=[]))

allow(
    Journey,
    read=own | held_now,
    hold_journey=works_with & on_duty_for_it & still_open,
    offer_handover=works_with & holder_of_it & still_open,
    return_to_duty=works_with & holder_of_it & still_open,
    say_goodbye=voiced() & still_open,
    propose_ending=works_with & still_open,
)
#: The hold there is now. Whoever is let in by it reads who held before through `gate.holds_of`.
allow(
    Hold,
    read=own
    | Rule(lambda who: Q(holder_id=who.id, ended_at=None), "they hold it")
    | Rule(lambda who: Q(team_id__in=who.teams, ended_at=None, kept_apart_at=None), "their team holds your journey"),
)
allow(
    Handover,
    read=offered_to_them | held_now,
    accept_handover=offered_to_them & still_offered,
    decline_handover=offered_to_them & unanswered,
    withdraw_handover=Rule(lambda who: Q(offered_by_id=who.id)) & unanswered,
)
allow(
    Ending,
    read=own | held_now | said_it,
    second_ending=works_with & Rule(lambda who: ~Q(said_by_id=who.id) & Q(seconded_at=None, undone_at=None)),
    undo_ending=(said_it | own) & Rule(lambda who: Q(undone_at=None) & ~Q(kind__in=OWN_WORD)),
)
widen(
    Person,
    read=held("pk")
    | Rule(
        lambda who: (
            Q(Exists(Handover.unguarded.filter(still_offered.q(who), person_id=OuterRef("pk"), to_id=who.id)))
            if who.teams
            else Q(pk__in=[])
        ),
        "holding your journey was offered to them",
    ),
    give_share=voiced("pk"),
    end_all_shares=voiced("pk"),
    invite_supporter=voiced("pk"),
    ask_to_talk_it_through=voiced("pk"),
    #: Enter, by phone, paper or bench, what the person says.
    enter_for=held("pk") & Rule(lambda who: ~Q(pk=who.id)),
    print_circle=held("pk") & Rule(lambda who: ~Q(pk=who.id)),
    print_looks=held("pk") & Rule(lambda who: ~Q(pk=who.id)),
    #: Be with them on the phone, over paper or on a bench, and enter what they say; print forms for them.
    begin_sitting=held("pk") & Rule(lambda who: ~Q(pk=who.id)),
    give_sign_in_code=held("pk") & Rule(lambda who: ~Q(pk=who.id)),
    open_unshared=held("pk") & Rule(lambda who: ~Q(pk=who.id)),
    change_reach=voiced("pk"),
    ask_for_support_again=voiced("pk"),
)
widen(Share, read=prints_for, end_share=voiced())
widen(CircleTie, read=prints_for, end_tie=voiced())
# What a circle tells goes to the team; of a colleague's own journey, to those it is not kept apart from.
widen(WordToTeam, read=held_now, read_word=works_with & Rule(lambda who: Q(read_at=None)))
widen(Understanding, read=held_now, talk_it_through=works_with & Rule(lambda who: Q(talked_at=None)))
# Leaving ends somebody's access at once: their own word, or that of whoever leads the team or the place.
allow(Membership, read=anybody, leave_team=own | leads_its_team | leads_its_place)
allow(Organisation, read=anybody, close_organisation=leads_its_place)
works_in_its_place = Rule(lambda who: Q(place_id=who.place_id) if who.teams else Q(pk__in=[]))
widen(Team, take_duty=in_team, say_duty_yes=in_team, see_workers=works_in_its_place | leads_its_place)
widen(Place, look_after_organisations=place_lead)
keeps_own_things(lambda person: Journey.unguarded.filter(person_id=person).exists())
