"""Which instruments there are.

An instrument is a module (or a package) here, named below, with:

- ``NAME``: what it does, in a few words, as the line that is printed begins;
- ``LONG``, ``SHORT``: how much of it `make torture` and `make test` do;
- ``run(size, seed, tell) -> Outcome``: do it. Django is set up, its connections lead to an empty database of the
  instrument's own (a copy of the migrated template, thrown away afterwards), and transactions commit. The same seed
  tries the same things, as far as processes and threads allow.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from tests.torture.outcome import Outcome, Tell

INSTRUMENTS: tuple[str, ...] = (
    "killed_by_force",
    "conflicting_edits",
    "malformed_requests",
    "tampering",
    "sharing_graphs",
    "ended_at_once",
)


class Instrument(Protocol):
    NAME: str
    LONG: int
    SHORT: int

    def run(self, size: int, seed: int, tell: Tell) -> Outcome: ...


def instrument(name: str) -> Instrument:
    """The instrument called `name`, one of `INSTRUMENTS`."""
    return cast(Instrument, import_module(f"tests.torture.{name}"))
