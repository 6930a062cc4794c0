"""What other rooms wait for: connections until somebody says they have met, suggestions until the person
answers and whoever made them has read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localtime

from livingwell.kit import clock
from livingwell.kit.components.days import short_day
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.said import gettext as _
from livingwell.kit.said import ngettext
from livingwell.kit.viewers import Viewer
from livingwell.practice.network.models import Stage
from livingwell.practice.network.reads import Waiting, waiting_for_met
from livingwell.practice.plan.models import NOT_ANSWERED, Suggestion

#: How many of one person's connections a row tells; and of how many suggestions a page of rows can say that they wait.
SAID, MOST = 2, 1000


def other_waits(people: Collection[UUID], viewer: Viewer) -> dict[UUID, list[str]]:
    """Each person's waits in the rooms beside this one, in words; two queries for any number of people."""
    said: dict[UUID, list[str]] = defaultdict(list)
    today = localtime(clock.now()).date()
    for person, connections in waiting_for_met(people, viewer).items():
        said[person] += [_connection(one, today) for one in connections[:SAID]]
    suggested: dict[UUID, list[Suggestion]] = defaultdict(list)
    for suggestion in _suggested(viewer, list(people)):
        suggested[suggestion.person_id].append(suggestion)
    for person, rows in suggested.items():
        said[person] += _suggestions(rows, viewer)
    return said


def open_or_unread(viewer: Viewer) -> Q:
    """Suggestions that the person has not answered, and answers to one's own that one has not read. Which of them
    anybody sees the room's rules say: one's own; those of others where the person shares their plan."""
    return NOT_ANSWERED | Q(suggested_by_id=viewer.id, heard_at=None)


@said_once
def _suggested(viewer: Viewer, people: list[UUID]) -> Any:
    rows = Suggestion.objects.visible_to(viewer).filter(open_or_unread(viewer), person_id__any=people)
    told = ("person_id", "suggested_by_id", "suggested_at", "taken_at", "changed_at", "left_at")
    return rows.only(*told).order_by("suggested_at")[:MOST]


def _suggestions(rows: list[Suggestion], viewer: Viewer) -> list[str]:
    """How many wait for the person's answer, mine and others'; and how many answers I have not read."""
    waiting = [one for one in rows if not (one.taken_at or one.changed_at or one.left_at)]
    mine = [one for one in waiting if one.suggested_by_id == viewer.id]
    said = []
    if answered := len(rows) - len(waiting):
        words = ngettext("An answer to you, not read yet", "%(n)s answers to you, not read yet", answered)
        said.append(words % {"n": answered})
    if mine:
        words = ngettext(
            "You wait for their answer to what you suggested, %(day)s",
            "You wait for their answers to %(n)s suggestions, the first %(day)s",
            len(mine),
        )
        said.append(words % {"n": len(mine), "day": short_day(mine[0].suggested_at)})
    if others := len(waiting) - len(mine):
        words = ngettext(
            "%(n)s suggestion from others waits for their answer",
            "%(n)s suggestions from others wait for their answer",
            others,
        )
        said.append(words % {"n": others})
    return said


def _connection(one: Waiting, today: date) -> str:
    names = {"support": one.support_name}
    if one.meeting_at is not None:
        words = _("Waits to meet %(support)s, %(day)s, and to say how it was")
        return words % (names | {"day": short_day(one.meeting_at)})
    if one.stage == Stage.ACCEPTED:
        return _("%(support)s said yes: waits for a first meeting") % names
    if one.stage == Stage.NOT_US:
        return _("Not %(support)s after all: waits for what we try instead") % names
    if one.answer_due is not None and one.is_overdue(today):
        words = _("No answer yet from %(support)s, expected %(day)s")
    elif one.answer_due is not None:
        words = _("Waits for %(support)s’s answer, by %(day)s")
    else:
        words = _("Waits to meet %(support)s, chosen %(day)s")
    return words % (names | {"day": short_day(one.answer_due or one.since)})
