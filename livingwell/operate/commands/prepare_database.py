"""The roles and the database that Living Well needs."""

from __future__ import annotations

import argparse
import sys

from livingwell.operate import embedded, home
from livingwell.operate.supervisor import say

HELP = "the roles the database needs; --print gives the SQL to an administrator"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--print", action="store_true", dest="printed", help="print the SQL and do nothing")


def handle(args: argparse.Namespace) -> int:
    if args.printed:
        sys.stdout.write(embedded.ROLES.read_text())
        return 0
    if home.has_own_database():
        say(
            "DATABASE_URL is set: roles are for that database's administrator to make. Create an empty database, then\n"
            "    livingwell prepare-database --print | psql --set ON_ERROR_STOP=1 --dbname <that database>"
        )
        return 2
    where = home.home()
    ran_before = embedded.is_running(where)
    embedded.prepare(embedded.start(where))
    if not ran_before:
        embedded.stop(where)
    say("The roles and the database are as they should be.")
    return 0
