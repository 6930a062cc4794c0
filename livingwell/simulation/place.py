"""An invented place to simulate in: its teams sized to its people, its workers coming and going."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.people.models import Membership, MembershipKind, Organisation, Person, Place, Team
from livingwell.practice.holding import actions as holding
from livingwell.practice.network.actions import add_support
from livingwell.simulation.world import INVENTED, World

PEOPLE_TO_A_TEAM = 200
WORKERS_TO_A_TEAM = 8
ORGANISATIONS = ("Trust", "Council", "Peers", "Housing", "Kitchen")
SUPPORTS = ("Walking group", "Choir", "Debt advice", "Warm room", "Allotment")
NAMES = "Ada Ben Cai Dee Eve Fin Gia Hal Ida Jon Kay Lou Mia Ned Ola Pia Roz Sam Tia Uli Val Wyn Xan Yas Zed".split()


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
    for n in range(max(2, -(-people // PEOPLE_TO_A_TEAM))):
        world.teams.append(_open_team(world, f"Team {n + 1}"))
        for _ in range(WORKERS_TO_A_TEAM - 1):
            somebody_joins(world, world.teams[-1])
    worker = world.worker(world.members(world.teams[0].pk)[0].person_id)
    for n, what in enumerate(SUPPORTS * 4):
        world.supports.append(add_support(place, name=f"{what} {n}", description=f"{what}, invented.", by=worker))
    return world


def _open_team(world: World, name: str) -> Team:
    first = _somebody(world)
    return holding.open_team(
        world.place,
        name=name,
        first=first,
        known_as=first.name,
        kind=MembershipKind.LEAD,
        organisation=world.dice.choice(world.organisations),
        by=INVENTED,
    )


def _somebody(world: World) -> Person:
    with speaking(INVENTED):
        person = Person(place=world.place, name=world.dice.choice(NAMES), arrived_at=clock.now())
        person.save(force_insert=True)
    return person


def somebody_joins(world: World, team: Team) -> Membership:
    """A new worker, from one of the organisations."""
    person = _somebody(world)
    with speaking(INVENTED):
        return Membership.objects.create(
            place=world.place,
            team=team,
            organisation=world.dice.choice(world.organisations),
            person=person,
            known_as=person.name,
            kind=world.dice.choice([kind for kind in MembershipKind if kind != MembershipKind.LEAD]),
            began_at=clock.now(),
        )


def a_week_passes(world: World) -> None:
    """Duty changes hands in every team; sometimes somebody leaves, whatever they hold, and somebody else joins."""
    for team in world.teams:
        members = world.members(team.pk)
        holding.take_duty(team, by=world.worker(world.dice.choice(members).person_id))
        if world.dice.random() < 0.06 and len(members) > 3:
            leaver = world.dice.choice(members)
            holding.leave_team(leaver, by=world.worker(leaver.person_id))
            with clock.at(clock.now() + timedelta(hours=1)):
                somebody_joins(world, team)
