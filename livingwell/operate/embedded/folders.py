"""The folders a cluster needs: a home that is marked as ours, a data folder made whole, a door for us alone."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import stat
from pathlib import Path

from livingwell.operate.embedded.runner import Runner, binaries, version
from livingwell.operate.embedded.running import SUPERUSER, CannotStart

MARKER = ".livingwell-home"
MARKER_SAYS = "Living Well keeps an invented place's data in this folder. `make reset` deletes that data.\n"
OLDEST = 15


def claim(home: Path) -> Path:
    """Make the home, and mark it as ours (what is not marked is never deleted)."""
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    owner = home.stat().st_uid
    if owner != os.geteuid():
        raise CannotStart(
            f"{home} belongs to another user: set LIVINGWELL_HOME to a folder of your own, or become that user."
        )
    if os.geteuid() == 0:
        home.chmod(home.stat().st_mode | stat.S_IXOTH)  # the database runs as `nobody`, and passes through
    marker = home / MARKER
    if not marker.exists():
        marker.write_text(MARKER_SAYS)
    return home


def make_folder(folder: Path, runner: Runner) -> None:
    with contextlib.suppress(FileExistsError):
        folder.mkdir(parents=True, mode=0o700)
    at = folder.lstat()
    if not stat.S_ISDIR(at.st_mode) or at.st_uid not in (os.geteuid(), runner.uid):
        raise CannotStart(f"{folder} belongs to somebody else: remove it, or choose another LIVINGWELL_HOME.")
    if os.geteuid() == 0 and at.st_uid != runner.uid:
        os.chown(folder, runner.uid, runner.gid)
    folder.chmod(0o700)


def initialise(data: Path, runner: Runner) -> None:
    if (data / "PG_VERSION").exists():
        made_by, ours = int((data / "PG_VERSION").read_text().split(".")[0]), version()
        if made_by != ours:
            raise CannotStart(
                f"The data in {data} was made by PostgreSQL {made_by}, and this is {ours}: "
                "`make reset` starts afresh (an invented place only)."
            )
        return
    ours = version()
    if ours < OLDEST:
        raise CannotStart(f"Living Well needs PostgreSQL {OLDEST} or later; {binaries()} has {ours}.")
    for half_made in data.iterdir():  # an initdb that was killed
        shutil.rmtree(half_made) if half_made.is_dir() and not half_made.is_symlink() else half_made.unlink()
    locale = ["--locale-provider=builtin", "--locale=C.UTF-8"] if ours >= 17 else ["--locale=C.UTF-8"]
    making = data / "being-made"  # renamed into place when whole, so that a kill half-way is seen next time
    made = runner.run("initdb", "-D", making, "-U", SUPERUSER, "-E", "UTF8", "-A", "peer", "--no-sync", *locale)
    if made.returncode != 0:
        raise CannotStart(f"PostgreSQL could not make its data folder {data}:\n{made.stdout.strip()}")
    for part in sorted(making.iterdir(), key=lambda path: path.name == "PG_VERSION"):  # PG_VERSION last
        part.rename(data / part.name)
    making.rmdir()


def let_in_only_us(data: Path, runner: Runner) -> None:
    """The user who runs this may connect as any role; no other user as any."""
    me = pwd.getpwuid(os.geteuid()).pw_name
    roles = ["all"] if version() >= 16 else [SUPERUSER, "livingwell_owner", "livingwell_app", "livingwell_backup"]
    rules = {
        "pg_hba.conf": "local all all peer map=livingwell\n",
        "pg_ident.conf": "".join(f'livingwell "{me}" {role}\n' for role in roles),
    }
    for name, text in rules.items():
        path = data / name
        path.write_text(text)
        path.chmod(0o600)
        if os.geteuid() == 0:
            os.chown(path, runner.uid, runner.gid)
