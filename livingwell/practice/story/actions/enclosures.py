"""Pictures and sounds: they go with an entry, are described, taken out and put back."""

from __future__ import annotations

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.files.pictures import Picture
from livingwell.kit.files.sounds import Sound
from livingwell.kit.permission.acts import Refused, act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.practice.circle.entering import writing
from livingwell.practice.story.models import Enclosure, EnclosureKind, EnclosureSlice, Entry

#: What one person's story may hold: forty hours of sound, or some thousand pictures.
ROOM = 1024 * 1024 * 1024
FULL = _("There is no more room for pictures and sound in this story. Please take some out, or ask us.")


@act("enclose")
def enclose(entry: Entry, *, what: Picture | Sound, words: str = "", by: Viewer) -> Enclosure:
    """A picture or a sound goes with the entry; `words` say what it shows, or what is said in it.

    :raises Refused: when the story holds as much as a story may.
    """
    picture = isinstance(what, Picture)
    enclosure = Enclosure(
        place_id=entry.place_id,
        person_id=entry.person_id,
        entry_id=entry.pk,
        kind=EnclosureKind.PICTURE if picture else EnclosureKind.SOUND,
        media_type=what.media_type,
        size=len(what.data),
        width=what.width if isinstance(what, Picture) else None,
        height=what.height if isinstance(what, Picture) else None,
        words=words,
        added_by_id=by.id,
        added_by_name=by.name,
        added_at=clock.now(),
        channel=by.channel,
    )
    with writing(by):
        held = Enclosure.unguarded.filter(person_id=entry.person_id).aggregate(all=Sum("size"))["all"] or 0
        if held + enclosure.size > ROOM:
            raise Refused(FULL, "story_is_full")
        enclosure.save(force_insert=True)
        for number, start in enumerate(range(0, len(what.data), EnclosureSlice.SIZE)):
            EnclosureSlice(
                enclosure_id=enclosure.pk,
                person_id=entry.person_id,
                number=number,
                content=what.data[start : start + EnclosureSlice.SIZE],
            ).save(force_insert=True)
    tell(about=entry.person_id, place=entry.place_id, row=enclosure.pk, kind=enclosure.kind, size=enclosure.size)
    return enclosure


@act("describe_enclosure")
def describe_enclosure(enclosure: Enclosure, *, words: str, by: Viewer) -> Enclosure:
    """What a picture shows, or what is said in a sound, for whoever cannot see or hear it."""
    with writing(by):
        enclosure.words, enclosure.changed_by_id, enclosure.changed_at = words, by.id, clock.now()
        enclosure.save(update_fields=["words", "changed_by", "changed_at"])
    tell(about=enclosure.person_id, place=enclosure.place_id, row=enclosure.pk)
    return enclosure


@act("take_out_enclosure")
def take_out_enclosure(enclosure: Enclosure, *, by: Viewer) -> Enclosure:
    """It goes with the entry no more. It is kept where the person can put it back."""
    with writing(by):
        rows = Enclosure.unguarded.filter(pk=enclosure.pk, taken_out_at=None)
        rows.update(taken_out_by_id=by.id, taken_out_at=clock.now())
    tell(about=enclosure.person_id, place=enclosure.place_id, row=enclosure.pk)
    return enclosure


@act("put_back_enclosure")
def put_back_enclosure(enclosure: Enclosure, *, by: Viewer) -> Enclosure:
    """It goes with its entry again."""
    with writing(by):
        Enclosure.unguarded.filter(pk=enclosure.pk).update(taken_out_by_id=None, taken_out_at=None)
    tell(about=enclosure.person_id, place=enclosure.place_id, row=enclosure.pk)
    return enclosure
