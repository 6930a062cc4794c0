"""What can be asked about meetings, and around them?"""

from livingwell.practice.meetings.reads.called import called_on
from livingwell.practice.meetings.reads.in_bulk import (
    SILENCES_TO_ASK,
    last_spoken,
    my_meetings,
    next_meeting,
    open_talk_today,
    promised_by_me,
    silent_attempts,
    what_happens_next,
)
from livingwell.practice.meetings.reads.lately import Lately, lately
from livingwell.practice.meetings.reads.told import Told, told
from livingwell.practice.meetings.reads.writing import Writing, writing_of

__all__ = [
    "SILENCES_TO_ASK",
    "Lately",
    "Told",
    "Writing",
    "called_on",
    "last_spoken",
    "lately",
    "my_meetings",
    "next_meeting",
    "open_talk_today",
    "promised_by_me",
    "silent_attempts",
    "told",
    "what_happens_next",
    "writing_of",
]
