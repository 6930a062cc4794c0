"""Who is looking or acting: a viewer (somebody signed in), or an errand (the platform itself, by name)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Viewer:
    """Somebody signed in. `teams` are those they work in now; `roles` are words such as
    ``privacy_lead``; `works_for` is the organisation they work for, if any.

    `voice` is set where they enter what somebody else says (by phone, on paper, on a bench): acts that belong to a
    person's own voice are then that person's, and the record keeps both names and the `channel`.
    """

    id: UUID
    name: str
    place_id: UUID
    teams: tuple[UUID, ...] = ()
    roles: frozenset[str] = field(default_factory=frozenset)
    works_for: str = ""
    voice: UUID | None = None
    channel: str = ""
    #: By when they are to have a second step of signing in; None where they have one or nobody asks for it.
    second_step_by: datetime | None = field(default=None, compare=False)

    @property
    def speaks_for(self) -> UUID:
        """Whose voice an act is in: their own, unless they are entering somebody else's words."""
        return self.voice or self.id

    def entering_for(self, person: UUID, channel: str) -> Viewer:
        """The same viewer, entering what `person` says by `channel`. Whether they may is asked by the act's rule."""
        return replace(self, voice=person, channel=channel)


@dataclass(frozen=True)
class Errand:
    """The platform acting by itself: the front door (where nobody is signed in yet), a job, an operator's command."""

    why: str


By = Viewer | Errand
