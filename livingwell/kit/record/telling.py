"""Telling what happened: the event of an act, in the act's own transaction, and the jobs that answer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.permission.acts import doing
from livingwell.kit.record.models import Event
from livingwell.kit.viewers import Viewer

Reaction = Callable[[Event], None]
_reactions: dict[str, list[Reaction]] = {}


def tell(*, about: UUID | None, place: UUID, row: UUID | None = None, **facts: Any) -> Event:
    """Write the event of the act under way.

    `about` is the person it concerns, `row` the row it made or changed. `facts` are plain JSON: ids, names of states
    and parts, dates; never anybody's words (the record is kept longer than words may be).
    """
    current = doing()
    by = current.by
    viewer = by if isinstance(by, Viewer) else None
    event = Event(
        at=clock.now(),
        act=current.name,
        place_id=place,
        about_id=about,
        row_id=row,
        by_id=viewer.id if viewer else None,
        voice_id=viewer.voice if viewer else None,
        channel=viewer.channel if viewer else "",
        errand="" if viewer else by.why,  # type: ignore[union-attr]
        facts=facts,
    )
    Event.objects.add(event)
    current.told = True
    for enqueue in _reactions.get(current.name, ()):
        enqueue(event)
    return event


def after(act: str) -> Callable[[Reaction], Reaction]:
    """Answer an act of a lower room. The function is called in the act's own transaction, and only enqueues a job
    there (``job.defer(...)``), so that neither can happen without the other."""

    def register(enqueue: Reaction) -> Reaction:
        _reactions.setdefault(act, []).append(enqueue)
        return enqueue

    return register
