"""What became of each row of a file?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .records import SupportRecord

Kind = Literal["csv", "oruk-v1"]


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing changed or set aside on the way in, in plain words: "telephone: kept as written, not a UK number"."""

    field: str
    what: str

    def __str__(self) -> str:
        return f"{self.field}: {self.what}"


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that became a record. `row` is where to find it: the spreadsheet's row, or its place in the feed from 1."""

    row: int
    record: SupportRecord
    mends: tuple[Mend, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """A row that was not taken, and the whole reason as a sentence: "row 17 has no name"."""

    row: int
    reason: str
    name: str = ""


Outcome = Taken | Left


@dataclass(frozen=True, slots=True)
class Source:
    """What the file says about where it came from; each empty when it does not say."""

    publisher: str = ""
    attribution: str = ""
    licence: str = ""
    licence_url: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file, read. Every row is in `outcomes` exactly once, in the file's order.

    `notes` are sentences about the file as a whole; `unread` names what the file holds that no record keeps, with the
    number of rows where it was not empty.
    """

    kind: Kind
    filename: str
    outcomes: tuple[Outcome, ...]
    source: Source = Source()
    notes: tuple[str, ...] = ()
    unread: Mapping[str, int] = field(default_factory=dict)

    @property
    def taken(self) -> tuple[Taken, ...]:
        """The rows that became records, mended or not."""
        return tuple(o for o in self.outcomes if isinstance(o, Taken))

    @property
    def mended(self) -> tuple[Taken, ...]:
        """Those of the taken rows where something was changed or set aside."""
        return tuple(o for o in self.taken if o.mends)

    @property
    def left(self) -> tuple[Left, ...]:
        """The rows that were not taken, each with its reason."""
        return tuple(o for o in self.outcomes if isinstance(o, Left))

    @property
    def totals(self) -> dict[str, int]:
        """Rows, taken, mended (a part of taken) and left; rows = taken + left, always."""
        return {
            "rows": len(self.outcomes),
            "taken": len(self.taken),
            "mended": len(self.mended),
            "left": len(self.left),
        }
