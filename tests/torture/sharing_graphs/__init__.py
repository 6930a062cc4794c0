"""Random sharing graphs against an oracle: who sees what, by the rules, by the database and on real pages.

A graph is a small world: a few teams, workers of today and of yesterday, people with and without an account, friends,
workers with journeys of their own; whom each holds, what was shared, asked, offered, opened, ended. The oracle
(`oracle.py`) was written from the design's promises 5 and 6 and knows no rule. For people of a graph, drawn at random,
every row of every guarded table: the rules alone and row security alone must each show what the oracle says, no row
more and none less. And pages drawn at random must show no word of a row that may not be seen.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections, transaction
from django.test import Client

from tests.databases import connected_as_superuser
from tests.torture.outcome import Outcome, Tell
from tests.torture.sharing_graphs.asking import MODELS, Asker, Seen
from tests.torture.sharing_graphs.making import ORDER, Batch, Maker, as_superuser
from tests.torture.sharing_graphs.oracle import Eyes
from tests.torture.sharing_graphs.pages import look_at_pages
from tests.torture.sharing_graphs.world import Graph, Somebody

NAME = "sharing graphs, as the rules, the database and the pages show them"
LONG, SHORT = 10_000, 40

#: Graphs in one transaction: each viewer's question reads all of them, so few; each statement costs, so not one.
AT_ONCE = 10
#: Of the six or seven people of a graph, how many ask for everything; and how many pages are asked for.
ASKED, PAGES_A_GRAPH = 4, 0.5
#: Graphs one process tries before it says so and clears away.
A_PART = 100
#: After so many sentences of one kind the rest are the same.
ENOUGH = 3


def run(size: int, seed: int, tell: Tell) -> Outcome:
    """`size` graphs, each asked about by some in it; many are tried by as many processes as there are processors."""
    began, outcome = time.monotonic(), Outcome(0)
    said = Counter[str]()
    parts = [(min(A_PART, size - done), f"{seed}:{done}") for done in range(0, size, A_PART)]
    for done, sentences in _in_parts(parts):
        outcome.done += done
        for sentence in sentences:
            kind = sentence.split(" (")[0]
            said[kind] += 1
            if said[kind] <= ENOUGH:
                outcome.wrong.append(sentence)
                tell(f"wrong: {sentence}")  # at once: a long run that is ended has said what it found
        tell(f"{outcome.done} of {size}, {sum(said.values())} wrong")
    outcome.seconds = time.monotonic() - began
    outcome.numbers = (
        f"{len(MODELS)} kinds of rows, {size * PAGES_A_GRAPH:.0f} pages or so, {sum(said.values())} wrong in all"
    )
    return outcome


def _in_parts(parts: list[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    if len(parts) == 1:
        yield _try_part(parts[0])
        return
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        yield from pool.imap_unordered(_try_part, parts)


def _try_part(part: tuple[int, str]) -> tuple[int, list[str]]:
    """Some hundred graphs on a connection of their own: how many, and what was wrong."""
    size, seed = part
    rng, wrong = random.Random(seed), list[str]()
    with connected_as_superuser(), _no_line_for_each_refusal():
        asker, client = Asker(), Client()
        for done in range(0, size, AT_ONCE):
            wrong += _try_batch(asker, client, rng, min(AT_ONCE, size - done))
        with connection.cursor() as cursor:  # what was rolled back lies about, and would be read past again and again
            cursor.execute("reset role")
            cursor.execute(f"vacuum {', '.join(model._meta.db_table for model in ORDER)}")
    return size, wrong


@contextmanager
def _no_line_for_each_refusal() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _some(rng: random.Random, people: list[Somebody], many: int) -> list[Somebody]:
    return rng.sample(people, min(many, len(people)))


def _try_batch(asker: Asker, client: Client, rng: random.Random, size: int) -> list[str]:
    wrong: list[str] = []
    with transaction.atomic():
        batch = Batch(rng)
        for _ in range(size):
            Maker(batch).make()
        with as_superuser():
            batch.write()
        everybody = [(graph, one) for graph in batch.graphs for one in _some(rng, list(graph.people.values()), ASKED)]
        for graph, somebody in everybody:
            wrong += _compare("the database", graph, somebody, asker.database(somebody))
        with connection.cursor() as cursor:
            cursor.execute("select set_config('livingwell.viewer', '', true); reset role")
        for graph, somebody in everybody:
            wrong += _compare("the rules", graph, somebody, asker.rules(somebody, graph.place))
        with connection.cursor() as cursor:
            cursor.execute("set role livingwell_app")
        for graph in batch.graphs:
            if rng.random() < PAGES_A_GRAPH:
                wrong += look_at_pages(graph, batch.accounts, client, rng, 1)
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
