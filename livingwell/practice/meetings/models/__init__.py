"""What exists: meetings and what was said; attempts; the team's notes; what happens next; asking to talk today."""

from livingwell.practice.meetings.models.beside import AskedAgain, Correction, Letter, LetterHow
from livingwell.practice.meetings.models.kind import KindTaken, KindWord
from livingwell.practice.meetings.models.meetings import Answer, Draft, HowWeMeet, Meeting, MeetingKind, MeetingStage
from livingwell.practice.meetings.models.next_steps import NOT_DONE, NextStep
from livingwell.practice.meetings.models.notes import HeldBack, HeldBackWords, Note
from livingwell.practice.meetings.models.reaching import (
    SILENT,
    Attempt,
    CalledOn,
    CalledOnBy,
    CameOfIt,
    Channel,
    TalkToday,
)

__all__ = [
    "NOT_DONE",
    "SILENT",
    "Answer",
    "AskedAgain",
    "Attempt",
    "CalledOn",
    "CalledOnBy",
    "CameOfIt",
    "Channel",
    "Correction",
    "Draft",
    "HeldBack",
    "HeldBackWords",
    "HowWeMeet",
    "KindTaken",
    "KindWord",
    "Letter",
    "LetterHow",
    "Meeting",
    "MeetingKind",
    "MeetingStage",
    "NextStep",
    "Note",
    "TalkToday",
]
