"""What other rooms wait for: connections until somebody says they have met, suggestions until the person answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from livingwell.kit import clock
from livingwell.kit.components.days import short_day
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.said import gettext as _
from livingwell.kit.viewers import Viewer
from livingwell.practice.network.reads import Waiting, waiting_for_met
from livingwell.practice.plan.models import Suggestion

#: How many of one person's connections a row tells.
SAID = 2


def other_waits(people: Collection[UUID], viewer: Viewer) -> dict[UUID, list[str]]:
    """Each person's waits in the rooms beside this one, in words; two queries for any number of people."""
    said: dict[UUID, list[str]] = defaultdict(list)
    today = localtime(clock.now()).date()
    for person, connections in waiting_for_met(people, viewer).items():
        said[person] += [_connection(one, today) for one in connections[:SAID]]
    # One's own suggestions alone: what others suggested is between them and the person.
    for suggestion in _unanswered(viewer, list(people)):
        words = _("You wait for their answer to your suggestion of %(day)s")
        line = words % {"day": short_day(suggestion.suggested_at)}
        if line not in said[suggestion.person_id]:
            said[suggestion.person_id].append(line)
    return said


@said_once
def _unanswered(viewer: Viewer, people: list[UUID]) -> Any:
    mine = Suggestion.objects.visible_to(viewer).filter(
        person_id__any=people, suggested_by_id=viewer.id, taken_at=None, changed_at=None, left_at=None
    )
    return mine.only("person_id", "suggested_at").order_by("suggested_at")[:200]


def _connection(one: Waiting, today: date) -> str:
    if one.meeting_at is not None:
        words = _("Waits to meet %(support)s, %(day)s, and to say how it was")
        return words % {"support": one.support_name, "day": short_day(one.meeting_at)}
    if one.answer_due is not None and one.is_overdue(today):
        words = _("No answer yet from %(support)s, expected %(day)s")
        return words % {"support": one.support_name, "day": short_day(one.answer_due)}
    if one.answer_due is not None:
        words = _("Waits for %(support)s’s answer, by %(day)s")
        return words % {"support": one.support_name, "day": short_day(one.answer_due)}
    return _("Waits to meet %(support)s, chosen on %(day)s") % {
        "support": one.support_name,
        "day": short_day(one.since),
    }
