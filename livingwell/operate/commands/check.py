"""Django's checks: a view without a door, a model without a lock, a setting that cannot be meant."""

from __future__ import annotations

import argparse
import sys

from livingwell.operate.django_ready import ready

HELP = "look for what must not be: a view without a door, a setting that cannot be meant"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--deploy", action="store_true", help="also what matters where real people are served")


def handle(args: argparse.Namespace) -> int:
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    ready()
    try:
        call_command("check", deploy=args.deploy, fail_level="WARNING")
    except SystemCheckError as found:
        print(found, file=sys.stderr)
        return 1
    return 0
