"""`python -m tests.torture [instrument …] [--times N] [--seed N]`: one line for each; exits 1 if anything broke."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.torture.instruments import INSTRUMENTS, instrument

SHOWN = 30


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("instruments", nargs="*", metavar="instrument", help=f"of {', '.join(INSTRUMENTS)}; none: all")
    parser.add_argument("--times", type=int, help="how often, instead of the instrument's long form")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1, 10**6))
    asked = parser.parse_args()
    for unknown in set(asked.instruments) - set(INSTRUMENTS):
        parser.error(f"there is no instrument {unknown}; there are {', '.join(INSTRUMENTS)}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livingwell.web.settings")
    import django

    django.setup()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started is ended, and made is removed
    print(f"seed {asked.seed}", flush=True)
    broke = 0
    with _surroundings():
        for name in asked.instruments or INSTRUMENTS:
            broke += not _use(name, asked.times, asked.seed)
    return 1 if broke else 0


def _use(name: str, times: int | None, seed: int) -> bool:
    """One instrument on a database of its own; whether everything held."""
    from tests import databases

    tried = instrument(name)
    cluster = databases.start_cluster()
    began = time.monotonic()
    with databases.own(cluster, f"{databases.SESSION}_{name}"):
        found = tried.run(times or tried.LONG, seed, lambda said: print(f"         {said}", flush=True))
    found.seconds = found.seconds or time.monotonic() - began
    numbers = f"; {found.numbers}" if found.numbers else ""
    verdict = "held" if not found.wrong else "BROKE"
    tally = f"{found.done:,} done, {len(found.wrong):,} wrong, {found.seconds:.0f} s"
    print(f"{verdict:>6}   {tried.NAME}: {tally}{numbers}", flush=True)
    for sentence in found.wrong[:SHOWN]:
        print(f"         ! {sentence}", flush=True)
    return not found.wrong


@contextlib.contextmanager
def _surroundings() -> Iterator[None]:
    """As tests have them: messages kept in memory, keys of this run's own, the template made."""
    from django.conf import settings
    from django.test.utils import setup_test_environment

    from tests import databases

    setup_test_environment(debug=False)
    logging.getLogger("django").setLevel(logging.CRITICAL)  # refusals are what instruments are for
    databases.collect_static_files()
    databases.ensure_template(databases.start_cluster())
    with tempfile.TemporaryDirectory(prefix="livingwell-torture-") as folder:
        settings.MASTER_KEY_FILE = Path(folder) / "keys" / "master.key"
        settings.SEAL_HEADS_FILE = Path(folder) / "seals" / "heads.jsonl"
        yield


if __name__ == "__main__":
    sys.exit(main())
