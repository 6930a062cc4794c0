"""Each instrument in its short form: what `make torture` does at length holds here too."""

from __future__ import annotations

import os
import random

import pytest

from tests.torture.instruments import INSTRUMENTS, instrument

SEED = int(os.environ.get("LIVINGWELL_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_it_holds(own_database: str, name: str) -> None:
    tried = instrument(name)
    found = tried.run(tried.SHORT, SEED, print)
    print(f"{tried.NAME}: {found.done} done; {found.numbers}")
    assert not found.wrong, f"LIVINGWELL_SEED={SEED}\n" + "\n".join(found.wrong)
    assert found.done >= tried.SHORT
