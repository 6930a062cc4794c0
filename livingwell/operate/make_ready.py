"""Before anything serves: tables, static files and bytecode as this version wants them; the first time only, an
invented place.

A program of its own, so that the supervisor stays small and holds no connection.
"""

from __future__ import annotations

import compileall
import hashlib
import importlib.util
import sys
from pathlib import Path

from livingwell.operate import home
from livingwell.operate.progress import Progress

FILLED = "filled"  # a file in the home, written when the invented place is whole


def main() -> int:
    import django

    home.tell_children()
    compile_ahead()
    django.setup()
    migrate()
    collect_static()
    fill_once()
    return 0


def compile_ahead() -> None:
    """So that no server that is brought back reads all our sources anew: where Python is told to write no bytecode by
    itself (`PYTHONDONTWRITEBYTECODE`, as in many containers), that was a third of its start. Where the folder cannot be
    written, it is left as it is."""
    compileall.compile_dir(Path(__file__).parents[1], quiet=2)


def migrate(verbosity: int = 0) -> None:
    """As the owner. While other versions serve, use `livingwell.operate.migrating.migrate_patiently`."""
    from django.core.management import call_command

    call_command("createcachetable", database="owner", verbosity=verbosity)  # before, so that locks find its table
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)


def collect_static() -> None:
    """Hash and compress what browsers fetch; only when a file of it has changed, for it takes seconds."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    if settings.DEBUG:
        return
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            at = Path(storage.path(path)).stat()
            seen.update(f"{path} {at.st_mtime_ns} {at.st_size}\n".encode())
    stamp = Path(settings.STATIC_ROOT).with_name("static.stamp")
    if stamp.exists() and stamp.read_text() == seen.hexdigest() and Path(settings.STATIC_ROOT).is_dir():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(seen.hexdigest())


def fill_once() -> None:
    """Fill an invented place, unless that has been done, or the database is somebody's own."""
    filled = home.home() / FILLED
    if home.has_own_database() or filled.exists():
        return
    if importlib.util.find_spec("livingwell.demo") is None or importlib.util.find_spec("livingwell.demo.fill") is None:
        print("There is no invented place to fill yet: the tables are empty.", flush=True)
        return
    from importlib import import_module

    progress = Progress("Filling an invented place")
    import_module("livingwell.demo.fill").fill(progress)
    progress.finish()
    filled.touch()


if __name__ == "__main__":
    sys.exit(main())
