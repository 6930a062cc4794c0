"""Write a backup, and the keyring that is kept apart from it, while the service runs.

The backup is sealed under LIVINGWELL_BACKUP_KEY and holds no keys; the keyring holds everybody's data key, wrapped by
the master key, and is replaced. Keep the two on different machines, and only the newest keyring: what was destroyed is
gone from old backups once the keyring has been written again and older copies of it are deleted.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from livingwell.operate import home
from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "write an encrypted backup, and the keyring that is kept apart from it"
EXAMPLES = """\
examples:
  livingwell backup --to /srv/backups/monday.backup --keyring /srv/keyring/livingwell.keyring
  livingwell backup --keyring-only              after a person's key was destroyed
"""
SUFFIX = ".backup"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar="FILE", help="default: named by the time, in LIVINGWELL_BACKUPS")
    parser.add_argument("--keyring", type=Path, metavar="FILE", help="default: LIVINGWELL_KEYRING")
    parser.add_argument("--keyring-only", action="store_true", help="write the keyring anew, and no backup")
    parser.add_argument("--keep", type=int, metavar="N", help="afterwards keep only the N newest in LIVINGWELL_BACKUPS")


def backups() -> Path:
    return Path(os.environ.get("LIVINGWELL_BACKUPS") or home.home() / "backups")


def keyring_path(given: Path | None) -> Path:
    return given or Path(os.environ.get("LIVINGWELL_KEYRING") or home.home() / "keys" / "livingwell.keyring")


def handle(args: argparse.Namespace) -> int:
    with database_for_a_while():
        ready()
        from livingwell.operate.backup import places
        from livingwell.operate.backup.keyring import write_keyring
        from livingwell.operate.backup.making import Failed, make_backup
        from livingwell.operate.progress import Progress

        key, server = places.backup_key(), places.as_backup()
        path = args.to or backups() / f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}{SUFFIX}"
        ring = keyring_path(args.keyring)
        if ring.resolve().parent == path.resolve().parent:
            raise home.Unclear("The keyring and the backup must not lie in one folder: together they are the words.")
        if not args.keyring_only:
            progress = Progress("Backing up")
            try:
                made = make_backup(server, key, path, progress)
            except (Failed, OSError) as why:
                print(f"No backup was written. {why}", file=sys.stderr)
                return 1
            progress.finish()
            print(f"{path}: {made.rows:,} rows of {len(made.counts)} tables, {path.stat().st_size / 1e6:,.1f} MB.")
        held = write_keyring(server, key, ring)
    print(f"{ring}: {held:,} keys. It opens every backup made until now: keep it elsewhere, and only the newest.")
    if args.keep and not args.keyring_only:
        _keep_newest(path.parent, max(1, args.keep))
    return 0


def _keep_newest(folder: Path, many: int) -> None:
    for old in sorted(folder.glob(f"[0-9]*-[0-9]*{SUFFIX}"))[:-many]:
        old.unlink()
        print(f"{old}: deleted, for {many} newer ones are kept.")
