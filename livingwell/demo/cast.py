"""Who can be anybody's first look at Living Well: the invented places, their workers, and the cast to become."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand
from livingwell.people.models import (
    Account,
    BankHoliday,
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
from livingwell.practice.holding.actions import open_team

INVENTED = Errand("an invented place")
SLUG = "larkmoor"
ELSEWHERE = "saltby"

#: England and Wales, from the government's published list.
BANK_HOLIDAYS = {
    date(2026, 12, 25): "Christmas Day",
    date(2026, 12, 28): "Boxing Day (substitute day)",
    date(2027, 1, 1): "New Year’s Day",
    date(2027, 3, 26): "Good Friday",
    date(2027, 3, 29): "Easter Monday",
    date(2027, 5, 3): "Early May bank holiday",
    date(2027, 5, 31): "Spring bank holiday",
    date(2027, 8, 30): "Summer bank holiday",
}

ORGANISATIONS = {
    "nhs": ("Larkmoor Community NHS Trust", "NHS"),
    "council": ("Larkmoor Council", "council"),
    "open_door": ("Open Door Larkmoor", "peer-led charity"),
    "housing": ("Harbour Housing", "housing association"),
    "kettle": ("Kettle’s On", "small charity"),
}

#: key: (name, kind, organisation, team)
WORKERS: dict[str, tuple[str, MembershipKind, str, str]] = {
    "lena": ("Lena Marsh", MembershipKind.LEAD, "council", "Shore"),
    "pearl": ("Pearl Adeyemi", MembershipKind.PEER, "open_door", "Shore"),
    "nadia": ("Nadia Rahman", MembershipKind.NURSE, "nhs", "Shore"),
    "gwil": ("Gwil Parry", MembershipKind.SUPPORT, "housing", "Shore"),
    "sade": ("Sade Cole", MembershipKind.SOCIAL, "council", "Shore"),
    "sol": ("Sol Okafor", MembershipKind.LEAD, "nhs", "Hill"),
    "bea": ("Bea Thorne", MembershipKind.PEER, "open_door", "Hill"),
    "ines": ("Ines Duarte", MembershipKind.THERAPIST, "nhs", "Hill"),
    "raj": ("Raj Gill", MembershipKind.COORDINATOR, "kettle", "Hill"),
}
AREAS = {"LX1": "Shore", "LX2": "Shore", "LX3": "Hill", "LX4": "Hill", "": "Shore"}
ROLES = {
    "kit": ("Kit Farrow", RoleKind.COORDINATOR),
    "castell": ("Morag Castell", RoleKind.COMMISSIONER),
    "prue": ("Prue Lindqvist", RoleKind.PRIVACY_LEAD),
    "pat": ("Pat Ahearn", RoleKind.PLACE_LEAD),
    "grace": ("Grace Obi", RoleKind.SAFEGUARDING_LEAD),
}
OTHERS = {"ruth": "Ruth", "stan": "Stan"}


@dataclass(frozen=True)
class Part:
    """One of the cast, as `/demo/` introduces them: a key of the accounts, who they are, and what to try."""

    key: str
    who: str | Promise
    says: str | Promise

    @property
    def name(self) -> str:
        """What the button calls them: "Ana"."""
        return str(self.who).partition(",")[0]


#: In the order somebody new would want to be them.
CAST: tuple[Part, ...] = (
    Part("ana", _("Ana, a person"), _("She has a story, a plan, and somebody who holds her.")),
    Part("isla", _("Isla, who is 14"), _("She decides who is let in, after a talk about each.")),
    Part("ruth", _("Ruth, a family member"), _("She introduced her father. She sees what he let her see.")),
    Part("pearl", _("Pearl, a peer worker"), _("She holds journeys in the Shore team.")),
    Part("nadia", _("Nadia, a nurse"), _("A colleague of Pearl’s, from another organisation.")),
    Part("sade", _("Sade, a social worker"), _("She is away just now, and Gwil covers.")),
    Part("gwil", _("Gwil, a support worker"), _("He holds Ana, covers for Sade, and is out on a visit just now.")),
    Part("lena", _("Lena, a team lead"), _("She is on duty for the Shore team.")),
    Part("raj", _("Raj, a charity’s worker"), _("He is from Kettle’s On, and works in the Hill team.")),
    Part("kit", _("Kit, coordinator of a small charity"), _("Kettle’s On is three people and a big table.")),
    Part("castell", _("Morag, a commissioner"), _("She sees no person’s things.")),
    Part("prue", _("Prue, the privacy lead"), _("She hears when something was opened without a share.")),
    Part(
        "grace", _("Grace, the safeguarding lead"), _("She hears when somebody is worried about an adult or a child.")
    ),
    Part("pat", _("Pat, who leads the place"), _("The second name, where something is destroyed; organisations.")),
    Part("stan", _("Stan, a stranger with an account"), _("He should find every door closed.")),
    Part("fay", _("Fay, a worker of another place"), _("She works in Saltby, not here.")),
)


def email_of(key: str) -> str:
    """The address an invented account signs in with; the domain is reserved for examples (RFC 2606)."""
    return f"{key}@demo.example"


def make_place() -> tuple[Place, dict[str, Team]]:
    """Open Larkmoor with its two teams, and Saltby with one, on the clock's moment."""
    with speaking(INVENTED):
        place = Place.objects.create(
            slug=SLUG,
            name="Larkmoor (invented)",
            welcome="",
            jurisdiction="england",
            promise_days=2,
            reads_when="Monday to Friday from 9 to 5, and Saturday mornings",
            under_16_route="If you are under 16, Young Larks and our team answer together. "
            "Nothing goes to a parent, a carer or a shared phone unless you choose it.",
            phone="01632 960100",
            prompts=[
                "What has been going well, even a little?",
                "Who is around you, and who would you like around you?",
                "What would a better week look like?",
                "What have others done that helped, and what did not?",
                "What should we never do?",
            ],
            opened_at=clock.now(),
        )
        BankHoliday.objects.bulk_create(
            BankHoliday(place=place, day=day, name=name) for day, name in BANK_HOLIDAYS.items()
        )
        organisations = {
            key: Organisation.objects.create(place=place, name=name, kind=kind, joined_at=clock.now())
            for key, (name, kind) in ORGANISATIONS.items()
        }
    teams: dict[str, Team] = {}
    for key, (name, kind, organisation, team) in WORKERS.items():
        person = make_person(place, key, name)
        known_as = name.split()[0]
        if team not in teams:
            teams[team] = open_team(
                place,
                name=team,
                first=person,
                known_as=known_as,
                kind=kind,
                organisation=organisations[organisation],
                by=INVENTED,
            )
            continue
        with speaking(INVENTED):
            Membership.objects.create(
                place=place,
                team=teams[team],
                organisation=organisations[organisation],
                person=person,
                known_as=known_as,
                kind=kind,
                began_at=clock.now(),
            )
    with speaking(INVENTED):
        RoutingArea.objects.bulk_create(
            RoutingArea(place=place, postcode_prefix=prefix, team=teams[team]) for prefix, team in AREAS.items()
        )
    for key, (name, role) in ROLES.items():
        person = make_person(place, key, name)
        with speaking(INVENTED):
            Role.objects.create(place=place, person=person, kind=role, began_at=clock.now())
    for key, name in OTHERS.items():
        make_person(place, key, name)
    _make_elsewhere()
    return place, teams


def _make_elsewhere() -> None:
    with speaking(INVENTED):
        saltby = Place.objects.create(
            slug=ELSEWHERE,
            name="Saltby (invented)",
            jurisdiction="scotland",
            opened_at=clock.now() - timedelta(days=1),
        )
        trust = Organisation.objects.create(place=saltby, name="Saltby Together", joined_at=clock.now())
    open_team(
        saltby,
        name="Saltby",
        first=make_person(saltby, "fay", "Fay Lorimer"),
        known_as="Fay",
        kind=MembershipKind.LEAD,
        organisation=trust,
        by=INVENTED,
    )


def make_person(place: Place, key: str, name: str) -> Person:
    """An invented person with an account, signing in as ``<key>@demo.example``."""
    with speaking(INVENTED):
        person = Person(place=place, name=name, arrived_at=clock.now())
        person.save(force_insert=True)
        Account.objects.create_user(email_of(key), person=person)
    return person


def give_account(person: Person, key: str) -> None:
    """Let an invented person who arrived without an account be one of the cast."""
    with speaking(INVENTED):
        Account.objects.create_user(email_of(key), person=person)
