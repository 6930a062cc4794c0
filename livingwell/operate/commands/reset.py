"""Forget the invented place: delete the embedded database under LIVINGWELL_HOME, and what belongs to it."""

from __future__ import annotations

import argparse
import shutil

from livingwell.kit.embedded_socket import socket_dir
from livingwell.operate import embedded, home
from livingwell.operate.commands.stop import stop_all
from livingwell.operate.supervisor import say

HELP = "stop, and delete the embedded database under LIVINGWELL_HOME (never somebody's own)"

# What we keep in a home. Nothing else in it is ever deleted; the name of something new goes here.
OURS = [
    "postgres", "run", "backups", "filled", "keys", "logs", "seals", "sent", "static", "static.stamp",
    "start.lock", "in-use.lock", "supervisor.lock", "supervisor.json", "supervisor.json.new",
]  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def handle(args: argparse.Namespace) -> int:
    where = home.home()
    if home.has_own_database():
        say(
            "DATABASE_URL is set: this is somebody's own database, and nothing is deleted. "
            "Unset it to mean the embedded one."
        )
        return 2
    if not where.exists():
        say(f"There is nothing to delete: {where} does not exist.")
        return 0
    marker = where / embedded.MARKER
    if where.is_symlink() or not marker.is_file() or marker.read_text() != embedded.MARKER_SAYS:
        say(f"{where} was not made by Living Well (it has no {embedded.MARKER} of ours): nothing is deleted.")
        return 2
    stop_all(where)
    outside = socket_dir(where)
    for path in [*(where / name for name in OURS), outside]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    marker.unlink()
    left = sorted(path.name for path in where.iterdir())
    if left:
        say(f"Deleted the database in {where}. Left alone, for it is not ours: {', '.join(left)}")
    else:
        where.rmdir()
        say(f"Deleted {where}.")
    return 0
