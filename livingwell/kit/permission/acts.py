"""Acts: what can happen. One verb, one transaction, one rule, one event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, models

from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.allowing import allows
from livingwell.kit.permission.refusals import (
    THESE_DESTROYED,
    WORDS_DESTROYED,
    WORTH_ANOTHER_TRY,
    Refused,
    code_of,
    refusal,
)
from livingwell.kit.secrets.keys import KeyDestroyed, WordsDestroyed, keys_of_an_act
from livingwell.kit.viewers import By, Errand

__all__ = ["ActWithoutEvent", "Refused", "act", "allows", "ask_constraints_now", "doing"]

#: How often an act is done anew when it met another one (a deadlock), before it is answered "somebody was faster".
TRIES = 3

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound=models.Model)


@dataclass
class Doing:
    """The act under way: its name, who does it, and whether it has told its event yet."""

    name: str
    by: By
    told: bool = False


_doing: ContextVar[Doing | None] = ContextVar("act", default=None)


class ActWithoutEvent(RuntimeError):
    """An act ended without telling what happened: a fault of ours, refused before it is committed."""


def doing() -> Doing:
    """The act under way.

    :raises RuntimeError: outside an act; nothing of a person's is changed there.
    """
    current = _doing.get()
    if current is None:
        raise RuntimeError("this happens only inside an act")
    return current


def act(
    name: str, *, errands: tuple[str, ...] = (), binding: bool = False
) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """Make a function an act on its first argument, a row; it must take ``by=``.

    In one transaction: the rule ``name`` of the row's model is asked for `by` (an `Errand` is allowed only where
    `errands` names it), the function runs, and it must have told an event. `binding` asks the database's deferred
    constraints at the end of the act, while the page can still say what was wrong.

    An act that met another one (a deadlock) is done anew, up to `TRIES` times; its function must bear being called
    again, as one transaction that was undone.

    :raises PermissionDenied: when `by` may not.
    :raises Refused: (a `PermissionDenied` with a sentence) when the database refuses: somebody else was faster.
    """

    def make(do: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        @wraps(do)
        def perform(row: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            by: Any = kwargs["by"]

            def once() -> R:
                with keys_of_an_act(), speaking(by), _under_way(name, by) as current:
                    _ask(row, name, by, errands)
                    result = do(row, *args, **kwargs)
                    if not current.told:
                        raise ActWithoutEvent(name)
                    if binding:
                        ask_constraints_now()
                    return result

            return _answered(once)

        perform.act = name  # type: ignore[attr-defined]
        return perform

    return make


def _answered(once: Callable[[], R]) -> R:
    """Do it; what the database refuses becomes a `Refused`, and what only met another act is tried again."""
    for attempt in range(1, TRIES + 1):
        try:
            return once()
        except WordsDestroyed as gone:
            raise Refused(THESE_DESTROYED, "words_destroyed") from gone
        except KeyDestroyed as gone:
            raise Refused(WORDS_DESTROYED, "key_destroyed") from gone
        except DatabaseError as error:
            if code_of(error) in WORTH_ANOTHER_TRY and attempt < TRIES:
                continue
            refused = refusal(error)
            if refused is None:
                raise
            raise refused from error
    raise AssertionError("unreachable")


@contextmanager
def _under_way(name: str, by: By) -> Iterator[Doing]:
    current = Doing(name, by)
    token = _doing.set(current)
    try:
        yield current
    finally:
        _doing.reset(token)


def _ask(row: models.Model, name: str, by: By, errands: tuple[str, ...]) -> None:
    if isinstance(by, Errand):
        if by.why not in errands:
            raise PermissionDenied(f"the errand {by.why!r} may not {name}")
        return
    if allows(row, name, by):
        return
    if getattr(row, f"may_{name}", False):
        raise Refused  # the door said yes a moment ago: somebody else was faster, which is news and not a wrong
    raise PermissionDenied(f"{name} is not for you to do here")


def ask_constraints_now() -> None:
    """Let deferred constraints speak here rather than at commit, when the page has already answered."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")
