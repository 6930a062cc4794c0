"""Hand a command through to Django's own management, for maintainers."""

from __future__ import annotations

import argparse

from livingwell.operate.django_ready import database_for_a_while

HELP = "Django's own management commands, for maintainers: livingwell manage makemigrations"

TAKES_THE_REST = True  # every argument goes to Django unread, --help too


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def handle(args: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    with database_for_a_while():
        execute_from_command_line(["livingwell manage", *args.rest])
    return 0
