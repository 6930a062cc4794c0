"""Bring the tables up to what this version wants, as their owner, while an earlier version goes on serving.

It never makes anybody wait: a table that is in use is tried again, for a minute. Run twice at once, one waits its turn.

Exit codes: 0 as this version wants them; 1 some table was in use all the while: what was done so far is done; again.
"""

from __future__ import annotations

import argparse
import sys

from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "bring the tables up to date (as the owner role)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")


def handle(args: argparse.Namespace) -> int:
    from livingwell.operate.migrating import InUse, migrate_patiently

    with database_for_a_while():
        ready()
        try:
            migrate_patiently(verbosity=0 if args.quiet else 1)
        except InUse as why:
            print(why, file=sys.stderr)
            return 1
    return 0
