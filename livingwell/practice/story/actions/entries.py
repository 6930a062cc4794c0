"""What can happen to a story: it begins, entries are written, changed, finished, taken back, put back, kept back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.circle.entering import writing
from livingwell.practice.story.models import Entry, Story, Wording


def _begun(person: Person, by: Viewer) -> Story:
    """The person's story, begun now if it was not. Two tabs at once begin one story."""
    begun = Story(place_id=person.place_id, person_id=person.pk, begun_by_id=by.id, begun_at=clock.now())
    Story.unguarded.bulk_create([begun], ignore_conflicts=True)
    return Story.unguarded.get(person_id=person.pk)


def _words_in_hand(by: Viewer) -> dict[str, Any]:
    return {
        "written_by_id": by.id,
        "written_by_name": by.name,
        "written_at": clock.now(),
        "channel": by.channel,
    }


@act("begin_story")
def begin_story(person: Person, *, by: Viewer) -> Story:
    """A story begins, empty. Beginning it twice is beginning it once."""
    with writing(by):
        story = _begun(person, by)
    tell(about=person.pk, place=person.place_id, row=story.pk)
    return story


@act("write_entry")
def write_entry(
    person: Person, *, heading: str, words: str, by: Viewer, finish: bool = True, keep: bool = False
) -> Entry:
    """Write a new entry; a draft unless `finish`, for the person alone if `keep`. The story begins with its first."""
    moment = clock.now()
    with writing(by):
        story = _begun(person, by)
        entry = Entry(
            place_id=person.place_id,
            person_id=person.pk,
            story_id=story.pk,
            heading=heading,
            words=words,
            finished_by_id=by.id if finish else None,
            finished_at=moment if finish else None,
            kept_by_id=by.id if keep else None,
            kept_at=moment if keep else None,
            **_words_in_hand(by),
        )
        entry.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=entry.pk, draft=not finish)
    return entry


@act("change_entry")
def change_entry(
    entry: Entry, *, heading: str, words: str, version: int, by: Viewer, settles: Sequence[UUID] = ()
) -> Entry:
    """Save an entry that was opened at `version`, and take back the copies it `settles`.

    Where it has been changed since, nothing is written over: these words are kept beside it, as a draft of their own,
    which is returned instead of the entry.
    """
    with writing(by):
        now = Entry.unguarded.select_for_update().get(pk=entry.pk)
        if (now.heading, now.words) == (heading, words):
            saved = now
        elif now.version != version:
            saved = Entry(
                place_id=now.place_id,
                person_id=now.person_id,
                story_id=now.story_id,
                heading=heading,
                words=words,
                beside_id=now.pk,
                **_words_in_hand(by),
            )
            saved.save(force_insert=True)
        else:
            saved = _reworded(now, heading, words, by)
        if settles and saved.pk == now.pk:
            _set(Entry.unguarded.filter(pk__in=settles, beside_id=now.pk, taken_back_at=None), "taken_back", by)
    tell(about=entry.person_id, place=entry.place_id, row=saved.pk, clash=saved.pk != entry.pk)
    return saved


@act("restore_wording")
def restore_wording(wording: Wording, *, by: Viewer) -> Entry:
    """An earlier wording stands in the entry again. What stood there is kept as an earlier wording in its turn."""
    with writing(by):
        entry = Entry.unguarded.select_for_update().get(pk=wording.entry_id)
        if (entry.heading, entry.words) != (wording.heading, wording.words):
            entry = _reworded(entry, wording.heading, wording.words, by)
    tell(about=wording.person_id, place=wording.place_id, row=entry.pk, of=wording.version, version=entry.version)
    return entry


@act("finish_entry")
def finish_entry(entry: Entry, *, by: Viewer) -> Entry:
    """A draft is finished: those who were let into the story see it from now on."""
    return _mark(entry, "finished", by)


@act("take_back_entry")
def take_back_entry(entry: Entry, *, by: Viewer) -> Entry:
    """An entry leaves the story. It is kept where the person can put it back."""
    return _mark(entry, "taken_back", by)


@act("put_back_entry")
def put_back_entry(entry: Entry, *, by: Viewer) -> Entry:
    """An entry that was taken back stands in the story again."""
    return _unmark(entry, "taken_back", by)


@act("keep_entry_to_myself")
def keep_entry_to_myself(entry: Entry, *, by: Viewer) -> Entry:
    """No share and no opening shows it from now on."""
    return _mark(entry, "kept", by)


@act("let_entry_be_seen")
def let_entry_be_seen(entry: Entry, *, by: Viewer) -> Entry:
    """It is seen again by those who were let into the story."""
    return _unmark(entry, "kept", by)


def _reworded(entry: Entry, heading: str, words: str, by: Viewer) -> Entry:
    """The locked `entry` with other words; those it had are kept."""
    moment = clock.now()
    Wording(
        place_id=entry.place_id,
        person_id=entry.person_id,
        entry_id=entry.pk,
        version=entry.version,
        heading=entry.heading,
        words=entry.words,
        saved_at=entry.changed_at or entry.written_at,
        replaced_by_id=by.id,
        replaced_at=moment,
    ).save(force_insert=True)
    entry.heading, entry.words, entry.version = heading, words, entry.version + 1
    entry.changed_by_id, entry.changed_at = by.id, moment
    entry.save(update_fields=["heading", "words", "version", "changed_by", "changed_at"])
    return entry


def _set(rows: Any, what: str, by: Viewer) -> None:
    rows.update(**{f"{what}_by_id": by.id, f"{what}_at": clock.now()})


def _mark(entry: Entry, what: str, by: Viewer) -> Entry:
    with writing(by):
        _set(Entry.unguarded.filter(pk=entry.pk, **{f"{what}_at": None}), what, by)
    tell(about=entry.person_id, place=entry.place_id, row=entry.pk)
    return entry


def _unmark(entry: Entry, what: str, by: Viewer) -> Entry:
    with writing(by):
        Entry.unguarded.filter(pk=entry.pk).update(**{f"{what}_by_id": None, f"{what}_at": None})
    tell(about=entry.person_id, place=entry.place_id, row=entry.pk)
    return entry
