"""Read a directory of supports into a place: a plain CSV, or Open Referral UK version 1 (JSON).

Read again, the same file changes nothing. A file is often one page of a feed, so what it does not mention stays. A file
that cannot be read, or a fault on the way, changes nothing at all.

Exit codes: 0 read (rows that were left are listed, each with its reason); 1 nothing was taken: no such place, or a file
that cannot be read; 2 the file does not say who published it or under which licence, and neither did you.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from livingwell.operate.django_ready import database_for_a_while, ready
from livingwell.operate.progress import Progress

if TYPE_CHECKING:
    from livingwell.people.models import Place
    from livingwell.practice.network.actions.importing import Publisher
    from livingwell.practice.network.directory.reading import Reading
    from livingwell.practice.network.models import ImportRun

HELP = "read a directory of supports into a place (CSV, or Open Referral UK JSON)"
EXAMPLES = """\
examples:
  livingwell import-directory supports.csv --place alderbrook --source "Alderbrook Council" \\
      --attribution "Alderbrook Council" --licence "Open Government Licence v3.0"
  livingwell import-directory feed_page_2.json --place alderbrook --source "City directory"
"""
#: A longer file shows how far it has come.
LONG = 500


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the directory's file")
    parser.add_argument("--place", required=True, metavar="SLUG", help="the place, as in its addresses")
    parser.add_argument(
        "--source",
        default="",
        metavar="NAME",
        help="what this directory is called here; give the same name for each of its pages and each later reading"
        " (default: its publisher, or the file's name)",
    )
    parser.add_argument(
        "--attribution", default="", help="whom to name beside each support, where the file does not say"
    )
    parser.add_argument("--licence", default="", help="the licence it is published under, where the file does not say")
    parser.add_argument("--licence-url", default="", metavar="URL", help="where that licence can be read")
    parser.add_argument("--url", default="", help="where the directory itself can be found")
    parser.add_argument("--brief", action="store_true", help="list only the rows that were mended or left")


def handle(args: argparse.Namespace) -> int:
    try:
        data = args.file.read_bytes()
    except OSError as why:
        print(f"{args.file} cannot be opened: {why.strerror or why}. Nothing was changed.", file=sys.stderr)
        return 1
    with database_for_a_while():
        ready()
        return _import(args, data)


def _import(args: argparse.Namespace, data: bytes) -> int:
    from livingwell.people.models import Place
    from livingwell.practice.network.actions.importing import IMPORTING, NoLicence, Publisher, import_directory
    from livingwell.practice.network.directory.reading import UnreadableDirectory, read_directory

    place = Place.objects.filter(slug=args.place).first()
    if place is None:
        there = ", ".join(Place.objects.order_by("slug").values_list("slug", flat=True)[:20]) or "none yet"
        print(f"There is no place '{args.place}'. There are: {there}.", file=sys.stderr)
        return 1
    try:
        reading = read_directory(data, filename=args.file.name)
    except UnreadableDirectory as why:
        print(f"{args.file.name}: {why} Nothing was changed.", file=sys.stderr)
        return 1
    publisher = Publisher(args.source, args.attribution, args.licence, args.licence_url, args.url)
    publisher = _asked(publisher, reading, place) if sys.stdin.isatty() else publisher
    bar = Progress(args.file.name) if len(reading.outcomes) > LONG else None
    try:
        run = import_directory(place, reading=reading, data=data, publisher=publisher, by=IMPORTING, tick=bar)
    except NoLicence as why:
        print(f'{why.sentence}\n  --attribution "…" --licence "…"\nNothing was changed.', file=sys.stderr)
        return 2
    if bar is not None:
        bar.finish()
    _say(run, brief=args.brief)
    return 0


def _asked(publisher: Publisher, reading: Reading, place: Place) -> Publisher:
    """Ask whoever sits at the terminal for what neither the file nor the command nor an earlier import has said."""
    from livingwell.practice.network.actions.importing import unsaid

    for what, question in (
        ("attribution", "Who published this directory, as they ask to be named? "),
        ("licence", "Under which licence (such as Open Government Licence v3.0)? "),
    ):
        if what in unsaid(place, reading, publisher):
            publisher = replace(publisher, **{what: input(question).strip()})
    return publisher


def _say(run: ImportRun, *, brief: bool) -> None:
    """Row by row what was taken, mended and left, and then the whole in a few lines."""
    from livingwell.practice.network.models import ImportedRow, RowOutcome

    for row in ImportedRow.objects.filter(run=run).order_by("row").iterator():
        if row.outcome == RowOutcome.LEFT:
            print(f"row {row.row}: left. {row.reason}")
            continue
        if brief and not row.mends:
            continue
        print(f"row {row.row}: {RowOutcome(row.outcome).label.lower()}. {row.name}")
        for mend in row.mends:
            print(f"    mended {mend}")
    print()
    for note in run.notes:
        print(note)
    for field, count in sorted(run.unread.items()):
        print(f"Not kept: {field} ({count} {'row' if count == 1 else 'rows'}).")
    source = run.source
    taken = run.new + run.changed + run.same
    print(f"{run.rows} rows: {taken} taken ({run.new} new, {run.changed} changed, {run.same} as they were),"
          f" {run.mended} of them mended, {run.left} left.")  # fmt: skip
    print(f'Shown with each: {source.attribution}. {source.licence}. Kept as the source "{source.name}".')
