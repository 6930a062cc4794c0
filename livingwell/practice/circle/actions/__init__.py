"""What can happen around a person."""

from livingwell.practice.circle.actions.openings import open_unshared, review_opening
from livingwell.practice.circle.actions.shares import end_share, give_share

__all__ = ["end_share", "give_share", "open_unshared", "review_opening"]
