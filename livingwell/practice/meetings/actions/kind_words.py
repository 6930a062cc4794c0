"""The place's own list of kinder words: a word is added, or taken off it."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Place
from livingwell.practice.meetings.models import KindWord


@act("add_kind_word")
def add_kind_word(place: Place, *, find: str, instead: str, because: str, by: Viewer) -> KindWord:
    """From now on it is suggested to everybody who writes here."""
    word = KindWord.objects.create(
        place_id=place.pk, find=find, instead=instead, because=because, added_by_id=by.id, added_at=clock.now()
    )
    tell(about=None, place=place.pk, row=word.pk)
    return word


@act("end_kind_word")
def end_kind_word(word: KindWord, *, by: Viewer) -> None:
    """It is suggested no more."""
    word.ended_by_id, word.ended_at = by.id, clock.now()
    word.save(update_fields=["ended_by", "ended_at"])
    tell(about=None, place=word.place_id, row=word.pk)
