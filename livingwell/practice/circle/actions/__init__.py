"""What can happen around a person."""

from livingwell.practice.circle.actions.openings import open_unshared, review_opening
from livingwell.practice.circle.actions.shares import end_all_shares, end_share, give_share
from livingwell.practice.circle.actions.sittings import begin_sitting, end_sitting
from livingwell.practice.circle.actions.ties import end_tie, invite_supporter, join_circle, read_word, tell_team
from livingwell.practice.circle.actions.understanding import (
    ask_to_talk_it_through,
    share_or_ask,
    talk_it_through,
    talks_first,
)

__all__ = [
    "ask_to_talk_it_through",
    "begin_sitting",
    "end_all_shares",
    "end_share",
    "end_sitting",
    "end_tie",
    "give_share",
    "invite_supporter",
    "join_circle",
    "open_unshared",
    "read_word",
    "review_opening",
    "share_or_ask",
    "talk_it_through",
    "talks_first",
    "tell_team",
]
