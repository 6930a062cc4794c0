"""The standing cast: the same people in every test, so that a refusal is told by a name.

Two teams of one place, from several organisations, and one team of another place. Everything is made through the same
acts the screens call.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import connection

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import (
    Account,
    Membership,
    MembershipKind,
    Organisation,
    Person,
    Place,
    Role,
    RoleKind,
    Team,
)
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.models import Part
from livingwell.practice.holding.actions import begin_journey, hold_journey, open_team
from livingwell.practice.holding.models import Journey

MADE_FOR_TESTS = Errand("an invented place")


@dataclass
class Cast:
    """Everybody by the name the tests call them; each value is a fresh `Viewer` through `who()`."""

    place: Place
    elsewhere: Place
    north: Team
    south: Team
    far: Team
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def who(self, name: str) -> Viewer:
        """The viewer as the middleware would make them now."""
        return viewer_of(self.accounts[name].pk)

    @property
    def names(self) -> list[str]:
        return list(self.accounts)


def viewer_of(account: UUID) -> Viewer:
    """Ask the database who an account is, as a request does, and leave no trace of having asked."""
    with connection.cursor() as cursor:
        cursor.execute("select person, name, place, teams, roles, works_for from gate.enter(%s)", [account])
        person, name, place, teams, roles, works_for = cursor.fetchone()
        cursor.execute("select set_config('livingwell.viewer', '', true)")
    return Viewer(person, name, place, tuple(teams), frozenset(roles), works_for)


def make_person(place: Place, name: str, *, account: bool = True, **rest: object) -> tuple[Person, Account | None]:
    """A person of a place, with a way to sign in unless they have none."""
    with speaking(MADE_FOR_TESTS):
        person = Person(place=place, name=name, arrived_at=clock.now(), **rest)
        person.save(force_insert=True)
        made = None
        if account:
            made = Account.objects.create_user(f"{name.split()[0].lower()}.{place.slug}@example.org", person=person)
    return person, made


def make_member(
    team: Team, person: Person, kind: MembershipKind, organisation: Organisation, known_as: str = ""
) -> Membership:
    with speaking(MADE_FOR_TESTS):
        return Membership.objects.create(
            place_id=team.place_id,
            team=team,
            organisation=organisation,
            person=person,
            known_as=known_as or person.name,
            kind=kind,
            began_at=clock.now(),
        )


def make_journey(person: Person, team: Team) -> Journey:
    """A journey held by the team's duty, opened as the front door opens it."""
    from livingwell.kit.permission.acts import _under_way

    with speaking(Errand("front door")), _under_way("send_introduction", Errand("front door")):
        return begin_journey(person, team)


def make_cast() -> Cast:
    """Make everybody. See the names below: each is a key of `Cast.people`."""
    with speaking(MADE_FOR_TESTS):
        place = Place.objects.create(
            slug="alderbrook", name="Alderbrook", jurisdiction="england", opened_at=clock.now() - timedelta(days=400)
        )
        elsewhere = Place.objects.create(
            slug="farside", name="Farside", jurisdiction="scotland", opened_at=clock.now() - timedelta(days=400)
        )
        organisations = {
            name: Organisation.objects.create(place=where, name=name, joined_at=clock.now())
            for name, where in {"Mind": place, "Trust": place, "Council": place, "Far Trust": elsewhere}.items()
        }
    people: dict[str, Person] = {}
    accounts: dict[str, Account] = {}

    def add(key: str, where: Place, name: str, *, account: bool = True) -> Person:
        person, made = make_person(where, name, account=account)
        people[key] = person
        if made is not None:
            accounts[key] = made
        return person

    lead = add("lead", place, "Lena Lead")
    second_lead = add("south_lead", place, "Sol South")
    far_lead = add("far_worker", elsewhere, "Fay Far")
    north = open_team(
        place, name="North", first=lead, known_as="Lena", kind=MembershipKind.LEAD,
        organisation=organisations["Trust"], by=MADE_FOR_TESTS,
    )  # fmt: skip
    south = open_team(
        place, name="South", first=second_lead, known_as="Sol", kind=MembershipKind.LEAD,
        organisation=organisations["Council"], by=MADE_FOR_TESTS,
    )  # fmt: skip
    far = open_team(
        elsewhere, name="Far", first=far_lead, known_as="Fay", kind=MembershipKind.LEAD,
        organisation=organisations["Far Trust"], by=MADE_FOR_TESTS,
    )  # fmt: skip
    make_member(north, add("peer", place, "Pearl Peer"), MembershipKind.PEER, organisations["Mind"], "Pearl")
    make_member(north, add("nurse", place, "Nadia Nurse"), MembershipKind.NURSE, organisations["Trust"], "Nadia")
    add("person", place, "Ana Asking")
    add("quiet", place, "Quinn Quiet", account=False)
    add("friend", place, "Fred Friend")
    add("coordinator", place, "Cora Coordinator")
    add("commissioner", place, "Col Commissioner")
    add("privacy_lead", place, "Pru Privacy")
    add("place_lead", place, "Pat Place")
    add("stranger", place, "Stan Stranger")
    with speaking(MADE_FOR_TESTS):
        for key, kind in {
            "coordinator": RoleKind.COORDINATOR,
            "commissioner": RoleKind.COMMISSIONER,
            "privacy_lead": RoleKind.PRIVACY_LEAD,
            "place_lead": RoleKind.PLACE_LEAD,
        }.items():
            Role.objects.create(place=place, person=people[key], kind=kind, began_at=clock.now())
    return Cast(place, elsewhere, north, south, far, organisations, people, accounts)


def live_a_little(cast: Cast) -> dict[str, Journey]:
    """A few journeys: the person's held by the peer worker in North, with their story shared with North and a friend;
    the quiet one's held by North's duty; the nurse's own, held in South; a goodbye said."""
    journeys = {
        "person": make_journey(cast.people["person"], cast.north),
        "quiet": make_journey(cast.people["quiet"], cast.north),
        "nurse": make_journey(cast.people["nurse"], cast.south),
    }
    hold_journey(journeys["person"], by=cast.who("peer"))
    month = clock.now() + timedelta(days=30)
    mine = cast.who("person")
    give_share(cast.people["person"], what=Part.STORY, to=cast.north, to_name="North", until=month, by=mine)
    give_share(cast.people["person"], what=Part.PLAN, to=cast.people["friend"], to_name="Fred", until=month, by=mine)
    return journeys
