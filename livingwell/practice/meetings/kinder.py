"""Kinder wording (promise 8): gentle suggestions about a worker's own words, and never about a person's.

The list is ours and lives in ``kinder_words.csv``: whoever has a better word changes a line there. A place adds words
of its own (`kind_list`), which come first.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
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
    #: What the list calls it, to tell afterwards whether it was taken.
    find: str = ""


Entry = tuple[str, re.Pattern[str], str, str]


def entry(find: str, instead: str, because: str) -> Entry:
    """One line of a list: what is looked for as whole words, what could be written instead, and why."""
    words = sorted(filter(None, (word.strip() for word in find.split("|"))), key=len, reverse=True)
    # Capitals in the list mean capitals in the text: DNA is an abbreviation, "dna" is not.
    shout = words[-1].isupper()
    parts = "|".join(re.escape(word).replace("'", "['’]") for word in words)
    flags = 0 if shout else re.IGNORECASE
    return find, re.compile(rf"(?<!\w)(?:{parts})(?!\w)", flags), instead, because


@cache
def _entries() -> tuple[Entry, ...]:
    with LIST.open(encoding="utf-8", newline="") as lines:
        return tuple(entry(row["find"], row["instead"], row["because"]) for row in csv.DictReader(lines))


def suggestions(words: str, own: Sequence[Entry]) -> list[Suggestion]:
    """At most `AT_MOST` suggestions for what a worker wrote, in the order of their text; none is fine too. `own` is the
    place's list."""
    found: dict[str, tuple[int, Suggestion]] = {}
    for find, pattern, instead, because in (*own, *_entries()):
        if (hit := pattern.search(words)) is not None:
            suggestion = Suggestion(hit.group(), instead.replace("|", ", "), because, find)
            found.setdefault(hit.group().lower(), (hit.start(), suggestion))
    return [suggestion for _, suggestion in sorted(found.values(), key=lambda pair: pair[0])[:AT_MOST]]


def taken(suggested: Iterable[str], words: str, own: Sequence[Entry]) -> set[str]:
    """Which of the suggestions that were shown are no longer asked for by the words that were kept: they were taken, or
    thought over, which is as good. Nobody is told of one that was not."""
    known = {find: pattern for find, pattern, _, _ in (*_entries(), *own)}
    return {find for find in set(suggested) if find in known and words.strip() and not known[find].search(words)}
