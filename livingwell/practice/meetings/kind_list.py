"""The place's own kinder words, and how often suggestions were taken: counts alone, of nobody, small ones hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from livingwell.practice.meetings.kinder import Entry, Suggestion, entry, suggestions, taken
from livingwell.practice.meetings.models import KindTaken, KindWord

#: A count below this is not shown, and others only to the nearest of it: a team of one must not read itself.
SMALL = 5
AT_MOST = 200


@dataclass(frozen=True)
class Taken:
    """One suggestion and how often, in words that give no small number away."""

    find: str
    times: str


def own_entries(place: UUID) -> list[Entry]:
    """The place's own list, ready to look for."""
    rows = KindWord.objects.filter(place_id=place, ended_at=None).order_by("added_at")[:AT_MOST]
    return [entry(row.find, row.instead, row.because) for row in rows if row.find.strip("| ")]


def suggested(place: UUID, words: str) -> list[Suggestion]:
    """Kinder words for what a worker wrote: the place's own first, then everybody's."""
    return suggestions(words, own_entries(place)) if words.strip() else []


def count_taken(place: UUID, shown: Iterable[str], words: str) -> None:
    """Count which of the suggestions that were shown are in the words that were kept: one more for each, in one
    statement that two workers may do at once."""
    rows = sorted(taken(shown, words, own_entries(place)))
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into meetings_kindtaken as t (place_id, find, times)
               select %s, f, 1 from unnest(%s::text[]) f
               on conflict (place_id, find) do update set times = t.times + 1""",
            [place, rows],
        )


def most_taken(place: UUID) -> list[Taken]:
    """What the place takes most, the most first; what was taken a few times alone is told without its number."""
    rows = list(KindTaken.objects.filter(place_id=place).order_by("-times", "find")[:30])
    often = [Taken(_said(row.find), _about(row.times)) for row in rows if row.times >= SMALL]
    seldom = sorted((Taken(_said(row.find), _("a few times")) for row in rows if row.times < SMALL), key=_by_find)
    return often + seldom


def _by_find(one: Taken) -> str:
    return one.find


def _said(find: str) -> str:
    return find.split("|")[0]


def _about(times: int) -> str:
    return _("about %(n)s times") % {"n": SMALL * round(times / SMALL)}
