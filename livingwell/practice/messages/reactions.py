"""What follows by itself: the address of a calendar that was ended opens nothing, whatever backup is brought back."""

from __future__ import annotations

from django.db.models import F

from livingwell.practice.keeping.taken_away import Line, done_again
from livingwell.practice.messages.models import CalendarFeed


def _feed_ends(line: Line) -> int:
    ended: int = CalendarFeed.unguarded.filter(pk=line.row, ended_at=None).update(
        ended_at=line.at, ended_by_id=F("person_id")
    )
    return ended


done_again("end_feed", _feed_ends)
