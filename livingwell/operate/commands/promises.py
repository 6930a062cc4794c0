"""What the platform promised, checked on live data."""

from __future__ import annotations

import argparse
import time

from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "check each promise on live data; exits 1 if any is broken"
SHOWN = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help=f"name every broken row, not only the first {SHOWN}")


def handle(args: argparse.Namespace) -> int:
    with database_for_a_while():
        ready()
        from livingwell.kit.promises import checks, only_reading
        from livingwell.operate.promises import NOT_BUILT, PROMISES

        total, began = 0, time.monotonic()
        for number, promise in PROMISES.items():
            lines: list[str] = []
            broken: list[str] = []
            for says, check in checks.get(number, ()):
                asked = time.monotonic()
                with only_reading():
                    kept = check()
                took = time.monotonic() - asked
                lines.append(f"      {kept.looked_at:>9,} looked at, {len(kept.broken)} broken, {took:.1f} s: {says}")
                broken += kept.broken
            lines += [f"      by tests: {tests}" for tests in promise.tests]
            if number in NOT_BUILT:
                lines.append("      not built")
            print(f"{'BROKEN' if broken else 'kept' if checks.get(number) or promise.tests else '-':>6}  "
                  f"{number:>2}. {promise.name}")  # fmt: skip
            print("\n".join(lines))
            for sentence in broken if args.all else broken[:SHOWN]:
                print(f"      ! {sentence}")
            total += len(broken)
    print(f"\n{total} broken, asked in {time.monotonic() - began:.1f} s")
    return 1 if total else 0
