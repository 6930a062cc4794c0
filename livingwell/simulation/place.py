"""An invented place to simulate in: its teams sized to its people, its workers, organisations and supports coming and
going."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission import showing
from livingwell.people.models import (
    Membership,
    MembershipKind,
    Organisation,
    Person,
    Place,
    Role,
    RoleKind,
    RoutingArea,
    Team,
)
from livingwell.practice.circle.actions import review_opening
from livingwell.practice.circle.models import Opening
from livingwell.practice.holding import actions as holding
from livingwell.practice.holding.models import Hold
from livingwell.practice.network.actions import add_support, close_support
from livingwell.simulation.world import INVENTED, World

PEOPLE_TO_A_TEAM = 200
WORKERS_TO_A_TEAM = 8
FEWEST = 4
ORGANISATIONS = ("Trust", "Council", "Peers", "Housing", "Kitchen")
SUPPORTS = ("Walking group", "Choir", "Debt advice", "Warm room", "Allotment")


def open_place(slug: str, people: int, dice: Random) -> World:
    """Open a place with enough teams for so many people, on the clock's moment."""
    with speaking(INVENTED):
        place = Place.objects.create(
            slug=slug, name=f"{slug.title()} (invented)", jurisdiction="england", opened_at=clock.now()
        )
        organisations = [
            Organisation.objects.create(place=place, name=name, joined_at=clock.now()) for name in ORGANISATIONS
        ]
    world = World(place, [], organisations, dice)
    lead = world.somebody(dice)
    with speaking(INVENTED):
        for kind in (RoleKind.PLACE_LEAD, RoleKind.PRIVACY_LEAD):
            Role.objects.create(place=place, person=lead, kind=kind, began_at=clock.now())
    world.lead = lead.pk
    for n in range(max(2, -(-people // PEOPLE_TO_A_TEAM))):
        world.teams.append(_open_team(world, f"Team {n + 1}", area(n)))
        for _ in range(WORKERS_TO_A_TEAM - 1):
            somebody_joins(world, world.teams[-1], dice)
    worker = world.worker(world.members(world.teams[0].pk)[0].person_id)
    for n, what in enumerate(SUPPORTS * 4):
        world.supports.append(add_support(place, name=f"{what} {n}", description=f"{what}, invented.", by=worker))
    return world


def area(nth: int) -> str:
    """Where the people of the nth team live: the beginning of a postcode that no real place has."""
    return f"ZZ{nth + 10}"


def _open_team(world: World, name: str, where: str) -> Team:
    first = world.somebody(world.dice)
    team = holding.open_team(
        world.place,
        name=name,
        first=first,
        known_as=first.name,
        kind=MembershipKind.LEAD,
        organisation=world.dice.choice(world.organisations),
        by=INVENTED,
    )
    with speaking(INVENTED):
        RoutingArea.objects.create(place=world.place, postcode_prefix=where, team=team)
    return team


def somebody_joins(world: World, team: Team, dice: Random, kind: MembershipKind | None = None) -> None:
    """A new worker, from one of the organisations that are there."""
    person = world.somebody(dice)
    _works_here(world, team, person, dice, kind or dice.choice([one for one in MembershipKind if one != "lead"]))


def _works_here(world: World, team: Team, person: Person, dice: Random, kind: MembershipKind) -> None:
    with speaking(INVENTED):
        there = list(Organisation.objects.filter(place=world.place, left_at=None).order_by("id"))
        Membership.objects.create(
            place=world.place, team=team, organisation=dice.choice(there), person=person,
            known_as=person.name, kind=kind, began_at=clock.now(),
        )  # fmt: skip


def a_week_passes(world: World, team: Team, dice: Random) -> None:
    """Duty changes hands; somebody falls ill and comes back weeks later, or leaves, whatever they hold; others join; a
    support closes and another opens; and the team looks at its board."""
    members = world.members(team.pk)
    if members:
        holding.take_duty(team, by=world.worker(dice.choice(members).person_id))
    if dice.random() < 0.06 and len(members) > FEWEST:
        leaver = dice.choice(members)
        leads = [one for one in members if one.kind == MembershipKind.LEAD]
        # Their own word; or, for somebody who has fallen ill, the lead's.
        ill = bool(leads) and dice.random() < 0.5
        holding.leave_team(leaver, by=world.worker(leads[0].person_id if ill else leaver.person_id))
        if ill:
            world.away.append((clock.now() + timedelta(weeks=dice.randint(2, 6)), team, leaver))
    for back in [away for away in world.away if away[0] <= clock.now() and away[1] == team]:
        world.away.remove(back)
        with speaking(INVENTED):
            person = Person.unguarded.get(pk=back[2].person_id)
        _works_here(world, team, person, dice, MembershipKind(back[2].kind))
    if len(members) < WORKERS_TO_A_TEAM and dice.random() < 0.5:
        lead = not any(one.kind == MembershipKind.LEAD for one in members)
        somebody_joins(world, team, dice, MembershipKind.LEAD if lead else None)
    if members:
        _look_at_the_board(world, team, dice.choice(members))
    if members and dice.random() < 0.04:
        _a_support_closes(world, dice, members[0])


def _a_support_closes(world: World, dice: Random, member: Membership) -> None:
    by, supports = world.worker(member.person_id), world.open_supports()
    if len(supports) > len(SUPPORTS):
        close_support(dice.choice(supports), by=by)
    add_support(world.place, name=f"{dice.choice(SUPPORTS)} since {clock.now():%d %B %Y}", description="New.", by=by)


def _look_at_the_board(world: World, team: Team, member: Membership) -> None:
    """One list look, that names whom the board showed."""
    by = world.worker(member.person_id)
    with speaking(by):
        shown = showing.begin()
        try:
            list(Hold.objects.visible_to(by).filter(team=team, ended_at=None).order_by("-began_at", "-id")[:25])
            shown.page = "board"
            if shown.parts:
                showing.record(by, shown)
        finally:
            showing.end()


def an_organisation_closes(world: World, dice: Random) -> None:
    """Its workers leave every team, in one act, and duty holds what they held; the place's lead says so."""
    with speaking(INVENTED):
        there = list(Organisation.objects.filter(place=world.place, left_at=None).order_by("id"))
    if len(there) > 2 and world.lead is not None:
        holding.close_organisation(dice.choice(there), by=world.worker(world.lead))


def the_lead_looks_back(world: World) -> None:
    """Whoever answers for privacy looks into what was opened without a share."""
    if world.lead is None:
        return
    lead = world.worker(world.lead)
    with speaking(lead):
        opened = list(Opening.objects.visible_to(lead).not_shown("what waits?").filter(reviewed_at=None)[:50])
    for opening in opened:
        review_opening(opening, by=lead)
