"""Check the record of what was done and of who looked: every link of every chain, and the heads exported outside.

For each table: links checked, rows under seal, rows waiting for the next seal, and what is broken. What was written
since the last seal (at most a minute, while the job worker runs) is not protected yet.

Exit codes: 0 all as it was sealed; 1 something is broken.
"""

from __future__ import annotations

import argparse

from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "check that what was recorded is as it was sealed (exit 1 when it is not)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def handle(args: argparse.Namespace) -> int:
    with database_for_a_while():
        ready()
        from livingwell.kit.record.checking import verify_all

        found = verify_all()
    print(f"{'table':<24}{'links':>8}{'rows':>12}{'waiting':>10}{'broken':>8}")
    for table in found:
        print(f"{table.table:<24}{table.links:>8}{table.rows:>12}{table.waiting:>10}{len(table.broken):>8}")
    broken = [each for table in found for each in table.broken]
    for each in broken:
        print(f"  {each.table}: {each.says}")
    print("Broken: somebody or something changed the record." if broken else "All as it was sealed.")
    return 1 if broken else 0
