"""Check the record of what was done and of who looked: every row, every link, and the links exported outside.

For each table: links checked, rows under seal, rows waiting for the next seal, and what is broken, between which rows.
It only reads, in short transactions, and says where it is as it goes. What was written since the last seal (some ten
seconds, while the job worker runs) is not protected yet: rows that wait long mean that nobody seals.

Exit codes: 0 all as it was sealed; 1 something is broken.
"""

from __future__ import annotations

import argparse
import sys
import time

from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "check that what was recorded is as it was sealed (exit 1 when it is not)"
#: Seconds between two words of where it is.
EVERY = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def handle(args: argparse.Namespace) -> int:
    began = time.monotonic()
    with database_for_a_while():
        ready()
        from livingwell.kit.record.checking import verify_all

        found = verify_all(progress=_Progress())
    print(f"{'table':<24}{'links':>8}{'rows':>12}{'waiting':>10}{'broken':>8}")
    for table in found:
        print(f"{table.table:<24}{table.links:>8}{table.rows:>12}{table.waiting:>10}{len(table.broken):>8}")
    broken = [each for table in found for each in table.broken]
    for each in broken:
        print(f"  {each.table}: {each.says}")
    took = f"({sum(table.rows for table in found)} rows in {time.monotonic() - began:.1f} s)"
    print("Broken: somebody or something changed the record." if broken else f"All as it was sealed {took}.")
    return 1 if broken else 0


class _Progress:
    """Says now and then, beside the answer, how far it is."""

    def __init__(self) -> None:
        self.said = time.monotonic()

    def __call__(self, table: str, done: int, rows: int) -> None:
        if time.monotonic() - self.said >= EVERY:
            self.said = time.monotonic()
            print(f"{table}: {done} of {rows} rows", file=sys.stderr, flush=True)
