"""Asking somebody on duty to talk today: the front door's one line into the meetings room."""

from __future__ import annotations

from livingwell.kit.viewers import By
from livingwell.people.models import Person
from livingwell.practice.meetings.actions import ask_to_talk_today


def ask_somebody_to_talk_today(person: Person, *, words: str = "", by: By) -> None:
    """A human is asked for a conversation on this day, and stays asked until one has happened."""
    ask_to_talk_today(person, words=words, by=by)
