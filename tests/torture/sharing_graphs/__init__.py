"""Random sharing graphs against an oracle: who sees what, by the rules, by the database and on real pages.

A graph is a small world: a few teams, workers of today and of yesterday, people with and without an account, friends,
workers with journeys of their own; whom each holds, what was shared, asked, offered, opened, ended. The oracle
(`oracle.py`) was written from the design's promises 5 and 6 and knows no rule. For everybody in a graph, every row of
every guarded table: the rules alone and row security alone must each show what the oracle says, no row more and none
less. And pages drawn at random must show no word of a row that may not be seen.
"""

from __future__ import annotations

import logging
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.test import Client

from tests.torture.outcome import Outcome, Tell
from tests.torture.sharing_graphs.asking import MODELS, Asker, Seen
from tests.torture.sharing_graphs.making import Batch, Maker, as_superuser
from tests.torture.sharing_graphs.oracle import Eyes
from tests.torture.sharing_graphs.pages import look_at_pages
from tests.torture.sharing_graphs.world import Graph, Somebody

NAME = "sharing graphs, as the rules, the database and the pages show them"
LONG, SHORT = 10_000, 40

#: Graphs in one transaction: each viewer's question reads all of them, so few; each statement costs, so not one.
AT_ONCE = 10
PAGES_A_GRAPH = 1
#: After so many sentences of one kind the rest are the same.
ENOUGH = 3


def run(size: int, seed: int, tell: Tell) -> Outcome:
    """`size` graphs, each asked about by everybody in it."""
    rng, began, outcome = random.Random(seed), time.monotonic(), Outcome(0)
    asked, said = 0, Counter[str]()
    with _as_superuser():
        asker, client = Asker(), Client()
        while outcome.done < size:
            for sentence in _try_batch(asker, client, rng, min(AT_ONCE, size - outcome.done)):
                kind = sentence.split(" (")[0]
                said[kind] += 1
                if said[kind] <= ENOUGH:
                    outcome.wrong.append(sentence)
            outcome.done += min(AT_ONCE, size - outcome.done)
            if outcome.done % 500 == 0:
                tell(f"{outcome.done} of {size}, {sum(said.values())} wrong")
    asked = outcome.done
    outcome.seconds = time.monotonic() - began
    outcome.numbers = f"{len(MODELS)} kinds of rows, {asked * PAGES_A_GRAPH} pages, {sum(said.values())} wrong in all"
    return outcome


@contextmanager
def _as_superuser() -> Iterator[None]:
    """Django's connection is the superuser's, in the application's role: row security holds, and can be stood aside."""
    before = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = "postgres"
    with connection.cursor() as cursor:
        cursor.execute("set role livingwell_app")
    logging.disable(logging.CRITICAL)  # every page refused would be a line
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        connection.close()
        connection.settings_dict["USER"] = before


def _try_batch(asker: Asker, client: Client, rng: random.Random, size: int) -> list[str]:
    wrong: list[str] = []
    with transaction.atomic():
        batch = Batch(rng)
        for _ in range(size):
            Maker(batch).make()
        with as_superuser():
            batch.write()
        everybody = [(graph, somebody) for graph in batch.graphs for somebody in graph.people.values()]
        for graph, somebody in everybody:
            wrong += _compare("the database", graph, somebody, asker.database(somebody))
        with connection.cursor() as cursor:
            cursor.execute("select set_config('livingwell.viewer', '', true); reset role")
        for graph, somebody in everybody:
            wrong += _compare("the rules", graph, somebody, asker.rules(somebody, graph.place))
        with connection.cursor() as cursor:
            cursor.execute("set role livingwell_app")
        for graph in batch.graphs:
            wrong += look_at_pages(graph, batch.accounts, client, rng, PAGES_A_GRAPH)
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute("set role livingwell_app")
    return wrong


def _said(who: Somebody) -> str:
    works = "works here" if who.works else "has left" if who.has_left else "never worked here"
    return f"{who.name}, who {works}"


def _compare(who_says: str, graph: Graph, viewer: Somebody, shown: Seen) -> list[str]:
    """A sentence for each model of which more or less is shown than the oracle says."""
    eyes = Eyes(graph, viewer)
    may: Seen = {}
    for thing in graph.things:
        if eyes.sees(thing):
            may.setdefault(thing.model, set()).add(thing.id)
    wrong = []
    for model in {*may, *shown}:
        leaked, refused = (
            shown.get(model, set()) - may.get(model, set()),
            may.get(model, set()) - shown.get(model, set()),
        )
        for what, ids in (("leak", leaked), ("refuse", refused)):
            facts = [thing.facts for thing in graph.things if thing.id in ids]
            if ids:
                wrong.append(f"{who_says} {what}s {model} ({len(ids)} to {_said(viewer)}, {facts})")
    return wrong
