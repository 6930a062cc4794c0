"""Bring the tables up to what this version wants, as their owner."""

from __future__ import annotations

import argparse

from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "bring the tables up to date (as the owner role)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")


def handle(args: argparse.Namespace) -> int:
    from livingwell.operate.make_ready import migrate

    with database_for_a_while():
        ready()
        migrate(verbosity=0 if args.quiet else 1)
    return 0
