"""Lives lived on another clock, through the same acts the screens call, in an invented place of their own."""

from __future__ import annotations

import argparse
import os
import sys
import time

from livingwell.operate import home, make_ready
from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "live invented lives through the same acts the screens call"
EXAMPLES = "livingwell simulate --people 200 --months 12 --seed 7 && livingwell promises"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=200, help="how many people come (default: 200)")
    parser.add_argument("--months", type=int, default=12, help="over how many months that end now (default: 12)")
    parser.add_argument("--seed", type=int, default=7, help="the same seed lives the same lives (default: 7)")
    parser.add_argument(
        "--processes",
        type=int,
        default=max(2, (os.cpu_count() or 1) + 1),
        help="in how many processes at once (default: one more than there are processors)",
    )
    parser.add_argument(
        "--bulk",
        action="store_true",
        help="write the rows of two years straight into the tables, for measuring with very many people",
    )


def handle(args: argparse.Namespace) -> int:
    with database_for_a_while():
        ready()
        if not home.has_own_database():
            make_ready.migrate()  # an empty home is the ordinary beginning
        from livingwell.people.invented import mark_as_invented, must_be_invented
        from livingwell.people.models import Place

        if not Place.objects.exists():
            mark_as_invented()
        must_be_invented()
        return _fill(args) if args.bulk else _live(args)


def _live(args: argparse.Namespace) -> int:
    from livingwell.operate.progress import Progress
    from livingwell.simulation.together import simulate

    slug = f"seed-{args.seed}-{time.strftime('%m%d-%H%M%S')}"
    progress = Progress(f"Living {args.people:,} lives over {args.months} months")
    began = time.monotonic()

    def tick(share: float, moments: int) -> None:
        gone = time.monotonic() - began
        left = f", about {gone / share - gone:.0f} s left" if share > 0.02 and gone > 5 else ""
        progress(int(1000 * share), 1000, f"{moments:,} moments{left}")

    lived = simulate(args.people, args.months, args.seed, slug=slug, tick=tick, processes=args.processes)
    progress.finish()
    took = time.monotonic() - began
    print(
        f"{lived.moments:,} moments and {lived.weeks:,} weeks of a team lived in /{slug}/ in {took:.0f} s by"
        f" {lived.processes} processes: {lived.moments / took:.0f} moments a second."
    )
    for sentence, times in lived.refused.most_common():
        print(f"  refused {times:,}: {sentence}")
    if lived.stopped:
        print("Ended early: every act that began was finished, or was undone whole.")
    return 130 if lived.stopped else 0


def _fill(args: argparse.Namespace) -> int:
    from livingwell.operate.progress import Progress
    from livingwell.people.models import Place
    from livingwell.simulation.bulk.bare import InUse, LeftHalfDone
    from livingwell.simulation.bulk.run import fill

    slug = f"bulk-{args.seed}-{args.people}"
    if Place.objects.filter(slug=slug).exists():
        print(f"/{slug}/ is there already: another seed makes another place.", file=sys.stderr)
        return 1
    progress = Progress(f"Filling a place with {args.people:,} people")
    try:
        filled = fill(args.people, args.seed, slug=slug, tick=progress)
    except (InUse, LeftHalfDone) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    progress.finish()
    for table, rows in filled.rows.most_common():
        print(f"  {rows:>12,}  {table}")
    print(f"  {filled.rows.total():>12,}  rows in /{slug}/ in {sum(filled.seconds.values()):.1f} s: "
          + ", ".join(f"{part} {seconds:.1f}" for part, seconds in filled.seconds.items()))  # fmt: skip
    for sentence in filled.broken[:20]:
        print(f"  ! {sentence}", file=sys.stderr)
    print(f"{len(filled.broken)} broken")
    return 1 if filled.broken else 0
