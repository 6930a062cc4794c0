"""The instrument: a platform under load, killed again and again, and looked at while and after."""

from __future__ import annotations

import contextlib
import os
import random
import statistics
import subprocess
import sys
import time

import psutil
import psycopg

from livingwell.operate import embedded
from livingwell.practice.holding.tests.oracle import broken
from tests import databases
from tests.torture.killed_by_force.browser import Ledger
from tests.torture.killed_by_force.load import Load, arrive
from tests.torture.killed_by_force.looking import look
from tests.torture.killed_by_force.platform import Platform, running
from tests.torture.killed_by_force.watching import Probe
from tests.torture.outcome import Outcome, Tell

NAME = "killed by force, under load"
LONG, SHORT = 50, 3
#: What is killed. The short form takes the first ones.
TARGETS = ("database", "web worker", "job worker", "whole database", "web server", "everything", "database process")
WITHIN = 5.0  # seconds; judged in the long form alone, for a short one shares its machine with other tests
PATIENCE = 40.0


def run(size: int, seed: int, tell: Tell) -> Outcome:
    """Kill `size` times; everything acknowledged is there once, every promise kept, 503 and never 500 meanwhile."""
    began = time.monotonic()
    dice = random.Random(seed)
    with running() as platform:
        people = arrive(meetings=5 + size * 5)
        databases.close_all()  # the database is about to be killed under us
        load = Load(platform.port, people, seed)
        databases.close_all()
        probe = Probe(platform.port, load.ledger)
        load.begin()
        took = [_one_kill(platform, probe, _target(n, dice), load.ledger, dice, tell) for n in range(size)]
        time.sleep(1.0)
        load.end()
        probe.end()
        wrong = load.ledger.wrong
        wrong += _oracle(platform)
        wrong += look(load.ledger, people)
        wrong += _commands(platform, ("promises",) if size <= SHORT else ("promises", "verify-events"))
        if size > SHORT:
            wrong += [f"kill {n}: answered after {back:.1f} s" for n, back in enumerate(took) if back > WITHIN]
            wrong += _jobs_done(platform, tell)
        if wrong:
            tell(platform.said()[-6000:])
    saved = sum(load.ledger.saved.values())
    answers = ", ".join(f"{count} × {what}" for what, count in sorted(load.ledger.answers.items()))
    numbers = (
        f"{saved:,} acknowledged writes; answering again after {statistics.median(took):.2f} s (median), "
        f"{max(took):.2f} s (worst); answers: {answers}"
    )
    return Outcome(size, wrong, time.monotonic() - began, numbers)


def _target(number: int, dice: random.Random) -> str:
    return TARGETS[number] if number < len(TARGETS) else dice.choice(TARGETS)


def _one_kill(platform: Platform, probe: Probe, target: str, ledger: Ledger, dice: random.Random, tell: Tell) -> float:
    """Kill `target` now, and wait until all parts live and pages are answered steadily; seconds until they were."""
    time.sleep(dice.uniform(0.1, 0.8))
    victims = _victims(platform, target, dice)
    killed = time.monotonic()
    for victim in victims:
        with contextlib.suppress(psutil.Error):
            victim.kill()
    while (back := probe.back_after(killed)) is None or not _whole(platform):
        if time.monotonic() - killed > PATIENCE:
            ledger.wrong.append(f"{target}: not back {PATIENCE:.0f} s after the kill")
            return PATIENCE
        time.sleep(0.05)
    ledger.wrong += _oracle(platform)
    tell(f"{target} ({len(victims)} killed): answered again after {back:.2f} s")
    return back


def _victims(platform: Platform, target: str, dice: random.Random) -> list[psutil.Process]:
    web, jobs = platform.part("gunicorn"), platform.part("procrastinate")
    pid = embedded.running_pid(platform.home)
    server = psutil.Process(pid) if pid else None
    backends = server.children() if server else []
    workers = platform.web_workers()
    everything = [web, *workers, jobs, server, *backends]
    victims = {
        "web worker": workers and [dice.choice(workers)],
        "web server": [web],
        "job worker": [jobs],
        "database": [server],
        "whole database": [server, *backends],
        "database process": backends and [dice.choice(backends)],
        "everything": everything,
    }[target]
    return [victim for victim in victims or [] if victim is not None]


def _whole(platform: Platform) -> bool:
    """Every part has a process, and the database answers."""
    web = platform.part("gunicorn")
    if web is None or not web.children() or platform.part("procrastinate") is None:
        return False
    try:
        with platform.cluster().connect(connect_timeout=2) as connection:
            connection.execute("select 1")
    except psycopg.OperationalError:
        return False
    return True


def _oracle(platform: Platform) -> list[str]:
    """Is anybody held by nobody, as the superuser sees it?"""
    with platform.cluster().connect(autocommit=True) as superuser:
        return [f"{row}: {what}" for row, what in broken(superuser)]


def _commands(platform: Platform, commands: tuple[str, ...]) -> list[str]:
    """`livingwell promises` and such find nothing broken."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "PYTEST"))}
    environment |= {"LIVINGWELL_HOME": str(platform.home), "PYTHONPATH": str(databases.ROOT)}
    wrong = []
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "livingwell.operate.cli", command],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            check=False,
        )  # fmt: skip
        if done.returncode:
            wrong.append(f"livingwell {command}: {done.stdout[-1500:]}")
    return wrong


def _jobs_done(platform: Platform, tell: Tell, patience: float = 150.0) -> list[str]:
    """Every job that was due is done, also those in the hands of a worker that was killed; and what comes round by
    itself came round again since."""
    began = time.monotonic()
    with platform.cluster().connect(autocommit=True) as superuser:
        superuser.execute(
            "create temp table were_due as select id from procrastinate_jobs"
            " where status in ('todo', 'doing') and (scheduled_at is null or scheduled_at < now())"
        )
        sealed = "select count(*) from procrastinate_jobs where task_name = 'seal records' and status = 'succeeded'"
        before = superuser.execute(sealed).fetchone()
        while True:
            rows = superuser.execute(
                "select id, task_name, status from procrastinate_jobs join were_due using (id)"
                " where status <> 'succeeded'"
            ).fetchall()
            if not rows and superuser.execute(sealed).fetchone() != before:
                tell(f"every job that was due is done, {time.monotonic() - began:.0f} s after the last kill")
                return []
            if time.monotonic() - began > patience:
                return [f"job {pk} ({name}) is {status}" for pk, name, status in rows] or ["nothing came round again"]
            time.sleep(0.5)
