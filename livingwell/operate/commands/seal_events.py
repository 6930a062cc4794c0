"""Seal what was recorded since the last seal, now. The job worker does it every ten seconds by itself."""

from __future__ import annotations

import argparse

from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "seal what was recorded, now (the job worker does it every ten seconds)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def handle(args: argparse.Namespace) -> int:
    with database_for_a_while():
        ready()
        from livingwell.kit.record.jobs import seal_records

        rows = seal_records()
    print(f"{rows} row{'' if rows == 1 else 's'} sealed.")
    return 0
