"""`livingwell`: the one door for whoever starts, runs and looks after the platform."""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
from importlib import import_module
from types import ModuleType

from livingwell.operate import home

# Each command is a file in `commands/` with HELP, add_arguments(parser) and handle(args) -> exit code. To add one, put
# the file there and its name here.
COMMANDS: dict[str, list[str]] = {
    "Every day": ["run", "stop", "reset"],
    "Opening a place": ["create-place", "invite", "give-role", "organisation-sign-in"],
    "A real place": ["serve", "work"],
    "Looking after it": [
        "backup",
        "restore",
        "drill",
        "rewrap",
        "import-directory",
        "promises",
        "verify-events",
        "seal-events",
        "simulate",
        "check",
        "settings",
        "migrate",
        "prepare-database",
        "manage",
    ],
}

EXAMPLES = """\
livingwell run                                serve the invented place on http://localhost:8000
livingwell run --port 8001                    somewhere else
livingwell prepare-database --print           the SQL for the administrator of your own PostgreSQL
livingwell check --deploy                     before real people are served
"""

SURROUNDINGS = """\
LIVINGWELL_HOME     where the embedded database and its data live (default: .livingwell here)
DATABASE_URL        your own PostgreSQL, as the application's role; then nothing is started, filled or reset
DATABASE_OWNER_URL  the same database as the owner's role, for migrations
PORT                where to serve (default: 8000)
"""


def command(name: str) -> ModuleType:
    return import_module(f"livingwell.operate.commands.{name.replace('-', '_')}")


#: What a shell says of a program that wrote into a pipe nobody reads: 128, and the number of SIGPIPE.
STOPPED_READING = 141


def overview() -> str:
    width = max(len(name) for names in COMMANDS.values() for name in names) + 3
    parts = ["livingwell: start, run and look after a Living Well place.", "", "usage: livingwell <command> [options]"]
    for group, names in COMMANDS.items():
        parts += ["", f"{group}:"]
        for name in names:
            lines = textwrap.wrap(command(name).HELP, 98 - width)
            parts += [f"  {name.ljust(width)}{lines[0]}", *(" " * (width + 2) + line for line in lines[1:])]
    parts += ["", "Examples:", textwrap.indent(EXAMPLES, "  ").rstrip()]
    parts += ["", "Surroundings:", textwrap.indent(SURROUNDINGS, "  ").rstrip()]
    return "\n".join([*parts, "", "livingwell <command> --help says more about one."])


def main(argv: list[str] | None = None) -> int:
    given = list(sys.argv[1:] if argv is None else argv)
    if not given or given[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    name, rest = given[0], given[1:]
    known = [each for names in COMMANDS.values() for each in names]
    if name not in known:
        print(f"There is no command '{name}'. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    module = command(name)
    if getattr(module, "TAKES_THE_REST", False):
        args = argparse.Namespace(rest=rest)
    else:
        parser = argparse.ArgumentParser(
            prog=f"livingwell {name}",
            description=module.__doc__,
            epilog=getattr(module, "EXAMPLES", None),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(parser)
        args = parser.parse_args(rest)
    return _handle(module, args)


def _handle(module: ModuleType, args: argparse.Namespace) -> int:
    from django.core.exceptions import ImproperlyConfigured

    from livingwell.operate import embedded, supervisor

    home.tell_children()
    try:
        code = int(module.handle(args) or 0)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read it has seen enough (`livingwell promises | head`): not a fault, and nothing more is said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED_READING
    except (home.Unclear, embedded.CannotStart, supervisor.PortTaken, ImproperlyConfigured) as why:
        print(why, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
