"""The board: everyone held in a team, what needs a human first at the top, a page or a piece at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Q

from livingwell.kit import clock
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Place, Team
from livingwell.practice.team.reads.filters import LONGEST, Show, shown
from livingwell.practice.team.reads.needs import Need, after, named, needs
from livingwell.practice.team.reads.rows import Row, in_words
from livingwell.practice.team.reads.teams import Away

#: After which row a page begins: what it needs, since when, which; nothing for the first page.
Begin = tuple[()] | tuple[int, datetime, UUID]
#: Rows of one page; and of one piece, as a browser asks for them once the page is there.
PAGE, PIECE = 25, 100


@dataclass(frozen=True)
class Group:
    """Rows beneath one heading; where a piece goes on with the group before it, the heading stands there."""

    heading: str
    rows: list[Row]
    goes_on: bool = False
    talk_today: bool = False


@dataclass
class Board:
    """One page or piece of it; `later` is the cursor of the next."""

    rows: list[Row]
    show: Show = Show.ALL
    later: str = ""
    #: What the row before this piece needed; None where it is a page of its own.
    before: int | None = None

    @property
    def groups(self) -> list[Group]:
        """The rows by what they need, in the order of the page; or one list, the longest wait first."""
        if self.show in LONGEST:
            return [Group(str(LONGEST[self.show]), self.rows, self.before is not None)] if self.rows else []
        return [
            Group(str(Need(need).label), list(rows), need == self.before, need == Need.TALK_TODAY)
            for need, rows in groupby(self.rows, key=lambda row: row.hold.need)
        ]


def board(
    team: Team,
    viewer: Viewer,
    place: Place,
    *,
    show: Show,
    words: str = "",
    held_by: UUID | None = None,
    cursor: str = "",
    piece: bool = False,
    away: Mapping[UUID, Away] = MappingProxyType({}),
) -> Board:
    """A page of the team's board, as `viewer` may see it, or a `piece` of more rows that goes on where one ended;
    `away` are those of the team who are."""
    today, begin = clock.today(place.time_zone), _read(cursor)
    uncovered = [worker for worker, one in away.items() if not one.cover]
    many = PIECE if piece else PAGE
    # Words are not said once: in another place of the question they would be other words.
    found = (
        _named_so(viewer, team.pk, today, show, begin, uncovered, held_by, many, words)
        if words
        else _page(viewer, team.pk, today, show, uncovered, held_by, many, *begin)
    )
    later = _write(found[many - 1], show) if len(found) > many else ""
    rows = in_words(found[:many], viewer, place)
    for row in rows if away else ():
        row.away = away.get(row.hold.holder_id)
    for row in rows if show in LONGEST else ():
        row.alone = True
    return Board(rows, show, later, begin[0] if piece and begin else None)


@said_once
def _page(
    viewer: Viewer, team: UUID, today: date, show: Show, away: list[UUID], held_by: UUID | None, many: int, *begin: Any
) -> Any:
    return named(_part(viewer, team, today, show, begin, away, held_by))[: many + 1]


def _named_so(
    viewer: Viewer,
    team: UUID,
    today: date,
    show: Show,
    begin: Begin,
    away: list[UUID],
    held_by: UUID | None,
    many: int,
    words: str,
) -> list[Any]:
    rows = _part(viewer, team, today, show, begin, away, held_by).filter(person__name__unaccent__icontains=words)
    return list(named(rows)[: many + 1])


def _part(
    viewer: Viewer, team: UUID, today: date, show: Show, begin: Begin, away: list[UUID], held_by: UUID | None
) -> Any:
    rows = shown(needs(viewer, today, away).filter(team_id=team), show, viewer)
    if held_by is not None:
        rows = rows.filter(holder_id=held_by)
    if not begin:
        return rows
    need, since, pk = begin
    if show in LONGEST:
        return rows.filter(Q(waited__gt=since) | Q(waited=since, pk__gt=pk))
    return after(rows, need, since, pk)


def _write(hold: Any, show: Show) -> str:
    since = hold.waited if show in LONGEST else hold.need_since
    return f"{hold.need}~{since.timestamp():.6f}~{hold.pk}"


def _read(cursor: str) -> Begin:
    """Where a page begins; one that was tampered with begins at the beginning."""
    try:
        need, since, pk = cursor.split("~")
        zone = clock.now().tzinfo
        return Need(int(need)).value, datetime.fromtimestamp(float(since), tz=zone), UUID(pk)
    except (ValueError, OverflowError, OSError):
        return ()
