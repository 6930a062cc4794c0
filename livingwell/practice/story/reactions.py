"""What follows by itself: an entry that somebody keeps to themselves stays so, whatever backup is brought back."""

from __future__ import annotations

from django.db.models import F

from livingwell.practice.keeping.taken_away import Line, done_again
from livingwell.practice.story.models import Entry


def _kept_again(line: Line) -> int:
    seen = Entry.unguarded.filter(pk=line.row, kept_at=None)
    kept: int = seen.update(kept_at=line.at, kept_by_id=F("person_id"))
    return kept


done_again("keep_entry_to_myself", _kept_again)
