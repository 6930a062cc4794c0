"""Asking somebody on duty to talk today: the front door's one line into the meetings room."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from livingwell.kit.viewers import By
from livingwell.people.models import Person

_MEETINGS = "livingwell.practice.meetings.actions"


def ask_somebody_to_talk_today(person: Person, *, words: str = "", by: By) -> None:
    """A human is asked for a conversation on this day, and stays asked until one has happened."""
    if find_spec(_MEETINGS) is not None:
        import_module(_MEETINGS).ask_to_talk_today(person, words=words, by=by)
