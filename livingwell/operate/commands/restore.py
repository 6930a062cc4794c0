"""Bring a backup back into an empty database, and check it: rows, seals, locks, roles.

The file is proved whole before anything is written, and brought back in one transaction. Restore before the web server
and the worker are started. Sessions are not in a backup: everybody signs in again. What waited to be sent is given up.

Exit codes: 0 restored and checked; 1 refused, with nothing written, or not as it must be, saying what.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from livingwell.operate.commands.backup import keyring_path
from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "bring a backup back into an empty database, and check it"
EXAMPLES = """\
examples:
  livingwell restore monday.backup --keyring livingwell.keyring
  livingwell restore monday.backup --look       only prove that it is whole, and say what is in it
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the backup")
    parser.add_argument("--keyring", type=Path, metavar="FILE", help="default: LIVINGWELL_KEYRING")
    parser.add_argument("--look", action="store_true", help="prove that the file is whole, say what is in it, no more")
    parser.add_argument(
        "--older-keyring", action="store_true", help="take a keyring older than the backup: some words stay closed"
    )


def handle(args: argparse.Namespace) -> int:
    with database_for_a_while():
        ready()
        from livingwell.operate.backup.making import Failed
        from livingwell.operate.backup.restoring import Refused
        from livingwell.operate.backup.stream import Unreadable

        try:
            return _look(args) if args.look else _restore(args)
        except (Refused, Unreadable, OSError) as why:
            print(f"Nothing was restored. {why}", file=sys.stderr)
        except Failed as why:
            print(f"{why}\nThe database is not to be used: drop it, make it again, and say what happened.",
                  file=sys.stderr)  # fmt: skip
        return 1


def _look(args: argparse.Namespace) -> int:
    from livingwell.operate.backup import places
    from livingwell.operate.backup.restoring import look_at
    from livingwell.operate.progress import Progress

    progress = Progress("Proving")
    found = look_at(args.file, places.backup_key(), progress)
    progress.finish()
    print(f"Whole. Made {found.made_at} by version {found.version} on PostgreSQL {found.postgres}:")
    print(f"{found.rows:,} rows of {len(found.counts)} tables, {found.keys:,} keys on the keyring of that day.")
    return 0


def _restore(args: argparse.Namespace) -> int:
    from livingwell.operate.backup import places
    from livingwell.operate.backup.checking import what_is_wrong
    from livingwell.operate.backup.restoring import restore
    from livingwell.operate.progress import Progress

    progress = Progress("Restoring")
    back = restore(
        args.file, keyring_path(args.keyring), places.backup_key(), owner=places.as_owner(),
        backup=places.as_backup(), older_keyring=args.older_keyring, tick=progress,
    )  # fmt: skip
    progress.finish()
    found = back.manifest
    print(f"Restored as of {found.made_at}: {found.rows:,} rows of {len(found.counts)} tables, as counted then.")
    print(f"{back.keys:,} people's words can be read; the keys of {back.destroyed:,} are destroyed.")
    if back.destroyed_again:
        print(f"What was destroyed of {back.destroyed_again:,} people was destroyed again.")
    if back.taken_away_again:
        print(f"{back.taken_away_again:,} times something had been taken away since, and was again.")
    for one in back.refused:
        print(f"  This could not be taken away again, look at it: {one}", file=sys.stderr)
    if back.messages_given_up:
        print(f"{back.messages_given_up:,} messages that waited to be sent were given up.")
    if back.heads_put_aside:
        print(f"What was sealed after the backup is not in it; the old list of seals is {back.heads_put_aside}")
    wrong = what_is_wrong(places.as_backup())
    for sentence in wrong:
        print(f"  {sentence}", file=sys.stderr)
    print("Not as it must be: see above." if wrong else "Seals, locks and roles are as they must be.")
    return 1 if wrong else 0
