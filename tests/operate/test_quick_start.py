"""A web server that is brought back reads in what a first page needs, once, and nothing else (ADR 24)."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

from livingwell.operate.commands import run
from livingwell.operate.make_ready import compile_ahead
from livingwell.web import handler

LOADED = """
import gc, sys
from livingwell.web.wsgi import application
print(*sys.modules)
assert gc.isenabled() and gc.get_freeze_count() > 100_000
"""


def test_before_it_forks_every_view_is_there_and_no_part_for_now_and_then() -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    found = subprocess.run([sys.executable, "-c", LOADED], env=ours, capture_output=True, text=True, check=True)
    loaded = set(found.stdout.split())
    assert {"livingwell.practice.frontdoor.views", "livingwell.practice.team.views", "livingwell.demo.views"} <= loaded
    assert loaded & {"ftfy", "requests", "urllib3", "typst", "numpy", "pytest"} == set()


def test_the_job_worker_understands_how_it_is_started() -> None:
    """It walks no checks before its first job."""
    command = run.job_worker().command
    assert "--skip-checks" in command
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    ours["DJANGO_SETTINGS_MODULE"] = "livingwell.web.settings"
    asked = subprocess.run([*command, "--help"], env=ours, capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr


def test_bytecode_is_there_also_where_python_writes_none_by_itself() -> None:
    source = Path(handler.__file__)
    compiled = Path(cache_from_source(str(source)))
    compiled.unlink(missing_ok=True)
    compile_ahead()
    assert compiled.exists()
