"""A question that a rule is part of, compiled once and asked of the database again and again.

To say a rule in SQL costs Django more than asking it costs PostgreSQL. What a question says depends on who asks only
through a few values (who they are, their teams, whose voice, the place, the moment, and what it is about), so it is
said once for stand-ins, and the values are put in their places. `learn` says it for two sets of stand-ins that share
nothing; whatever differs between the two without being one of those values is not kept, and the question is said anew
each time.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS as DATABASE
from django.db import connection, connections
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer

#: What a question is about: each is put in its place. Anything else is part of the question's shape.
Given = UUID | datetime | date | list[UUID]
#: Makes the question for whoever asks.
Make = Callable[..., Query]


T = TypeVar("T")


class Learnt(Generic[T]):
    """What was learnt, by the question's shape. So many are kept, each 0.1 to 0.2 MB; then the one goes that was not
    asked for longest.

    Learning costs twice a saying, and many shapes are asked once in the life of a process: one is learnt when it is
    asked for the second time.
    """

    def __init__(self, many: int) -> None:
        self.many = many
        self.known: OrderedDict[tuple[object, ...], T] = OrderedDict()
        self.asked: dict[tuple[object, ...], None] = {}

    def known_or(self, shape: tuple[object, ...], learn_it: Callable[[], T]) -> T | None:
        """What is known of questions of this shape, learnt now where it is the second; None where it is the first."""
        try:
            known = self.known[shape]
            self.known.move_to_end(shape)
            return known
        except KeyError:  # or another thread has made room in this moment
            pass
        if not self.asked_before(shape):
            return None
        _make_room(self.known, self.many)
        learnt = self.known[shape] = learn_it()
        self.asked.pop(shape, None)  # another thread may have been as quick
        return learnt

    def asked_before(self, shape: tuple[object, ...]) -> bool:
        """Whether this is not the first question of its shape; from now on it is not."""
        if shape in self.asked:
            return True
        _make_room(self.asked, self.many)
        self.asked[shape] = None
        return False


def _make_room(kept: dict[Any, Any], many: int) -> None:
    if len(kept) >= many:
        kept.pop(next(iter(kept)), None)


class NotWithoutAsking(Exception):
    """To say the question, the database has to be asked: what it answers now is not kept."""


@dataclass(frozen=True)
class _Place:
    """Where a value of the SQL comes from: the number of a value, the moment and so much more, or always the same."""

    slot: int | None = None
    after: timedelta | None = None
    always: Any = None

    def fill(self, values: Sequence[Any], moment: datetime) -> Any:
        if self.after is not None:
            return moment + self.after
        return self.always if self.slot is None else values[self.slot]


@dataclass(frozen=True)
class Compiled:
    """A question in SQL, and what goes where. Without SQL it is one to which there is no answer, whoever asks."""

    sql: str
    places: tuple[_Place, ...]
    query: Query | None = None
    compiler: SQLCompiler | None = None

    def params(self, viewer: Viewer, given: Sequence[Given]) -> list[Any]:
        """The values for `viewer`, about `given`, now."""
        values, moment = _values(viewer, given), clock.now()
        return [place.fill(values, moment) for place in self.places]

    def asked_by(self, viewer: Viewer, given: Sequence[Given]) -> Query:
        """A query that Django runs as any other, but does not compile again. It cannot be narrowed or added to."""
        params = self.params(viewer, given)
        compiler, query = copy.copy(self.compiler), copy.copy(self.query)
        if compiler is None or query is None:
            raise TypeError("a question without SQL has no answer: there is nothing to ask")
        compiler.connection = connections[DATABASE]  # compiled by one thread, asked by another
        compiler.query = query
        compiler.as_sql = lambda *_, **__: (self.sql, params)  # type: ignore[method-assign]
        query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        query.chain = query.clone = _cannot_be_added_to  # type: ignore[method-assign]
        return query


def _cannot_be_added_to(*_: object, **__: object) -> Any:
    raise TypeError("this question is compiled: it cannot be narrowed or added to")


def shape(viewer: Viewer, given: Sequence[Given] = ()) -> tuple[object, ...]:
    """Everything a question's SQL may hang on beside the values themselves: who is of the same shape asks the same."""
    known = [viewer.id, viewer.place_id, viewer.voice, *(one for one in given if isinstance(one, UUID))]
    return (
        len(viewer.teams), viewer.roles, viewer.voice is None, bool(viewer.channel), bool(viewer.works_for),
        bool(viewer.name), tuple(type(one) for one in given), tuple(known.index(one) for one in known),
        tuple(one in viewer.teams for one in known),
    )  # fmt: skip


def learn(make: Make, viewer: Viewer, given: Sequence[Given] = ()) -> Compiled | None:
    """The question `make(viewer, *given)` for everybody of this shape; None where it cannot be kept."""
    said = []
    for nth in (1, 2):
        who, about = _stand_ins(viewer, given, nth)
        moment = datetime(2000 + nth, nth, nth, nth, tzinfo=UTC)
        try:
            with clock.at(moment), connection.execute_wrapper(_no_questions):
                query = make(who, *about)
                compiler = query.get_compiler(DATABASE)
                sql, params = compiler.as_sql()
        except EmptyResultSet:
            query, compiler, sql, params = None, None, "", ()
        except NotWithoutAsking:
            return None
        said.append((sql, params, _values(who, about), moment, query, compiler))
    (sql, params, *one, query, compiler), (other_sql, other_params, *other, _query, _compiler) = said
    if sql != other_sql or len(params) != len(other_params):
        return None
    places = [_place(mine, theirs, one, other) for mine, theirs in zip(params, other_params, strict=True)]
    if any(place is None for place in places):
        return None
    return Compiled(sql, tuple(place for place in places if place is not None), query, compiler)


def _place(mine: Any, theirs: Any, one: Sequence[Any], other: Sequence[Any]) -> _Place | None:
    """Where a value comes from that is `mine` in the one saying of a question and `theirs` in the other."""
    (values, moment), (other_values, other_moment) = one, other
    slot = next((n for n, value in enumerate(values) if _is_the_same(value, mine)), None)
    if slot is not None:
        return _Place(slot=slot) if _is_the_same(other_values[slot], theirs) else None
    if type(mine) is not type(theirs):
        return None
    if mine == theirs:
        return _Place(always=mine)
    if isinstance(mine, datetime) and mine - moment == theirs - other_moment:
        return _Place(after=mine - moment)
    return None


def _is_the_same(value: Any, param: Any) -> bool:
    """Django hands a value on as it is, and a list as a copy."""
    return value is not None and (value is param or (isinstance(value, list) and value == param))


def _values(viewer: Viewer, given: Sequence[Given]) -> list[Any]:
    return [viewer.id, viewer.voice, viewer.place_id, *given, *viewer.teams]


def _stand_ins(like: Viewer, given: Sequence[Given], nth: int) -> tuple[Viewer, list[Given]]:
    """Somebody of the same shape who asks about the like, and shares no value with anybody."""
    instead: dict[UUID, UUID] = {}

    def other(known: UUID) -> UUID:
        return instead.setdefault(known, uuid4())

    viewer = Viewer(
        id=other(like.id),
        name=f"stand-in {nth}" if like.name else "",
        place_id=other(like.place_id),
        teams=tuple(other(team) for team in like.teams),
        roles=like.roles,
        works_for=f"nobody {nth}" if like.works_for else "",
        voice=None if like.voice is None else other(like.voice),
        channel=f"channel {nth}" if like.channel else "",
    )
    return viewer, [_instead_of(one, other, nth, at) for at, one in enumerate(given)]


def _instead_of(one: Given, other: Callable[[UUID], UUID], nth: int, at: int) -> Given:
    if isinstance(one, UUID):
        return other(one)
    if isinstance(one, list):
        return [uuid4() for _ in range(nth)]
    if isinstance(one, datetime):
        return datetime(1900 + nth, 1 + nth, 1 + at, tzinfo=UTC)
    return date(1900 + nth, 2 + nth, 1 + at)


def _no_questions(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    raise NotWithoutAsking(sql)
