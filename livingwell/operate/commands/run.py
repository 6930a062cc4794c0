"""Start everything and keep it running."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from livingwell.operate import embedded, home, supervisor
from livingwell.operate.supervisor import say

HELP = "start database, web server and jobs, and bring back what dies (Ctrl-C ends them)"

WEB_WORKERS, WEB_THREADS = 2, 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="where to serve (default: PORT, or 8000)")


def handle(args: argparse.Namespace) -> int:
    if args.port is not None:
        os.environ["PORT"] = str(args.port)
    where, port = home.home(), home.port()
    try:
        claim = supervisor.claim(where)
    except supervisor.AlreadyRunning as already:
        url = already.note.get("url")
        say(f"Living Well already runs here{f': {url}' if url else ''}  (make stop ends it)")
        return 0
    try:
        return _run(claim, port)
    finally:
        claim.release()


def _run(claim: supervisor.Claim, port: int) -> int:
    where = claim.home
    supervisor.end_strays(where)
    door = supervisor.listen(port)
    url = f"http://localhost:{port}/"
    web, jobs = web_server(door), job_worker()
    programs = [web, jobs]
    database = [] if home.has_own_database() else [supervisor.Database(where)]

    def write_down() -> None:
        claim.note(
            url=url,
            supervisor=supervisor.identity(os.getpid()),
            children=[supervisor.identity(pid) for program in programs if (pid := program.pid())],
        )

    keeper = supervisor.Supervisor([*database, web, jobs], changed=write_down)

    def ask() -> None:
        if not keeper.asked_to_stop:
            say("\nStopping.")
        keeper.asked_to_stop = True

    with supervisor.stops_when_asked(ask):
        write_down()
        try:
            if database:
                say("Starting the database")
                embedded.prepare(embedded.start(where))
            if not keeper.asked_to_stop:
                code = _make_ready(keeper)
                if code:
                    return code
            if not keeper.asked_to_stop:
                keeper.start()
                _wait_until_served(url, keeper)
            if not keeper.asked_to_stop:
                say(_welcome(url))
            keeper.run()
        finally:
            keeper.stop()
            door.close()
            say("Stopped. Everything is kept in " + _short(where) if database else "Stopped.")
    return 0


def _make_ready(keeper: supervisor.Supervisor) -> int:
    say("Bringing the tables up to date")
    process = subprocess.Popen(
        [sys.executable, "-m", "livingwell.operate.make_ready"],
        start_new_session=True,
        preexec_fn=supervisor.end_with_parent,
    )
    while (code := process.poll()) is None:
        if keeper.asked_to_stop:
            process.terminate()
            process.wait()
            return 0
        time.sleep(0.05)
    if code:
        say("The tables could not be brought up to date; what went wrong is above.")
    return 1 if code else 0


def web_server(door: socket.socket, application: str = "livingwell.web.wsgi:application") -> supervisor.Program:
    """The web server behind `door`; the bench puts another application into the same server."""
    options = [
        "--worker-class=livingwell.web.worker.Worker",
        f"--workers={WEB_WORKERS}",
        f"--threads={WEB_THREADS}",
        "--timeout=60",
    ]
    options += ["--preload"]  # a worker that died is back in the time of a fork, not of a start
    options += ["--graceful-timeout=8", "--keep-alive=5", "--log-level=warning", "--no-control-socket"]
    command = [sys.executable, "-m", "gunicorn", f"--bind=fd://{door.fileno()}", *options]
    return supervisor.Program("web server", [*command, application], pass_fds=[door.fileno()])


def job_worker() -> supervisor.Program:
    options = ["--concurrency=4", "--shutdown-graceful-timeout=8", "--name=livingwell"]
    command = [sys.executable, "-m", "django", "procrastinate", "--skip-checks", "worker", *options]
    # Its worker survives a database that was killed, but no longer hears of new jobs.
    return supervisor.Program("job worker", command, leans_on="database", behind=5)


def _wait_until_served(url: str, keeper: supervisor.Supervisor, patience: float = 60.0) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until and not keeper.asked_to_stop:
        keeper.look_after()
        try:
            with urllib.request.urlopen(url, timeout=10):
                return
        except urllib.error.HTTPError as answer:
            if answer.code >= 500:
                say(f"The web server runs, but its first page answers {answer.code}; why is above.")
            return
        except OSError:  # not yet
            time.sleep(0.1)
    if not keeper.asked_to_stop:
        say("The web server does not answer yet; what it says is above.")


def _welcome(url: str) -> str:
    lines = ["", "Living Well is running, on this machine alone.", "", f"    Open         {url}"]
    if not home.has_own_database() and _there_is_a_cast():
        lines.append(f"    Be somebody  {url}demo/   a person, a peer worker, a nurse, a commissioner: one click each")
    return "\n".join([*lines, "    Stop         Ctrl-C here, or make stop elsewhere; everything is kept", ""])


def _there_is_a_cast() -> bool:
    from livingwell.operate.make_ready import FILLED

    return (home.home() / FILLED).exists()


def _short(path: object) -> str:
    return os.path.relpath(str(path)) if str(path).startswith(os.getcwd()) else str(path)
