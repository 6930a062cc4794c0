"""Opening a bulk place: the few rows that a place begins with, through its models as the invented place's errand."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from livingwell.kit.database.speaking import speaking
from livingwell.people.models import Organisation, Place, RoutingArea, Team
from livingwell.practice.network.actions.spellings import learn_spellings
from livingwell.practice.network.actions.topics import learn_topics, topic_ids
from livingwell.practice.network.models import Source, SourceKind, Support
from livingwell.simulation.bulk.ground import OPEN_FOR, Ground
from livingwell.simulation.bulk.identity import as_id, as_value, id_at
from livingwell.simulation.bulk.words import SURNAMES
from livingwell.simulation.world import INVENTED

ORGANISATIONS = ("Trust", "Council", "Peers", "Housing", "Kitchen")
SUPPORTS = 5_000
_KINDS = (
    ("Walking group", "walking", "A gentle walk and a talk, at the pace of whoever is slowest."),
    ("Choir", "singing", "Nobody is asked to sing alone. Tea afterwards."),
    ("Debt advice", "money", "Bring the letters, opened or not; an adviser reads them with you."),
    ("Warm room", "company", "A table, a kettle, and somebody to say hello to."),
    ("Allotment", "gardening", "Dig, or sit and watch others dig. Tools are there."),
    ("Bereavement evening", "grief", "For anyone who has lost somebody, however long ago."),
    ("Repair bench", "making", "Mend something broken with somebody who knows how."),
    ("Carers’ lunch", "family", "For whoever looks after somebody: an hour off, with soup."),
    ("Drawing table", "art", "Paper and pencils are there. Nothing is marked."),
    ("Young people’s night", "youth", "Table tennis, music, and a worker to talk to, from fourteen."),
)


def open_place(slug: str, people: int, seed: int, until: int, supports: int = SUPPORTS) -> Ground:
    """The place, its organisations and its directory, as if they had been there since it opened."""
    dice = Random(f"{seed}:bulk:place")
    since = until - OPEN_FOR
    opened = datetime.fromtimestamp(since / 1_000_000, tz=UTC)
    with speaking(INVENTED):
        place = Place.objects.create(
            id=as_id(id_at(since, dice)),
            slug=slug,
            name=f"{slug.title()} (invented)",
            jurisdiction="england",
            opened_at=opened,
        )
        organisations = [
            Organisation.objects.create(id=as_id(id_at(since, dice)), place=place, name=name, joined_at=opened)
            for name in ORGANISATIONS
        ]
        source = Source.objects.create(
            id=as_id(id_at(since, dice)),
            place=place,
            name="A list of nothing real (invented)",
            kind=SourceKind.CSV,
            attribution="Invented for measuring",
            licence="CC0 1.0",
            imported_at=opened,
        )
        listed = [_support(place, source, nth, opened, id_at(since, dice), dice) for nth in range(supports)]
        learn_topics(place.pk, [topic for _, topic, _ in _KINDS])
        Support.objects.bulk_create(listed, batch_size=500)
        learn_spellings(place.pk)
    return Ground(
        place=as_value(place.pk),
        slug=slug,
        seed=seed,
        people=people,
        until=until,
        organisations=tuple((as_value(one.pk), one.name) for one in organisations),
        supports=tuple(as_value(support.pk) for support in listed),
    )


def _support(place: Place, source: Source, nth: int, opened: datetime, pk: bytes, dice: Random) -> Support:
    what, topic, says = _KINDS[nth % len(_KINDS)]
    where = dice.choice(SURNAMES)
    return Support(
        id=as_id(pk),
        place=place,
        source=source,
        source_key=f"row-{nth}",
        name=f"{where} {what}",
        description=f"{says} {dice.choice(('Mondays', 'Wednesdays', 'Fridays', 'Sundays'))} in {where}.",
        locality=where,
        address=f"{dice.randint(1, 90)} {dice.choice(SURNAMES)} Road",
        postcode=f"BX{dice.randint(1, 60)} 1AA",
        topics=[topic],
        topic_ids=topic_ids(place.pk, [topic]),
        organisation_name=f"{dice.choice(SURNAMES)} Together",
        cost=dice.choice(("Free", "By donation")),
        checked_at=opened,
        changed_at=opened,
    )


def route(ground: Ground) -> None:
    """Which area goes to which team; everywhere else to the first."""
    with speaking(INVENTED):
        teams = Team.objects.filter(place_id=as_id(ground.place)).order_by("opened_at", "id")
        areas = [
            RoutingArea(place_id=team.place_id, postcode_prefix=f"BX{n}", team=team) for n, team in enumerate(teams)
        ]
        areas.append(RoutingArea(place_id=as_id(ground.place), postcode_prefix="", team=teams[0]))
        RoutingArea.objects.bulk_create(areas)
