"""Afterwards: is everything that was acknowledged there exactly once, and its event beside it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.kit.secrets.keys import keyring
from livingwell.people.models import Person
from livingwell.practice.circle.models import Share
from livingwell.practice.frontdoor.models import Introduction
from livingwell.practice.holding.models import Hold
from livingwell.practice.meetings.models import Meeting, Note
from livingwell.practice.story.models import Entry
from tests.cast import MADE_FOR_TESTS
from tests.torture.killed_by_force.browser import Ledger
from tests.torture.killed_by_force.load import People

#: Acts whose row carries the token that was sent, and those that can only be counted.
NAMED = ("write_entry", "write_note", "tell_meeting", "enter_introduction", "send_introduction")
COUNTED = ("hold_journey", "give_share")


def look(ledger: Ledger, people: People) -> list[str]:
    """What is missing, doubled, or without its event; one sentence each."""
    with speaking(MADE_FOR_TESTS), keyring():
        found = {kind: _rows(kind, people) for kind in NAMED}
        counted = {
            "hold_journey": list(
                Hold.unguarded.filter(journey_id=people.journeys[1].pk, how="own").values_list("journey_id", flat=True)
            ),
            "give_share": list(Share.unguarded.filter(person_id=people.sharer.pk).values_list("pk", flat=True)),
        }
        events = Counter(Event.objects.filter(act__in=(*NAMED, *COUNTED)).values_list("act", "row_id"))
    wrong = []
    for kind in NAMED:
        wrong += _named(kind, ledger, found[kind], events)
    for kind in COUNTED:
        wrong += _counted(kind, ledger, counted[kind], events)
    return wrong


def _rows(kind: str, people: People) -> list[tuple[str, UUID]]:
    """Each row of the kind, as (the token it carries, its id)."""
    rows: Iterable[Any]
    match kind:
        case "write_entry":
            rows = Entry.unguarded.all()
            return [(row.words, row.pk) for row in rows]
        case "write_note":
            rows = Note.unguarded.all()
            return [(row.words, row.pk) for row in rows]
        case "tell_meeting":
            told = Meeting.unguarded.exclude(told_at=None)
            return [(row.their_words, row.pk) for row in told]
        case _:
            names = dict(Person.unguarded.values_list("pk", "name"))
            channel = {"enter_introduction": "phone", "send_introduction": "online"}[kind]
            rows = Introduction.unguarded.filter(channel=channel)
            return [(names[row.person_id], row.pk) for row in rows]


def _named(
    kind: str, ledger: Ledger, rows: list[tuple[str, UUID]], events: Counter[tuple[str, UUID | None]]
) -> list[str]:
    wrong = []
    times = Counter(token for token, _ in rows)
    for token, saved in ledger.tokens(kind).items():
        if times[token] > 1:
            wrong.append(f"{kind} {token!r} is there {times[token]} times")
        elif saved and times[token] == 0:
            wrong.append(f"{kind} {token!r} was acknowledged and is gone")
    wrong += [f"{kind} {token!r} has no event of its own" for token, pk in rows if events[kind, pk] != 1]
    told = sum(count for (act, _), count in events.items() if act == kind)
    if told != len(rows):
        wrong.append(f"{kind}: {told} events for {len(rows)} rows")
    return wrong


def _counted(kind: str, ledger: Ledger, rows: list[UUID], events: Counter[tuple[str, UUID | None]]) -> list[str]:
    tokens = ledger.tokens(kind)
    acknowledged, sent = sum(tokens.values()), len(tokens)
    told = sum(events[kind, pk] for pk in set(rows))
    if acknowledged <= len(rows) <= sent and told == len(rows):
        return []
    return [f"{kind}: {acknowledged} acknowledged of {sent} sent, {len(rows)} rows, {told} events"]
