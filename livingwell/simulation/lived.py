"""What a simulation did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Lived:
    """How many moments came, and what was refused, with the sentence; `stopped` where somebody ended it early."""

    place: str
    moments: int = 0
    weeks: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    stopped: bool = False
    processes: int = 1

    def __add__(self, other: Lived) -> Lived:
        return Lived(
            self.place,
            self.moments + other.moments,
            self.weeks + other.weeks,
            self.refused + other.refused,
            self.stopped or other.stopped,
            max(self.processes, other.processes),
        )
