"""Do what a real place does by itself: send messages, seal the record, remind. For systemd or a container to keep
running; one is enough, and two do no harm. SIGTERM: jobs under way are finished.
"""

from __future__ import annotations

import argparse

from livingwell.operate import home
from livingwell.operate.django_ready import ready

HELP = "do what a real place does by itself: the job worker, for systemd or a container"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--at-once", type=int, default=4, metavar="N", help="jobs at the same time (4)")


def handle(args: argparse.Namespace) -> int:
    if not home.has_own_database():
        raise home.Unclear("livingwell work is for a real place: set DATABASE_URL. An invented one: livingwell run.")
    ready()
    from django.core.management import call_command

    from livingwell.kit.logs import say_crashes
    from livingwell.people.invented import refuse_invented_data_for_real

    say_crashes()
    refuse_invented_data_for_real()
    call_command("procrastinate", "worker", concurrency=args.at_once, name="livingwell", shutdown_graceful_timeout=30.0)
    return 0
