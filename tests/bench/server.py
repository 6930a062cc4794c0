"""A web server as production runs it, for the product or for the floor, and what its processes have cost so far."""

from __future__ import annotations

import contextlib
import http.client
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from livingwell.operate import embedded
from livingwell.operate.commands.run import WEB_WORKERS, web_server
from livingwell.operate.supervisor import end_with_parent
from tests.bench import surroundings

WORKERS = WEB_WORKERS


@dataclass
class Served:
    """A running server."""

    cluster: embedded.Cluster
    database: str
    name: str
    port: int
    master: psutil.Process

    def cpu(self) -> dict[int, float]:
        """Seconds of CPU that each web worker and each of their database backends has used, by process."""
        with self.cluster.connect("postgres") as connection:
            rows = connection.execute("select pid from pg_stat_activity where application_name = %s", [self.name])
            backends = [psutil.Process(pid) for (pid,) in rows.fetchall()]
        used = {}
        for process in [*self.master.children(), *backends]:
            with contextlib.suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                used[process.pid] = times.user + times.system
        return used


def spent(before: dict[int, float], after: dict[int, float]) -> float:
    """Seconds of CPU between two accounts; a backend that is new has spent all of its own."""
    return sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())


@contextlib.contextmanager
def serve(cluster: embedded.Cluster, database: str, application: str, settings: str, user: str) -> Iterator[Served]:
    """The server that `livingwell run` starts, with `application` in it, for as long as the block lasts."""
    name = f"{surroundings.WEB}-{application.split('.')[-2]}"
    env = surroundings.serving(cluster, database, settings=settings, user=user, name=name)
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.bind(("127.0.0.1", 0))
    door.listen(512)
    port = door.getsockname()[1]
    log = surroundings.HOME / f"{name}.log"
    with log.open("w") as out:
        started = subprocess.Popen(
            web_server(door, application).command,
            stdout=out,  # production writes a line about each request: that is paid for here too
            stderr=out,
            env=env,
            cwd=surroundings.ROOT,
            pass_fds=[door.fileno()],
            preexec_fn=end_with_parent,
        )
    try:
        _wait(started, port, log)
        yield Served(cluster, database, name, port, psutil.Process(started.pid))
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait(timeout=30)
        door.close()


def _wait(started: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and started.poll() is None:
        try:
            asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            asking.request("GET", "/healthz", headers={"Host": "localhost", "X-Forwarded-Proto": "https"})
            asking.getresponse().read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        else:
            return  # it answers, which is all we ask: the floor has no such page
    raise SystemExit(f"The web server of the bench did not start: {log.read_text()[-4000:]}")
