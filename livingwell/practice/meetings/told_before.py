"""What somebody has told already, for whoever is about to ask: from earlier conversations, and from what rooms above
tell of (their story). It is in front of the worker, so that asking again is deliberate (promise 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.practice.meetings.models import Answer

#: As much as stands on one page; the rest is where it was told.
AT_MOST = 40


@dataclass(frozen=True)
class ToldBefore:
    """Something the person has told. `key` and `prompt` are written down where it is asked again: codes of ours, and
    never their words."""

    key: str
    prompt: str
    title: str
    words: str
    at: datetime


Teller = Callable[[UUID, Viewer], Iterable[ToldBefore]]
_tellers: list[Teller] = []


def tells_what_was_told(teller: Teller) -> Teller:
    """Register a room in which somebody tells something."""
    _tellers.append(teller)
    return teller


def told_before(person_id: UUID, viewer: Viewer) -> list[ToldBefore]:
    """What this person has told that `viewer` may read, the latest of each first: their own story before the rest."""
    keys.bring([person_id])
    found: dict[str, ToldBefore] = {}
    for teller in (*_tellers, _when_we_met):
        for told in teller(person_id, viewer):
            found.setdefault(told.key, told)
    return list(found.values())[:AT_MOST]


def _when_we_met(person_id: UUID, viewer: Viewer) -> Iterable[ToldBefore]:
    rows = Answer.objects.visible_to(viewer).filter(person_id=person_id, meeting__happened_at__isnull=False)
    for row in rows.select_related("meeting").order_by("-meeting__happened_at", "order")[:AT_MOST]:
        if row.their_words:
            yield ToldBefore(row.key, row.prompt, row.prompt, row.their_words, row.meeting.happened_at)


def called(key: str, prompt: str) -> str:
    """What was asked again, in a person's words for it."""
    return _("Something in your story") if key.startswith("story:") else prompt
