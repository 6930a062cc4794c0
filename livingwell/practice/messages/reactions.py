"""What follows by itself: the address of a calendar that was ended opens nothing, whatever backup is brought back."""

from __future__ import annotations

from livingwell.practice.keeping.doing_again import ends
from livingwell.practice.keeping.taken_away import Line, done_again
from livingwell.practice.messages.models import CalendarFeed


def feed_ends(line: Line) -> int:
    """By whoever it is about, as it was."""
    return ends(CalendarFeed.unguarded.filter(pk=line.row))


done_again("end_feed", feed_ends)
