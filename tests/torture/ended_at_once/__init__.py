"""What has ended is refused at the next request, in every process: shares, holds, memberships, ties, sessions and more.

Several server processes of the whole platform keep their connections. For each case somebody reads a page in all of
them; then one of them is asked to end what let them in; and as soon as it has answered, all of them are asked at once.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.cast import make_cast
from tests.torture.ended_at_once.endings import KINDS, Case, World
from tests.torture.ended_at_once.servers import PROCESSES, Answer, serving
from tests.torture.outcome import Outcome, Tell

NAME = "what has ended is refused at the next request, in every process"
LONG, SHORT = 1_000, 18


def run(size: int, seed: int, tell: Tell) -> Outcome:
    """`size` endings of every kind in turn."""
    rng, began, outcome = random.Random(seed), time.monotonic(), Outcome(0)
    kinds: Counter[str] = Counter()
    requests = 0
    with serving() as ports, ThreadPoolExecutor(PROCESSES * 2) as pool:
        world = World(make_cast(), rng)
        for at in range(size):
            kind = KINDS[at % len(KINDS)]
            case = kind(world)
            before, after, ended = _try(case, ports, rng, pool)
            requests += len(before) + len(after) + 1
            kinds[kind.__name__] += 1
            outcome.done += 1
            outcome.wrong += [
                f"{kind.__name__}: {page} answered {answer.status} before it ended" for page, answer in before
                if not answer.shows
            ]  # fmt: skip
            if not ended:
                outcome.wrong.append(f"{kind.__name__}: it could not be ended")
            outcome.wrong += [
                f"{kind.__name__}: {page} answered {answer.status} {answer.location} after it had ended"
                for page, answer in after
                if not answer.refuses
            ]
            if outcome.done % 100 == 0:
                tell(f"{outcome.done} of {size}, {len(outcome.wrong)} wrong")
    outcome.seconds = time.monotonic() - began
    outcome.numbers = f"{len(kinds)} kinds, {PROCESSES} processes, {requests} requests"
    return outcome


Asked = list[tuple[str, Answer]]


def _try(case: Case, ports: list[int], rng: random.Random, pool: ThreadPoolExecutor) -> tuple[Asked, Asked, bool]:
    before = _everywhere(case, ports, pool)
    ended = case.end(rng.choice(ports))
    return before, _everywhere(case, ports, pool), ended


def _everywhere(case: Case, ports: list[int], pool: ThreadPoolExecutor) -> Asked:
    """Every process is asked for one of the pages, all at once, and one of them for each."""
    asked = [(port, page) for at, page in enumerate(case.pages) for port in (ports if at == 0 else ports[:1])]
    answers = pool.map(lambda each: case.viewer.get(*each), asked)
    return [(page, answer) for (_, page), answer in zip(asked, answers, strict=True)]
