"""Lives lived on another clock, through the same acts the screens call, in an invented place of their own."""

from __future__ import annotations

import argparse
import time

from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "live invented lives through the same acts the screens call"
EXAMPLES = "livingwell simulate --people 200 --months 12 --seed 7 && livingwell promises"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=200, help="how many people come (default: 200)")
    parser.add_argument("--months", type=int, default=12, help="over how many months that end now (default: 12)")
    parser.add_argument("--seed", type=int, default=7, help="the same seed lives the same lives (default: 7)")


def handle(args: argparse.Namespace) -> int:
    with database_for_a_while():
        ready()
        from livingwell.operate.progress import Progress
        from livingwell.people.invented import mark_as_invented, must_be_invented
        from livingwell.people.models import Place
        from livingwell.simulation.run import simulate

        if not Place.objects.exists():
            mark_as_invented()
        must_be_invented()
        slug = f"seed-{args.seed}-{time.strftime('%m%d-%H%M%S')}"
        progress = Progress(f"Living {args.people} lives over {args.months} months")
        began = time.monotonic()
        lived = simulate(
            args.people, args.months, args.seed, slug=slug, tick=lambda done, of: progress(done, of, "of the time")
        )
        progress.finish()
        print(f"{lived.moments} moments and {lived.weeks} weeks lived in /{slug}/ in {time.monotonic() - began:.0f} s.")
        for sentence, times in lived.refused.most_common():
            print(f"  refused {times}: {sentence}")
    return 0
