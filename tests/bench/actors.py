"""Who asks for the pages: workers and people of the measured place, signed in, and what they ask about.

Chosen across the place, not the first few, so that no page is measured on rows that happen to be warm; the same ones
for the same data. Runs with Django set up as the server is, on connections of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.test import Client
from django.utils.crypto import get_random_string

from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand
from livingwell.operate import embedded
from livingwell.people.models import Account, Place
from tests.bench.data import LOOKS
from tests.bench.own_things import ENTRIES, PEOPLE, Teller

INVENTED = Errand("an invented place")
OURS, PLAIN = "allauth.account.auth_backends.AuthenticationBackend", "django.contrib.auth.backends.ModelBackend"
TEAMS, HELD_IN_EACH, WRITERS = 12, 6, 12


@dataclass
class Worker:
    """Somebody who works in a team: their session, their team, and some whom it holds."""

    cookies: dict[str, str]
    #: A session of the floor's, which knows no allauth.
    plain: dict[str, str]
    team: UUID
    held: list[Held]


@dataclass(frozen=True)
class Held:
    """Somebody held in a worker's team, and the journey."""

    person: UUID
    journey: UUID
    name: str


@dataclass
class Actors:
    """Everybody the bench needs, of one place."""

    place: Place
    people: int
    workers: list[Worker] = field(default_factory=list)
    #: People signed in, who write; and those at whom others have looked.
    writers: list[dict[str, str]] = field(default_factory=list)
    looked_at: list[dict[str, str]] = field(default_factory=list)
    supports: list[str] = field(default_factory=list)
    #: People with a long story and a plan that was changed often.
    tellers: list[Teller] = field(default_factory=list)


def choose(cluster: embedded.Cluster, database: str) -> Actors:
    """Everybody, chosen by the number of their row."""
    dice = Random(11)
    with cluster.connect(database) as connection:
        place_id, people = _row(
            connection, "select place_id, count(*) from people_person group by 1 order by 2 desc limit 1"
        )
        actors = Actors(Place.objects.get(pk=place_id), people)
        teams = connection.execute(
            """
            select t.id, (select m.person_id from people_membership m where m.team_id = t.id and m.ended_at is null
                          order by m.began_at, m.id limit 1)
            from people_team t where t.place_id = %s and t.closed_at is null
            and exists (select from holding_hold h where h.team_id = t.id and h.ended_at is null)
            order by md5(t.id::text)
            limit %s
            """,
            [place_id, TEAMS],
        ).fetchall()
        for team, person in teams:
            held = connection.execute(
                "select h.person_id, h.journey_id, p.name"
                " from holding_hold h join people_person p on p.id = h.person_id"
                " where h.team_id = %s and h.ended_at is null and h.kept_apart_at is null and h.person_id <> %s"
                " order by md5(h.id::text) limit %s",
                [team, person, HELD_IN_EACH],
            ).fetchall()
            actors.workers.append(
                Worker(_signed_in(person), plainly_signed_in(person, connection), team, [Held(*row) for row in held])
            )
        # Half of all have met their team a dozen times; some have five hundred rows: md5 takes them as they come.
        writers = connection.execute(
            "select person_id from holding_journey where place_id = %s and closed_at is null order by md5(id::text)"
            " limit %s",
            [place_id, WRITERS],
        ).fetchall()
        actors.writers = [_signed_in(person) for (person,) in writers]
        looked_at = connection.execute(
            "select person_id from circle_look where place_id = %s and person_id is not null group by 1"
            " having count(*) >= %s order by 1 limit 4",
            [place_id, LOOKS * 3 // 4],
        ).fetchall()
        actors.looked_at = [_signed_in(person) for (person,) in looked_at]
        names = connection.execute(
            "select name from network_support where place_id = %s and closed_at is null and withdrawn_at is null"
            " order by md5(id::text) limit 40",
            [place_id],
        ).fetchall()
        actors.supports = [name for (name,) in names]
        tellers = connection.execute(
            "select p.person_id, p.id from plan_plan p where p.place_id = %s and (select count(*) from story_entry e"
            " where e.person_id = p.person_id) >= %s order by 1 limit %s",
            [place_id, ENTRIES, PEOPLE],
        ).fetchall()
        actors.tellers = [Teller(_signed_in(person), plan) for person, plan in tellers]
    dice.shuffle(actors.workers)
    return actors


def _row(connection: object, query: str) -> tuple:
    return connection.execute(query).fetchone()  # type: ignore[attr-defined, no-any-return]


def plainly_signed_in(person: UUID, connection: object) -> dict[str, str]:
    """The cookies of somebody signed in to the floor: a row as Django's own sessions write it."""
    account = _account(person)
    session = {
        "_auth_user_id": str(account.pk),
        "_auth_user_backend": PLAIN,
        "_auth_user_hash": account.get_session_auth_hash(),
    }
    data = signing.dumps(
        session, salt="django.contrib.sessions.SessionStore", serializer=signing.JSONSerializer, compress=True
    )
    key = get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789")
    connection.execute(  # type: ignore[attr-defined]
        "insert into django_session values (%s, %s, now() + interval '1 day')", [key, data]
    )
    return {settings.SESSION_COOKIE_NAME: key}


def _signed_in(person: UUID, backend: str = OURS) -> dict[str, str]:
    """The cookies of somebody signed in; whoever has no account is given one."""
    account = _account(person)
    browser = Client()
    browser.force_login(account, backend=backend)
    return {name: morsel.value for name, morsel in browser.cookies.items()}


def _account(person: UUID) -> Account:
    with speaking(INVENTED):
        account = Account.objects.filter(person_id=person, closed_at=None).first()
        if account is None:
            account = Account.objects.create_user(f"{person}@example.org", person_id=person)
    return account


def misspelt(name: str, dice: Random) -> str:
    """A name as somebody types it in a hurry: two letters swapped, or one left out, in its longest word."""
    words = name.split()
    longest = max(range(len(words)), key=lambda n: len(words[n]))
    word = words[longest]
    if len(word) < 5:
        return name.lower()  # of "Jon" nothing is left
    at = dice.randrange(1, max(2, len(word) - 1))
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    wrong = dice.choice([swapped, word[:at] + word[at + 1 :]])
    return " ".join([*words[:longest], wrong, *words[longest + 1 :]]).lower()
