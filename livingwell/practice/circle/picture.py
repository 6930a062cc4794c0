"""The picture of who sees what: the parts of what is somebody's own, those they let in, and a line for each share.

Sizes are those of the drawing's own sheet, which is as wide as the smallest phone; the page scales it.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from django.utils.translation import gettext as _

from livingwell.practice.circle.models import Part, Share

WIDE, ROW, HIGH = 320, 54, 42
#: Where the left pieces end, and where the right ones begin.
PARTS_END, THEM_BEGIN = 128, 192
#: Letters that fit one line of a piece.
LETTERS = 14

#: The parts in as few words as a piece of paper holds; the sentences beneath the picture give the whole.
SHORT = {
    Part.STORY: lambda: _("My story"),
    Part.PLAN: lambda: _("My plan"),
    Part.STAYING_SAFE: lambda: _("Staying safe"),
    Part.INTRODUCTION: lambda: _("What I said first"),
    Part.MEETINGS: lambda: _("What we talked about"),
}


@dataclass(frozen=True)
class Piece:
    """A piece of paper with a word or two on it."""

    lines: list[str]
    top: float
    alone: bool = False

    @property
    def middle(self) -> float:
        return self.top + HIGH / 2

    @property
    def texts(self) -> list[tuple[float, str]]:
        """Each line with the height of its foot."""
        first = self.middle + 5 - 8 * (len(self.lines) - 1)
        return [(first + 16 * nth, line) for nth, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Picture:
    """What is drawn: parts on one side, people on the other, a line for each share."""

    parts: list[Piece]
    them: list[Piece]
    lines: list[str]
    high: float


def picture_of(shares: list[Share]) -> Picture | None:
    """The picture for these shares; None where nothing is shared, for an empty sheet says less than a sentence."""
    if not shares:
        return None
    who = list(dict.fromkeys(share.to_name for share in shares))
    seen = {share.what for share in shares}
    rows = max(len(Part), len(who))
    parts = {part.value: Piece(_lines(SHORT[part]()), _top(nth, len(Part), rows), part.value not in seen)
             for nth, part in enumerate(Part)}  # fmt: skip
    them = {name: Piece(_lines(name), _top(nth, len(who), rows)) for nth, name in enumerate(who)}
    pairs = dict.fromkeys((share.what, share.to_name) for share in shares)
    half = (PARTS_END + THEM_BEGIN) / 2
    lines = [
        f"M{PARTS_END} {parts[what].middle}C{half} {parts[what].middle} {half} {them[name].middle}"
        f" {THEM_BEGIN} {them[name].middle}"
        for what, name in pairs
    ]
    return Picture(list(parts.values()), list(them.values()), lines, rows * ROW)


def _top(nth: int, many: int, rows: int) -> float:
    """The fewer pieces of a side are spread over the height of the other."""
    return (nth + 0.5) * rows * ROW / many - HIGH / 2


def _lines(words: str) -> list[str]:
    return wrap(words, LETTERS, max_lines=2, placeholder="…") or ["…"]
