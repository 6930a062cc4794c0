"""What can be asked about supports and connections?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.practice.network.models import ENDED, Connection, ConnectionStep, Stage, Support, WhatNext

#: The acts a page may offer; each is asked of the rules with the row itself.
ACTS = (
    "help_along",
    "agree_what_to_say",
    "offer_connection",
    "log_answer",
    "choose_another",
    "arrange_first_meeting",
    "say_not_yet",
    "say_met",
    "say_not_wanted_now",
    "say_how_it_was",
)


@dataclass(frozen=True)
class Waiting:
    """One connection that is waited for: where it is, and since or until when."""

    connection_id: UUID
    support_name: str
    stage: Stage
    since: datetime
    answer_due: date | None = None
    meeting_at: datetime | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether the support was to have answered before `today`."""
        return self.stage is Stage.OFFERED and self.answer_due is not None and self.answer_due < today


def waiting_for_met(person_ids: Iterable[UUID], viewer: Viewer) -> dict[UUID, list[Waiting]]:
    """For each of the people, what is open until they say that they have met, no longer want it, or it has closed.

    One query, whatever the number of people; those with nothing open are not in the answer.
    """
    waiting: dict[UUID, list[Waiting]] = defaultdict(list)
    for row in _open(viewer, list(person_ids)):
        waiting[row.person_id].append(
            Waiting(
                row.pk,
                row.support_name,
                Stage(row.stage),
                row.offered_at or row.chosen_at,
                row.answer_due,
                row.meeting_at,
            )
        )
    return dict(waiting)


@said_once
def _open(viewer: Viewer, person_ids: list[UUID]) -> Any:
    return (
        Connection.objects.visible_to(viewer)
        .filter(person_id__any=person_ids)
        .exclude(stage__in=ENDED)
        .annotate(support_name=F("support__name"))
        .only("id", "person_id", "stage", "chosen_at", "offered_at", "answer_due", "meeting_at")
        .order_by("chosen_at", "id")
    )


@said_once
def connections_of(viewer: Viewer, person_id: UUID, at_most: int) -> Any:
    """A person's connections as far as `viewer` may see, the open ones first, each with ``may_…`` for its acts."""
    return (
        Connection.objects.visible_to(viewer)
        .may(*ACTS)
        .filter(person_id=person_id)
        .select_related("support", "place")
        .defer("support__search")
        .order_by(F("ended_at").desc(nulls_first=True), "-chosen_at", "id")[:at_most]
    )


def steps_of(connection: Connection, viewer: Viewer) -> list[ConnectionStep]:
    """What has happened to a connection, from its beginning."""
    return list(
        ConnectionStep.objects.visible_to(viewer)
        .filter(connection_id=connection.pk)
        .select_related("support")
        .defer("support__search")
        .order_by("done_at", "id")[:200]
    )


def support_of(place_id: UUID, pk: UUID) -> Support | None:
    """One support of a place, closed ones too: a link that was kept goes on saying what became of it."""
    found: Support | None = (
        Support.objects.select_related("source").defer("search").filter(place_id=place_id, pk=pk).first()
    )
    return found


def last_not_us(steps: Iterable[ConnectionStep]) -> ConnectionStep | None:
    """The support's latest "not us, but …", if any."""
    return next((step for step in reversed(list(steps)) if step.what_next in WhatNext.values), None)
