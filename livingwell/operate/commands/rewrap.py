"""Wrap everybody's data key under today's wrapping key, after it was changed; nobody's words are touched.

Set LIVINGWELL_WRAPPING_KEY to the new key and LIVINGWELL_WRAPPING_KEYS_BEFORE to the one before, restart the web server
and the worker, run this, write a new keyring, and take the old key away. Run again it changes nothing.
"""

from __future__ import annotations

import argparse
import sys

from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "wrap everybody's data key anew, after the wrapping key was changed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def handle(args: argparse.Namespace) -> int:
    with database_for_a_while():
        ready()
        from cryptography.exceptions import InvalidTag

        from livingwell.kit.database.speaking import speaking
        from livingwell.kit.secrets.keys import rewrap
        from livingwell.kit.viewers import Errand

        try:
            with speaking(Errand("rewrapping")):
                done = rewrap()
        except InvalidTag:
            print("No wrapping key at hand opens one of the keys; nothing was changed. Name all that were used in "
                  "LIVINGWELL_WRAPPING_KEYS_BEFORE.", file=sys.stderr)  # fmt: skip
            return 1
    print(f"{done:,} keys wrapped anew. Now: livingwell backup --keyring-only, and delete every older keyring.")
    return 0
