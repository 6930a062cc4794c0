"""Worries that somebody in the invented place has raised, and who of its workers is out alone just now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from livingwell.demo import cast
from livingwell.demo.hours import daytime
from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Account, Membership, Person, Team
from livingwell.practice.looking_out import actions
from livingwell.practice.looking_out.models import AboutWhom, DoTheyKnow, EntryKind, Worry
from livingwell.simulation.life import Life

A_NEIGHBOUR = actions.Raised(
    AboutWhom.CHILD,
    "The little boy at 12 Tide Street",
    "He is out by himself late, most nights this week. He asked me for something to eat on Tuesday.",
    DoTheyKnow.NOT_YET,
    teller="Mrs Pike, number 14",
)


def look_out(lives: Mapping[str, Life], now: datetime) -> None:
    """One from a neighbour, waiting; one from a worker, acted on; and Gwil on a visit."""
    place = lives["Ana"].world.place
    grace, gwil = viewer_of("grace"), viewer_of("gwil")
    theirs = actions.Raised(
        AboutWhom.ADULT,
        "Dennis",
        "A new friend has moved in, and his bank card was in the friend’s coat.",
        DoTheyKnow.UNSAFE,
        "The friend opens the door and the post.",
        "Gwil Parry",
        lives["Dennis"].they().pk,
    )
    with clock.at(daytime(now, 4)):
        raised = actions.raise_worry(place, raised=theirs, by=gwil)
    with clock.at(daytime(now, 3)):
        with speaking(grace):
            worry = Worry.objects.visible_to(grace).not_shown("the place is filled").get(pk=raised)
        actions.take_worry(worry, by=grace)
        actions.write_worry_entry(
            worry,
            kind=EntryKind.PASSED_ON,
            words="Rang the council. They meet him at the library, where the friend does not go.",
            why="His money is taken, he needs support, and he cannot stop it alone.",
            by=grace,
        )
    with clock.at(now - timedelta(hours=5)):
        actions.raise_worry(place, raised=A_NEIGHBOUR, by=actions.RAISING)
    team = Team.objects.get(place=place, name="Shore")
    actions.set_out(
        place,
        team=team,
        where="Flat 3, 40 Quay Road",
        with_whom="Somebody new, and her brother",
        phone="+447700900146",
        until=now + timedelta(hours=2),
        by=gwil,
    )


def viewer_of(key: str) -> Viewer:
    """One of the cast, as a request makes them."""
    with speaking(cast.INVENTED):
        person = Account.objects.select_related("person").get(email=cast.email_of(key)).person
        assert isinstance(person, Person), "the cast has been made"
        works = Membership.objects.filter(person=person, ended_at=None).values_list("known_as", flat=True).first()
        teams = tuple(Membership.objects.filter(person=person, ended_at=None).values_list("team", flat=True))
    roles = frozenset({cast.ROLES[key][1].value} if key in cast.ROLES else ())
    return Viewer(id=person.pk, name=works or person.name, place_id=person.place_id, teams=teams, roles=roles)
