"""What can happen around a person."""

from livingwell.practice.circle.actions.openings import open_unshared, review_opening
from livingwell.practice.circle.actions.shares import end_all_shares, end_share, give_share
from livingwell.practice.circle.actions.ties import end_tie, invite_supporter, join_circle

__all__ = [
    "end_all_shares",
    "end_share",
    "end_tie",
    "give_share",
    "invite_supporter",
    "join_circle",
    "open_unshared",
    "review_opening",
]
