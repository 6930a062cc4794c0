"""How things stand for one journey, and in the place: asked in one question, as somebody who knows everything would.

The lives are invented and so is whoever asks: nothing here is shown to anybody, and no act is decided by it. An act
asks its own rule, and may find that things have changed since.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand, Viewer
from livingwell.practice.holding.models import OFFER_LASTS, Journey
from livingwell.practice.meetings.models import Meeting

INVENTED = Errand("an invented place")

Rows = Sequence[tuple[Any, ...]]
#: Answers a question of ours: SQL and what goes into it.
Ask = Callable[[str, dict[str, Any]], Rows]


def ask_here(sql: str, about: dict[str, Any]) -> Rows:
    """Ask on Django's own connection, and so within the transaction under way."""
    with speaking(INVENTED), connection.cursor() as cursor:
        cursor.execute(sql, about)
        rows: Rows = cursor.fetchall()
        return rows


WORKER = """
    select m.person_id, min(m.known_as) known_as, array_agg(m.team_id order by m.id) teams,
           (array_agg(o.name order by m.id))[1] works_for,
           array(select r.kind from people_role r where r.person_id = %(who)s and r.ended_at is null) roles
    from people_membership m join people_organisation o on o.id = m.organisation_id
    where m.person_id = %(who)s and m.ended_at is null group by m.person_id
"""
STANDING = f"""
    select h.holder_id, h.team_id, h.how, w.known_as, w.teams, w.works_for, w.roles,
           exists (select from meetings_talktoday t where t.person_id = %(person)s and t.answered_at is null),
           o.id, o.to_id, o.offered_by_id, o.offered_at, m.id, m.kind, m.planned_for, n.id, n.promiser_id
    from holding_hold h
    left join lateral ({WORKER.replace("%(who)s", "h.holder_id")}) w on true
    left join lateral (select id, to_id, offered_by_id, offered_at from holding_handover where journey_id = h.journey_id
                       and accepted_at is null and declined_at is null and withdrawn_at is null
                       order by offered_at limit 1) o on true
    left join lateral (select id, kind, planned_for from meetings_meeting where journey_id = h.journey_id
                       and stage = 'planned' order by planned_for limit 1) m on true
    left join lateral (select id, promiser_id from meetings_nextstep where journey_id = h.journey_id
                       and kept_at is null and let_go_at is null order by id limit 1) n on true
    where h.journey_id = %(journey)s and h.ended_at is null
"""


@dataclass(frozen=True)
class Offered:
    """A hold that was offered and has no answer."""

    id: UUID
    to: UUID
    by: UUID
    at: datetime

    def has_run_out(self) -> bool:
        return self.at <= clock.now() - OFFER_LASTS


@dataclass(frozen=True)
class Planned:
    """A meeting that is planned."""

    id: UUID
    kind: str
    at: datetime

    def is_due(self) -> bool:
        return self.at <= clock.now()

    def row(self, journey: Journey) -> Meeting:
        """The meeting as a page has it in hand."""
        return Meeting(
            id=self.id, place_id=journey.place_id, person_id=journey.person_id, journey_id=journey.pk, kind=self.kind
        )


@dataclass(frozen=True)
class Promised:
    """Something that somebody said would happen, and that has not."""

    id: UUID
    promiser: UUID | None


@dataclass(frozen=True)
class Standing:
    """A journey that is open: who holds it, and what is waiting."""

    holder: Viewer
    team: UUID
    how: str
    asked_today: bool
    offered: Offered | None
    planned: Planned | None
    promised: Promised | None


def standing(ask: Ask, place: UUID, journey: UUID, person: UUID) -> Standing | None:
    """How a journey stands now; None once it has ended."""
    for row in ask(STANDING, {"journey": journey, "person": person}):
        holder, team, how, known_as, teams, works_for, roles, asked_today = row[:8]
        offer, to, by, offered_at, meeting, kind, at, step, promiser = row[8:]
        return Standing(
            Viewer(holder, known_as or "", place, tuple(teams or ()), frozenset(roles or ()), works_for or ""),
            team,
            how,
            asked_today,
            Offered(offer, to, by, offered_at) if offer else None,
            Planned(meeting, kind, at) if meeting else None,
            Promised(step, promiser) if step else None,
        )
    return None


def worker(ask: Ask, place: UUID, who: UUID) -> Viewer:
    """Somebody who works here, as a viewer now: with no teams once they have left."""
    for person, known_as, teams, works_for, roles in ask(WORKER, {"who": who}):
        return Viewer(person, known_as, place, tuple(teams), frozenset(roles), works_for)
    roles = [kind for (kind,) in ask("select kind from people_role where person_id = %(who)s and ended_at is null",
                                     {"who": who})]  # fmt: skip
    return Viewer(who, "", place, (), frozenset(roles))
