"""Kinder wording (promise 8): gentle suggestions about a worker's own words, and never about a person's.

The list is ours and lives in ``kinder_words.csv``: whoever has a better word changes a line there.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("kinder_words.csv")
#: More than this at once is a telling-off, not a suggestion.
AT_MOST = 4


@dataclass(frozen=True)
class Suggestion:
    """What was written, what could be written instead, and why."""

    written: str
    instead: str
    because: str


@cache
def _entries() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    entries = []
    with LIST.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            words = sorted(row["find"].split("|"), key=len, reverse=True)
            # Capitals in the list mean capitals in the text: DNA is an abbreviation, "dna" is not.
            shout = words[-1].isupper()
            parts = "|".join(re.escape(word).replace("'", "['’]") for word in words)
            flags = 0 if shout else re.IGNORECASE
            entries.append((re.compile(rf"(?<!\w)(?:{parts})(?!\w)", flags), row["instead"], row["because"]))
    return tuple(entries)


def suggestions(words: str) -> list[Suggestion]:
    """At most `AT_MOST` suggestions for what a worker wrote, in the order of their text; none is fine too."""
    found = []
    for pattern, instead, because in _entries():
        if (hit := pattern.search(words)) is not None:
            found.append((hit.start(), Suggestion(hit.group(), instead.replace("|", ", "), because)))
    return [suggestion for _, suggestion in sorted(found, key=lambda pair: pair[0])[:AT_MOST]]
