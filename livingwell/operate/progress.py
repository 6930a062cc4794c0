"""Tells how far something long has come: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO


class Progress:
    """Call it with how much is done, of how much, and (if you like) what with: `progress(12, 60, "journeys")`."""

    WIDTH = 30

    def __init__(self, title: str, out: TextIO | None = None) -> None:
        self.title, self.out = title, out or sys.stdout
        self._began = time.monotonic()
        self._tenths_said = -1
        self._drawn = 0

    def __call__(self, done: int, total: int, what: str = "") -> None:
        share = min(1.0, done / total) if total > 0 else 1.0
        if self.out.isatty():
            filled = round(share * self.WIDTH)
            line = f"{self.title}  [{'#' * filled}{'.' * (self.WIDTH - filled)}] {share:4.0%}  {what}"
            self.out.write("\r" + line.ljust(self._drawn))
            self._drawn = len(line)
        elif int(share * 10) > self._tenths_said:
            self._tenths_said = int(share * 10)
            self.out.write(f"{self.title}: {share:.0%}{f', {what}' if what else ''}\n")
        self.out.flush()

    def finish(self) -> None:
        took = time.monotonic() - self._began
        self.out.write(
            ("\r" if self.out.isatty() else "") + f"{self.title}: done in {took:.0f} s".ljust(self._drawn) + "\n"
        )
        self.out.flush()
