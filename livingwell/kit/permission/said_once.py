"""Reads that are compiled once: for pages opened all day, where saying a question costs more than asking it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import update_wrapper
from typing import Any, ClassVar, Concatenate, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from livingwell.kit.permission.compiling import Compiled, Given, Learnt, learn, shape
from livingwell.kit.viewers import Viewer

#: How many shapes of one read are kept. All the doors are one read: some three hundred addresses, each for half a dozen
#: kinds of viewer, few of which are opened all day.
KEPT = 600
UNKNOWN = (None, None)

P = ParamSpec("P")
Row = TypeVar("Row", bound=Model)


class SaidOnce(Generic[P, Row]):
    """A read, said by a function of the viewer and of what it is about.

    What is an id, a day, a moment or a list of ids is put in its place in a question that is compiled already; what is
    anything else belongs to the question's shape, and has to be hashable. A list of ids is asked for with ``__any``:
    ``in`` would be another question for each length. The function must say the same for all such values: it may not
    look at them, or ask the database.
    """

    #: All there are; for laws that read the whole codebase.
    every: ClassVar[list[SaidOnce[Any, Any]]] = []

    def __init__(self, say: Callable[Concatenate[Viewer, P], QuerySet[Row]]) -> None:
        self.every.append(self)
        self.say = say
        self.learnt: Learnt[tuple[QuerySet[Row] | None, Compiled | None]] = Learnt(KEPT)
        update_wrapper(self, say)

    def __call__(self, viewer: Viewer, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        """The rows, noted as shown where they are guarded and not said to be ``not_shown``."""
        if kwargs:
            raise TypeError("what a compiled read is about is said in its order")
        given: list[Any] = [one for one in args if _is_given(one)]
        key = (*shape(viewer, given), *(None if _is_given(one) else one for one in args))
        rows, compiled = self.learnt.known_or(key, lambda: self._learn(viewer, args, given)) or UNKNOWN
        if rows is None or compiled is None:
            return list(self.say(viewer, *args, **kwargs))
        if not compiled.sql:
            return []
        asked = object.__new__(type(rows))  # a copy by `copy` would ask the stand-in's question first
        asked.__dict__ |= rows.__dict__ | {"_query": compiled.asked_by(viewer, given)}
        return list(asked)

    def _learn(
        self, viewer: Viewer, args: tuple[Any, ...], given: list[Given]
    ) -> tuple[QuerySet[Row] | None, Compiled | None]:
        said: list[QuerySet[Row]] = []

        def make(who: Viewer, *about: Given) -> Any:
            instead = iter(about)
            say: Callable[..., QuerySet[Row]] = self.say
            said.append(say(who, *(next(instead) if _is_given(one) else one for one in args)))
            return said[-1].query

        compiled = learn(make, viewer, given)
        return (said[0], compiled) if compiled else (None, None)


def _is_given(one: Any) -> bool:
    return isinstance(one, UUID | datetime | date | list)


def said_once(say: Callable[Concatenate[Viewer, P], QuerySet[Row]]) -> SaidOnce[P, Row]:
    """Compile the read once for each shape of who asks; see `SaidOnce`."""
    return SaidOnce(say)
