"""The plain facts of one graph: who there is, who works where, who holds whom, what was shared, and each thing there
is to see. The oracle reads these, and neither models nor rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass
class Somebody:
    """A person of the place; a worker is one too."""

    id: UUID
    name: str
    has_account: bool = True
    works_in: set[UUID] = field(default_factory=set)
    worked_in: set[UUID] = field(default_factory=set)
    is_privacy_lead: bool = False

    @property
    def works(self) -> bool:
        return bool(self.works_in)

    @property
    def has_left(self) -> bool:
        """They worked here, and do not now."""
        return bool(self.worked_in) and not self.works_in


@dataclass(frozen=True)
class Held:
    """An open journey's hold now. `apart`: the person works, or worked while it lasted, in the team that holds."""

    person: UUID
    holder: UUID
    team: UUID
    apart: bool


@dataclass(frozen=True)
class Let:
    """Somebody, or a team, let into a part of a person's; `live` where neither ended nor run out."""

    person: UUID
    part: str
    to: UUID | None
    team: UUID | None
    live: bool


@dataclass(frozen=True)
class Opened:
    """A part opened without a share; `live` until its eight hours are over."""

    person: UUID
    part: str
    by: UUID
    live: bool


@dataclass(frozen=True)
class Thing:
    """A row about a person: which model, whose, and what of it decides who sees it."""

    model: str
    id: UUID
    person: UUID
    facts: dict[str, Any]


@dataclass(frozen=True)
class Word:
    """A word made up for one field, and found nowhere else: in which row it stands, and in which column."""

    thing: Thing
    column: str

    @property
    def is_reach(self) -> bool:
        """Part of how to reach somebody, or of what they need; everything of a person but the name."""
        return self.thing.model == "Person" and self.column != "name"


@dataclass
class Graph:
    """One small world: a place of its own."""

    place: UUID
    slug: str
    people: dict[UUID, Somebody] = field(default_factory=dict)
    teams: list[UUID] = field(default_factory=list)
    holds: list[Held] = field(default_factory=list)
    lets: list[Let] = field(default_factory=list)
    openings: list[Opened] = field(default_factory=list)
    #: (person, supporter) who said yes and has not been let go.
    ties: set[tuple[UUID, UUID]] = field(default_factory=set)
    #: (person, worker) asked to hold and not answered yet.
    offers: set[tuple[UUID, UUID]] = field(default_factory=set)
    #: (person, worker) who are done: what that worker wrote down for them just now is closed.
    closed: set[tuple[UUID, UUID]] = field(default_factory=set)
    things: list[Thing] = field(default_factory=list)
    words: dict[str, Word] = field(default_factory=dict)
