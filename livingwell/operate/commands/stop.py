"""Stop what `run` started in this home, and the embedded database with it."""

from __future__ import annotations

import argparse
import contextlib
import time
from pathlib import Path

import psutil

from livingwell.operate import embedded, home, supervisor
from livingwell.operate.supervisor import say

HELP = "stop what `run` started; everything is kept"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def handle(args: argparse.Namespace) -> int:
    say("Stopped." if stop_all(home.home()) else "Nothing was running here.")
    return 0


def stop_all(where: Path, patience: float = 40.0) -> bool:
    """True if anything ran. Afterwards nothing of ours does, however the supervisor ended."""
    ran = False
    if supervisor.somebody_runs(where):
        ran = True
        process = supervisor.running_supervisor(where)
        if process is not None:
            with contextlib.suppress(psutil.Error):
                process.terminate()
        until = time.monotonic() + patience
        while supervisor.somebody_runs(where) and time.monotonic() < until:
            time.sleep(0.1)
        if process is not None and supervisor.somebody_runs(where):
            with contextlib.suppress(psutil.Error):
                process.kill()
    ran = supervisor.end_strays(where) > 0 or ran
    return embedded.stop(where) or ran
