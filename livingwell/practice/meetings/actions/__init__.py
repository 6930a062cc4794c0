"""What can happen when people meet, and around it."""

from livingwell.practice.meetings.actions.kind_words import add_kind_word, end_kind_word
from livingwell.practice.meetings.actions.next_steps import (
    Promise,
    keep_next_step,
    let_go_next_step,
    promise_next_step,
)
from livingwell.practice.meetings.actions.notes import hold_back_line, write_note
from livingwell.practice.meetings.actions.planning import miss_meeting, plan_meeting, put_off_meeting
from livingwell.practice.meetings.actions.reaching import log_attempt
from livingwell.practice.meetings.actions.talk_today import NoOpenJourney, ask_to_talk_today
from livingwell.practice.meetings.actions.telling import (
    Again,
    Said,
    correct_meeting,
    give_letter,
    save_meeting_draft,
    tell_meeting,
)

__all__ = [
    "Again",
    "NoOpenJourney",
    "Promise",
    "Said",
    "add_kind_word",
    "ask_to_talk_today",
    "correct_meeting",
    "end_kind_word",
    "give_letter",
    "hold_back_line",
    "keep_next_step",
    "let_go_next_step",
    "log_attempt",
    "miss_meeting",
    "plan_meeting",
    "promise_next_step",
    "put_off_meeting",
    "save_meeting_draft",
    "tell_meeting",
    "write_note",
]
