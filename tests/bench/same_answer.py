"""Does the time of an answer tell who is known? No test: `ROUNDS=200 python -m pytest tests/bench/same_answer.py`.

Asks for a code for known, unknown and closed addresses in turn, in a database of the tests' own, and prints for each
the median and the spread, and how often somebody who watches the clock would guess right between known and unknown (a
half is no better than a coin). The machine should have nothing else to do.
"""

from __future__ import annotations

import os
import statistics
import time
from typing import Any

import pytest
from django.test import Client

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.people.models import Account
from tests.cast import MADE_FOR_TESTS, Cast

ROUNDS = 200


def right_guesses(some: list[float], others: list[float]) -> float:
    """The chance that of one of each, the slower is of `some` (the area under the curve); 0.5 tells nothing."""
    wins = sum((a > b) + (a == b) / 2 for a in some for b in others)
    return wins / (len(some) * len(others))


@pytest.mark.django_db
def test_times(cast: Cast, capsys: Any) -> None:
    """Named a test so that it borrows the tests' database; it asserts nothing."""
    with speaking(MADE_FOR_TESTS):
        Account.objects.filter(pk=cast.accounts["friend"].pk).update(closed_at=clock.now())
    kinds = {
        "known": cast.accounts["person"].email,
        "unknown": "nobody.at.all@example.org",
        "closed": cast.accounts["friend"].email,
    }
    took: dict[str, list[float]] = {kind: [] for kind in kinds}
    rounds = int(os.environ.get("ROUNDS", ROUNDS))
    for round_ in range(rounds):
        for kind, address in kinds.items():
            client = Client(REMOTE_ADDR=f"198.51.{round_ % 250}.{1 + round_ // 250}")
            client.get("/sign-in/")
            began = time.perf_counter()
            client.post("/sign-in/", {"address": address.replace("@", f"+{round_}@") if kind == "unknown" else address})
            took[kind].append((time.perf_counter() - began) * 1000)
    with capsys.disabled():
        for kind, found in took.items():
            print(f"{kind:8} median {statistics.median(found):6.2f} ms   spread {statistics.stdev(found):6.2f} ms")
        print(f"right guesses, known or unknown: {right_guesses(took['known'], took['unknown']):.3f} (0.5 is a coin)")
