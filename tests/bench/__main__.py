"""`make bench`: make the places, measure them one after another, print a table, write bench.json, and exit 1 where a
target is missed. BENCH_PEOPLE says how many people, BENCH_HOME where the bench's own cluster lives; with BENCH_KEEP=1
a place that earlier code made is brought up to date and measured, not made anew."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from livingwell.operate import embedded
from tests.bench import data, reporting, surroundings


def main() -> int:
    began, sizes = time.monotonic(), surroundings.sizes()
    surroundings.HOME.mkdir(parents=True, exist_ok=True)
    cluster = embedded.start(surroundings.HOME)
    found: dict[int, Any] = {}
    try:
        for people in sizes:
            _say(f"A place of {people} people")
            made = data.make(cluster, people)
            _say(f"  made in {made:.0f} s" if made else "  there from an earlier run")
            since = time.monotonic()
            found[people] = _measured(cluster, people)
            _say(f"  measured in {time.monotonic() - since:.0f} s")
    finally:
        embedded.stop(surroundings.HOME)
    rows, floors = reporting.rows_of(found), reporting.floors_of(found)
    print("\n" + reporting.table(rows, floors))
    missed = sum(bool(row["misses"]) for row in rows)
    whole = {
        "rows": rows,
        "floors": floors,
        "measured": {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": round(time.monotonic() - began),
            "cores": os.cpu_count(),
            "memory_gb": round(psutil.virtual_memory().total / 1e9),
            "python": platform.python_version(),
            "machine": f"{platform.system()} {platform.machine()}",
        },
    }
    Path("bench.json").write_text(json.dumps(whole, indent=1) + "\n")
    print(f"\n{len(rows)} rows in {time.monotonic() - began:.0f} s, {missed} of them miss a target. See bench.json.")
    return 1 if missed else 0


def _measured(cluster: embedded.Cluster, people: int) -> dict[str, dict[int, dict[str, float]]]:
    database = surroundings.database_for(people)
    env = surroundings.serving(
        cluster, database, settings="livingwell.web.settings", user="livingwell_app", name="bench"
    )
    file = surroundings.HOME / "places" / f"{people}.measured.json"
    command = [sys.executable, "-m", "tests.bench.measuring", database, str(file)]
    if subprocess.run(command, env=env, cwd=surroundings.ROOT).returncode:
        raise SystemExit(f"The place of {people} people could not be measured; why is above.")
    found = json.loads(file.read_text())["found"]
    return {page: {int(c): of for c, of in by.items()} for page, by in found.items()}


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
