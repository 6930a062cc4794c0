"""A platform of the instrument's own, started by `livingwell run` as anybody starts it, in a home of its own."""

from __future__ import annotations

import base64
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from django.conf import settings

from livingwell.kit.embedded_socket import socket_dir
from livingwell.kit.secrets.master import master_key
from livingwell.operate import embedded, make_ready, supervisor
from tests import databases

PATIENCE = 120.0


@dataclass
class Platform:
    """What runs: its home, its port, the supervisor's process."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]

    def cluster(self) -> embedded.Cluster:
        """Where its database listens, running or not."""
        pid = embedded.running_pid(self.home) or 0
        return embedded.Cluster(self.home, embedded.data_dir(self.home), socket_dir(self.home), pid)

    def part(self, word: str) -> psutil.Process | None:
        """The supervisor's child whose command has `word` in it."""
        with contextlib.suppress(psutil.Error):
            for child in psutil.Process(self.process.pid).children():
                with contextlib.suppress(psutil.Error):
                    if word in child.cmdline():
                        return child
        return None

    def web_workers(self) -> list[psutil.Process]:
        """Whoever answers at the door, also the workers of a web server that was killed before."""
        found, web = [], self.part("gunicorn")
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if "gunicorn" in process.cmdline() and process.environ().get("LIVINGWELL_HOME") == str(self.home):
                    found.append(process)
        return [process for process in found if process != web]

    def said(self) -> str:
        return (self.home / "said.log").read_text(errors="replace")


@contextlib.contextmanager
def running() -> Iterator[Platform]:
    """A platform with tables and nobody in it, whose database Django's connections in this process lead to."""
    folder = Path(tempfile.mkdtemp(prefix="lw-kill-"))
    home = folder / "home"
    before = {alias: dict(settings.DATABASES[alias]) for alias in ("default", "owner")}
    try:
        subprocess.run(["cp", "-a", str(_prepared()), str(home)], check=True)
        (home / "keys").mkdir(exist_ok=True, mode=0o700)
        (home / "keys" / "master.key").write_bytes(base64.b64encode(master_key()))
        with _started(home) as platform:
            databases.point_at(platform.cluster(), embedded.DATABASE)
            yield platform
    finally:
        databases.close_all()
        for alias, was in before.items():
            databases.lead_to(alias, was["NAME"], was["HOST"])
        embedded.stop(home)
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _started(home: Path) -> Iterator[Platform]:
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "PYTEST"))}
    environment |= {"LIVINGWELL_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    environment["PYTHONPATH"] = os.pathsep.join([str(databases.ROOT), environment.get("PYTHONPATH", "")])
    with (home / "said.log").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "livingwell.operate.cli", "run", "--port", str(port)],
            env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
    platform = Platform(home, port, process)
    try:
        until = time.monotonic() + PATIENCE
        while "Living Well is running" not in platform.said():
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"it did not start:\n{platform.said()[-3000:]}")
            time.sleep(0.05)
        yield platform
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            supervisor.end_strays(home)


def _prepared() -> Path:
    """A home with a migrated, empty database, made once for all runs in which the tables did not change."""
    home = databases.home_of_tests() / f"killed-{databases.template_name()[-16:]}"
    ready = home / "prepared"
    if not ready.exists():
        if home.exists():  # half made by a run that was killed
            embedded.stop(home)
        shutil.rmtree(home, ignore_errors=True)
        cluster = embedded.start(home, fast=True)
        embedded.prepare(cluster)
        _copy_tables(cluster)
        embedded.stop(home)
        for old in databases.home_of_tests().glob("killed-*"):
            if old != home:
                embedded.stop(old)
                shutil.rmtree(old, ignore_errors=True)
        (home / make_ready.FILLED).touch()  # the instrument brings its own people
        ready.touch()
    static = Path(settings.STATIC_ROOT)
    if not (home / "static").exists():
        shutil.copytree(static, home / "static")
    shutil.copy(static.with_name("static.stamp"), home / "static.stamp")
    return home


def _copy_tables(to: embedded.Cluster) -> None:
    """The tables of the instrument's own database, where nobody is yet, in another cluster: sooner than migrating."""
    ours = settings.DATABASES["default"]
    dumped = to.home / "tables.dump"
    as_owner = ["--username", embedded.SUPERUSER]
    dump = [embedded.binaries() / "pg_dump", "--host", ours["HOST"], *as_owner, "--format=custom", "--file", dumped]
    restore = [embedded.binaries() / "pg_restore", "--host", to.socket_dir, *as_owner, "--dbname", embedded.DATABASE]
    subprocess.run([*map(str, dump), ours["NAME"]], check=True)
    subprocess.run([*map(str, restore), "--exit-on-error", str(dumped)], check=True)
    dumped.unlink()


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
