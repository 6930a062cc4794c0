"""One size of place: every page and both floors in turn, three rounds of each, with one connection and with eight."""

from __future__ import annotations

import json
import statistics
import sys
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg

from livingwell.operate import embedded, make_ready
from tests.bench import server, surroundings
from tests.bench.client import Answer, Ask, Caller, Unexpected

CONNECTIONS = (1, 8)
ROUNDS = 3
#: What one round of a page should take, in seconds, between so few and so many requests.
ROUND_LASTS, FEWEST, MOST = 0.6, 24, 240
#: How many requests make a page warm in both workers.
WARM = 40


@dataclass(frozen=True)
class Round:
    """What one round of one page gave."""

    p50: float
    p95: float
    cpu: float
    queries: int
    bytes: int


@dataclass(frozen=True)
class Measured:
    """The medians of three rounds; times in milliseconds, CPU in milliseconds a request."""

    p50_ms: float
    p95_ms: float
    cpu_ms: float
    queries: int
    bytes: int


def median(rounds: list[Round]) -> Measured:
    """The median of each number by itself."""
    return Measured(
        statistics.median(one.p50 for one in rounds) * 1000,
        statistics.median(one.p95 for one in rounds) * 1000,
        statistics.median(one.cpu for one in rounds) * 1000,
        round(statistics.median(one.queries for one in rounds)),
        round(statistics.median(one.bytes for one in rounds)),
    )


def summed(answers: list[Answer], cpu: float) -> Round:
    """One round's numbers: `cpu` is what all of its answers took together, in seconds."""
    seconds = sorted(answer.seconds for answer in answers)
    return Round(
        statistics.median(seconds),
        seconds[min(len(seconds) - 1, int(len(seconds) * 0.95))],
        cpu / len(answers),
        round(statistics.median(answer.queries for answer in answers)),
        round(statistics.median(len(answer.body) for answer in answers)),
    )


def measure(cluster: embedded.Cluster, database: str) -> tuple[int, dict[str, dict[int, Measured]]]:
    """How many people the place has, and {page: {connections: what was measured}}, floors among the pages."""
    from tests.bench.actors import choose
    from tests.bench.pages import FLOORS, PAGES, Page

    actors = choose(cluster, database)
    rounds: dict[tuple[str, int], list[Round]] = defaultdict(list)
    product = ("tests.bench.wsgi:application", "livingwell.web.settings", "livingwell_app")
    floor = ("tests.bench.floor.wsgi:application", "tests.bench.floor.settings", embedded.SUPERUSER)
    with server.serve(cluster, database, *product) as ours, server.serve(cluster, database, *floor) as plain:
        wanted: list[tuple[Page, server.Served]] = [(page, plain) for page in FLOORS.values()]
        wanted += [(page, ours) for page in PAGES]
        hello = {
            ours.port: PAGES[0].prepare(actors, None, 1)[0],  # type: ignore[arg-type]
            plain.port: FLOORS["one"].prepare(actors, None, 1)[0],  # type: ignore[arg-type]
        }
        enough: dict[str, int] = {}
        for page, served in wanted:  # warm: templates, plans, pools and pages of the database, in both workers
            with Caller(served.port, 1, server.WORKERS, hello[served.port]) as caller:
                first, then = page.prepare(actors, caller, WARM), page.prepare(actors, caller, FEWEST)
            with Caller(served.port, 8, server.WORKERS, hello[served.port]) as caller:
                caller.all(first)
                seen = caller.all(then)
            typical = statistics.median(answer.seconds for answer in seen) / 4
            enough[page.name] = max(FEWEST, min(MOST, int(ROUND_LASTS / typical)))
        for _round in range(ROUNDS):
            for connections in CONNECTIONS:
                for page, served in wanted:
                    with Caller(served.port, 1, server.WORKERS, hello[served.port]) as caller:
                        asks = page.prepare(actors, caller, enough[page.name])
                    with cluster.connect(database, autocommit=True) as counting:
                        had = _rows(counting, page.rows)
                        with Caller(served.port, connections, server.WORKERS, hello[served.port]) as caller:
                            said_hello = _rows(counting, page.rows) - had
                            answers, cpu = _one_round(served, caller, asks)
                        if page.rows and _rows(counting, page.rows) != had + said_hello + len(asks):
                            raise Unexpected(f"{page.name}: not every answer left a row in {page.rows}")
                    rounds[page.name, connections].append(summed(answers, cpu))
    found: dict[str, dict[int, Measured]] = defaultdict(dict)
    for (name, connections), of_one in rounds.items():
        found[name][connections] = median(of_one)
    return actors.people, found


def _one_round(served: server.Served, caller: Caller, asks: list[Ask]) -> tuple[list[Answer], float]:
    before = served.cpu()
    answers = caller.all(asks)
    return answers, server.spent(before, served.cpu())


def _rows(connection: psycopg.Connection, table: str) -> int:
    if not table:
        return 0
    found = connection.execute(f"select count(*) from {table}").fetchone()  # type: ignore[call-overload]
    return int(found[0])


def main() -> None:
    """`python -m tests.bench.measuring <database> <file>`: measured in a process of its own, for Django is set up
    once in a process."""
    import django

    database, file = sys.argv[1:3]
    django.setup()
    make_ready.collect_static()  # a kept place was made before the last change of what browsers fetch
    people, found = measure(embedded.start(surroundings.HOME), database)
    plain = {name: {str(c): asdict(m) for c, m in of.items()} for name, of in found.items()}
    Path(file).write_text(json.dumps({"people": people, "found": plain}))


if __name__ == "__main__":
    main()
