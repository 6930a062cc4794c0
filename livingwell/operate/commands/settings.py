"""Every setting a place can make, with its meaning; which of them are set here (never to what)."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

HELP = "every setting a place can make, and which are set here (never to what)"
PAGE = Path(__file__).resolve().parents[3] / "docs" / "operate" / "configuration.md"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--write", action="store_true", help="for maintainers: write docs/operate/configuration.md anew"
    )


def handle(args: argparse.Namespace) -> int:
    from livingwell.kit.configuration import REQUIRED, SETTINGS, as_page

    if args.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(as_page(), encoding="utf-8")
        return 0
    for each in SETTINGS:
        state = "set" if os.environ.get(each.name) else "MISSING" if each.default == REQUIRED else "-"
        print(f"{state:<8}{each.name:<30}{'secret' if each.secret else ''}")
    return 0
