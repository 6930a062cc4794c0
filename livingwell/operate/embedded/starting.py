"""Starting and stopping: one starter at a time, whatever was killed before; and what is in it once it runs."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shlex
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from livingwell.kit.embedded_socket import PORT, socket_dir
from livingwell.operate.embedded.folders import claim, initialise, let_in_only_us, make_folder
from livingwell.operate.embedded.runner import Runner, binaries, runner_for
from livingwell.operate.embedded.running import (
    DATABASE,
    CannotStart,
    Cluster,
    data_dir,
    is_running,
    left_behind,
    running_pid,
)

#: PostgreSQL's own log holds nobody's words: an error's text quotes the value it refuses, its detail the whole row.
WITHOUT_WORDS = {
    "log_min_messages": "log",  # what befalls the server; a statement's error is told to whoever asked, and not here
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": 0,
    "log_parameter_max_length_on_error": 0,
}
ROLES = Path(__file__).parent.with_name("roles.sql")


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
    runner = runner_for(data, binaries() / "postgres")
    make_folder(data, runner)
    make_folder(sockets, runner)
    initialise(data, runner)
    let_in_only_us(data, runner)
    _clear_what_a_kill_left(data, sockets)
    _start_server(data, sockets, runner, fast)


def _answers(cluster: Cluster) -> bool:
    try:
        with cluster.connect("postgres", connect_timeout=5) as connection:
            connection.execute("select 1")
    except psycopg.OperationalError:
        return False
    return True


def _clear_what_a_kill_left(data: Path, sockets: Path) -> None:
    """No server runs here (our caller looked): wait for backends it left behind, then remove what it could not."""
    patience = time.monotonic() + 15
    while orphans := left_behind(data):
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


def _start_server(data: Path, sockets: Path, runner: Runner, fast: bool) -> None:
    settings = {
        "listen_addresses": "",
        "port": PORT,
        "unix_socket_directories": '"' + str(sockets).replace('"', '""') + '"',
        "unix_socket_permissions": "0777" if os.geteuid() == 0 else "0700",  # within a 0700 folder, and peer asks who
        "max_connections": 200,
        "shared_buffers": "128MB",
        "timezone": "UTC",
    } | WITHOUT_WORDS
    if sys.platform == "linux":  # one call for the file system, not one for each of a thousand files: see ADR 24
        settings["recovery_init_sync_method"] = "syncfs"
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


def prepare(cluster: Cluster, database: str = DATABASE) -> None:
    """The database and the roles it needs. Safe on each start."""
    with _only_one_starter(cluster.home):
        with cluster.connect("postgres", autocommit=True) as connection:
            found = connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone()
            if found is None:
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(database)))
        with cluster.connect(database) as connection:
            connection.execute(ROLES.read_bytes())
