"""The places that are measured: one database for each size, filled by `livingwell simulate --bulk`, and what the eight
pages need besides: five thousand supports, somebody at whom others have looked five thousand times.

A place that an earlier run made is used again while the code that makes it is the same.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from psycopg import sql

from livingwell.operate import embedded
from tests.bench import own_things, surroundings
from tests.bench.floor import LOOKS as FLOOR

SUPPORTS, LOOKS, LOOKED_AT = 5_000, 5_000, 4
#: Kept bare, and copied: migrating takes longer than copying.
_TEMPLATE = "livingwell_bench_empty"

_KINDS = "walking singing gardening cooking swimming debt housing bereavement parenting art football drumming".split()
_WORDS = "group circle advice cafe choir drop-in evening breakfast workshop club support company friendship".split()
_AREAS = [f"{a}{b}" for a in ("Alder", "Birch", "Cedar", "Elm", "Hazel", "Maple", "Oak", "Rowan", "Thorn", "Willow")
          for b in ("brook", "field", "gate", "ham", "hill", "mere", "side", "ton", "wick", "wood")]  # fmt: skip
_SAYS = (
    "Come as you are, by yourself or with somebody. Tea is on the table and nobody has to talk. We meet every week, "
    "rain or shine, and walk slowly enough that everybody keeps up. Ask for the coordinator at the door if it is your "
    "first time. There is a quiet room, a ramp and a hearing loop, and a fund for bus fares."
).split()


#: The words of the supports, for searches that slip, are learned by the product itself.
_LEARN = """
import sys, uuid, django
django.setup()
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand
from livingwell.practice.network.actions.spellings import learn_spellings
with speaking(Errand("an invented place")):
    learn_spellings(uuid.UUID(sys.argv[1]))
"""


_LARGEST = "select place_id from people_person group by 1 order by count(*) desc limit 1"
#: More people than this are not made anew without being asked to.
DEAR = 200_000


def make(cluster: embedded.Cluster, people: int) -> float:
    """The database with so many people. Gives the seconds it took, 0.0 for one that was there."""
    name, note = surroundings.database_for(people), surroundings.HOME / "places" / f"{people}.json"
    code = _made_by()
    if note.exists() and json.loads(note.read_text())["code"] == code and _exists(cluster, name):
        return 0.0
    if note.exists() and _exists(cluster, name):
        if surroundings.keeps():
            return _bring_up_to_date(cluster, name)
        if people > DEAR:
            raise SystemExit(
                f"The place of {people:,} people was made by other code, and takes hours to make. BENCH_KEEP=1 measures"
                f" it as it is, with its tables brought up to date; without {note} it is made anew."
            )
    note.parent.mkdir(parents=True, exist_ok=True)
    note.unlink(missing_ok=True)
    began = time.monotonic()
    _make_empty(cluster, code)
    with cluster.connect("postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        copied = sql.SQL("create database {} template {} owner livingwell_owner")
        connection.execute(copied.format(sql.Identifier(name), sql.Identifier(_TEMPLATE)))
    _livingwell(name, "simulate", "--bulk", "--people", str(people))
    furnish(cluster, name)
    note.write_text(json.dumps({"code": code, "seconds": time.monotonic() - began}))
    return time.monotonic() - began


def _bring_up_to_date(cluster: embedded.Cluster, name: str) -> float:
    """What earlier code made, with the tables and locks of the present code. Gives 0.0: nothing was made."""
    _python(name, "-m", "django", "migrate", "--database", "owner", "-v0")
    with cluster.connect(name, autocommit=True) as connection:
        [(place,)] = connection.execute(_LARGEST).fetchall()
        _python(name, "-m", "tests.bench.own_things", str(place))
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")
    return 0.0


def furnish(cluster: embedded.Cluster, name: str) -> None:
    """What the pages need and a place may not have: the floor's table, supports, looks; then statistics, as a database
    that has been at work for a while has them."""
    with cluster.connect(name, autocommit=True) as connection:
        [(place,)] = connection.execute(_LARGEST).fetchall()
        connection.execute(FLOOR)
        _add_supports(connection, place)
        _add_looks(connection, place)
        _python(name, "-c", _LEARN, str(place))
        _python(name, "-m", "tests.bench.own_things", str(place))
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")


def _add_supports(connection: object, place: object) -> None:
    found = connection.execute(  # type: ignore[attr-defined]
        "select count(*) from network_support where place_id = %s and closed_at is null and withdrawn_at is null",
        [place],
    ).fetchone()[0]
    dice = Random(7)
    someone = connection.execute(  # type: ignore[attr-defined]
        "select person_id from people_membership where place_id = %s and ended_at is null limit 1", [place]
    ).fetchone()[0]
    with connection.cursor() as cursor, cursor.copy(  # type: ignore[attr-defined]
        "copy network_support (id, place_id, name, description, organisation_name, address, locality, postcode, topics,"
        " source_key, fingerprint, url, email, phones, other_places, areas, organisation_id, schedule, cost,"
        " eligibility, languages, access, topic_ids, checked_at, changed_at, added_by_id, added_at) from stdin"
    ) as copy:  # fmt: skip
        for n in range(found, SUPPORTS):
            kind, word, area = dice.choice(_KINDS), dice.choice(_WORDS), dice.choice(_AREAS)
            says = " ".join(dice.sample(_SAYS, 40))
            copy.write_row(
                (
                    hashlib.md5(f"support {n}".encode(), usedforsecurity=False).hexdigest(),
                    place,
                    f"{area} {kind} {word} {n}",
                    f"{kind.title()} in {area}. {says}",
                    f"{area} {word.title()} Trust",
                    f"{n % 200} High Street, {area}",
                    area,
                    f"ZZ{n % 90} {n % 9}ZZ",
                    [kind, word],
                    "",
                    "",
                    "",
                    "",
                    "[]",
                    [],
                    [area],
                    "",
                    ["Every Tuesday"],
                    "Free",
                    "",
                    ["English"],
                    [],
                    [],
                    "now",
                    "now",
                    someone,
                    "now",
                )
            )


def _add_looks(connection: object, place: object) -> None:
    """Somebody at whom others have looked so often is rare: a few are made, of those who are supported now."""
    connection.execute(  # type: ignore[attr-defined]
        """
        with chosen as (
            select h.person_id, h.team_id, h.holder_id from holding_hold h
            where h.place_id = %(place)s and h.ended_at is null order by h.began_at, h.id limit %(people)s
        ), missing as (
            select chosen.*, greatest(0, %(looks)s - (select count(*) from circle_look l
                                                  where l.person_id = chosen.person_id)) as many from chosen
        )
        insert into circle_look (id, at, place_id, person_id, people, by_id, by_name, by_from, what, page, reason)
        select gen_random_uuid(), now() - n * interval '37 minutes', %(place)s,
            case when n %% 5 = 0 then null else person_id end,
            case when n %% 5 = 0 then array[person_id] else '{}'::uuid[] end,
            holder_id, 'Pearl Peer', 'Peers', case when n %% 5 = 0 then 'list' else 'journey' end,
            case when n %% 5 = 0 then 'board' else 'journey' end, 'their team holds your journey'
        from missing, generate_series(1, many) n
        """,
        {"place": place, "people": LOOKED_AT, "looks": LOOKS},
    )


def _make_empty(cluster: embedded.Cluster, code: str) -> None:
    stamp = surroundings.HOME / "places" / "empty"
    if stamp.exists() and stamp.read_text() == code and _exists(cluster, _TEMPLATE):
        return
    with cluster.connect("postgres", autocommit=True) as connection:
        connection.execute(f"drop database if exists {_TEMPLATE} with (force)")
    embedded.prepare(cluster, _TEMPLATE)
    _python(_TEMPLATE, "-c", "from livingwell.operate import make_ready; import django; django.setup();"
            "make_ready.migrate(); make_ready.collect_static()")  # fmt: skip
    stamp.write_text(code)


def _livingwell(database: str, *arguments: str) -> None:
    _python(database, "-m", "livingwell.operate.cli", *arguments)


def _python(database: str, *arguments: str) -> None:
    done = subprocess.run([sys.executable, *arguments], env=surroundings.building(database), cwd=surroundings.ROOT)
    if done.returncode:
        raise SystemExit(f"The bench's place could not be made: {' '.join(arguments)} ended with {done.returncode}.")


def _exists(cluster: embedded.Cluster, name: str) -> bool:
    with cluster.connect("postgres") as connection:
        found = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
    return found is not None


def _made_by() -> str:
    """A mark of the code that makes a place: its tables, its locks, its simulation."""
    digest = hashlib.sha256()
    code = surroundings.ROOT / "livingwell"
    paths = [p for p in code.rglob("*.py") if "tests" not in p.parts and (
        {"migrations", "models", "simulation", "locks", "database"} & set(p.parts)
        or p.name in {"models.py", "locks.py"})]  # fmt: skip
    for path in [*sorted(paths), Path(__file__), Path(own_things.__file__)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
