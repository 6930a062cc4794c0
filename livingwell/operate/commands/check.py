"""Django's checks: a view without a door, a model without a lock, a setting that cannot be meant."""

from __future__ import annotations

import argparse

from livingwell.operate.django_ready import ready

HELP = "look for what must not be: a view without a door, a setting that cannot be meant"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--deploy", action="store_true", help="also what matters where real people are served")


def handle(args: argparse.Namespace) -> int:
    from django.core.management import call_command

    ready()
    call_command("check", deploy=args.deploy, fail_level="WARNING")
    return 0
