"""What an instrument found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

#: How an instrument says where it is: a sentence, printed at once.
Tell = Callable[[str], None]


@dataclass
class Outcome:
    """`done` counts what was tried, `wrong` says each thing that should not have been, one sentence each (none: it
    held); `seconds` is how long it took, and `numbers` what else was measured, in words."""

    done: int
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0
    numbers: str = ""
