"""What was taken away again (a share, a place in a circle, work here, an account), said outside the database too: a
backup that is brought back is older than some of it, and must not give it back. One line each, with ids and never a
name, beside the exported seals (docs/operate/backups.md).

A room says how one of its acts is done again with ``done_again("the_act", how)``; a law asks that it is an act.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.db import DatabaseError, transaction

from livingwell.kit.record.models import Event
from livingwell.kit.record.telling import after
from livingwell.kit.work import job
from livingwell.practice.keeping import outside

#: Where an act was about nobody, or changed no single row.
NONE = UUID(int=0)


class Line(NamedTuple):
    """One act that took something away: about whom, which row, and when."""

    act: str
    about: UUID
    row: UUID
    at: datetime


#: Does the act again where that is still to do; gives how many rows it changed. Runs within the restore's errand.
Again = Callable[[Line], int]
_again: dict[str, Again] = {}


def done_again(act: str, how: Again) -> None:
    """From now on `act` is said outside, and `how` does it again after a restore."""
    _again[act] = how
    after(act)(_enqueue)


def path() -> Path:
    """Where the lines are."""
    return outside.beside_the_seals("taken-away.jsonl")


def lines() -> list[Line]:
    """Every line that is whole, in the order in which it was said."""
    return [
        Line(said["act"], UUID(said["about"]), UUID(said["row"]), datetime.fromisoformat(said["at"]))
        for said in outside.read(path())
        if said.keys() >= {"act", "about", "row", "at"}
    ]


def take_away_again(known: list[Line]) -> tuple[int, list[Line]]:
    """In a database that was brought back, within the restore's errand: what these lines say is done again. Gives how
    many changed something, and those that the database refused, which somebody has to look at."""
    done, refused = 0, []
    for line in known:
        try:
            with transaction.atomic():
                done += _again[line.act](line) > 0 if line.act in _again else 0
        except DatabaseError:
            refused.append(line)
    return done, refused


def _enqueue(event: Event) -> None:
    say_outside.defer(event=str(event.pk))


@job("say_outside", errand="what was taken away is said outside")
def say_outside(*, event: str) -> None:
    """One line, on the disk before the job is done."""
    told = Event.objects.get(pk=event)
    about, row = (str(one or NONE) for one in (told.about_id, told.row_id))
    outside.append(path(), [{"act": told.act, "about": about, "row": row, "at": told.at.isoformat()}])
