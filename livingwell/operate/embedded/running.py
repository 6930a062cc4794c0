"""What runs: a cluster, its processes, and what outlived a killed one. A pid file alone proves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg

from livingwell.kit.embedded_socket import PORT

DATABASE = "livingwell"
SUPERUSER = "postgres"


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


def left_behind(data: Path) -> list[psutil.Process]:
    """Backends that outlived their server: they end by themselves within moments."""
    return [process for process in psutil.process_iter() if _is_server(process.pid, data)]
