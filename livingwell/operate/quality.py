"""`make check`: every check runs, each is reported, and one that fails fails the whole."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

HERE = Path(sys.executable).parent

# What we ask of the code, and the command that answers; the slowest first, for two run at a time.
CHECKS: dict[str, list[str]] = {
    "types (mypy)": ["mypy", "--no-error-summary"],
    "missing migrations": ["livingwell", "manage", "makemigrations", "--check", "--dry-run"],
    "Django's checks": ["livingwell", "check"],
    "floors (import-linter)": ["lint-imports"],
    "style (ruff check)": ["ruff", "check", "--quiet", "--output-format=concise", "."],
    "format (ruff format)": ["ruff", "format", "--check", "--output-format=concise", "."],
}

Answer = tuple[bool, float, str]


def ask(command: list[str], home: str) -> Answer:
    began = time.monotonic()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    environment["LIVINGWELL_HOME"] = home  # a check touches nobody's data
    done = subprocess.run(
        [str(HERE / command[0]), *command[1:]],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode == 0, time.monotonic() - began, done.stdout.strip()


def main() -> int:
    began = time.monotonic()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="livingwell-check-") as folder, ThreadPoolExecutor(2) as pool:
        asked: dict[str, Future[Answer]] = {
            name: pool.submit(ask, command, f"{folder}/{number}")
            for number, (name, command) in enumerate(CHECKS.items())
        }
        for name, future in asked.items():
            passed, took, said = future.result()
            failed += not passed
            print(f"{'passes' if passed else 'FAILS ':6}  {name}  ({took:.1f} s)", flush=True)
            if not passed:
                print("\n".join(f"        {line}" for line in said.splitlines()), flush=True)
    print(f"{len(CHECKS) - failed} of {len(CHECKS)} checks pass, in {time.monotonic() - began:.0f} s.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
