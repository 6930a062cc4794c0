"""What does the database allow on a person's story? Its words are written by the person alone; what a worker enters in
their voice is written by the platform's errand, after the act's rule was asked."""

from livingwell.kit.database.locks import VIEWER, lock
from livingwell.practice.circle.entering import SITTING
from livingwell.practice.circle.locks import OWN, at_hand, sat_since, shared
from livingwell.practice.circle.models import Part
from livingwell.practice.holding.locks import held
from livingwell.practice.story.models import Enclosure, EnclosureSlice, Entry, Story, Wording

SHARED = shared(Part.STORY)

lock(Story, read=f"{OWN} or {SHARED}", insert=OWN, steward="select, insert")
lock(
    Entry,
    read=f"""{OWN} or (finished_at is not null and kept_at is null and taken_back_at is null and ({SHARED}))
        or ({at_hand("written", "kept", "taken_back")} and {held()})""",
    insert=OWN,
    update=(
        "heading, words, version, changed_by_id, changed_at, finished_by_id, finished_at, kept_by_id, kept_at,"
        " taken_back_by_id, taken_back_at",
        OWN,
    ),
    steward="select, insert, update",
)
lock(
    Wording,
    read=f"""{OWN} or (replaced_by_id = {VIEWER} and {held()}
        and replaced_at > (select gate.moment()) - interval '{SITTING.total_seconds():.0f} seconds'
        and not {sat_since("replaced")})""",
    insert=OWN,
    steward="select, insert",
)
lock(
    Enclosure,
    read=f"""{OWN} or (taken_out_at is null and ({SHARED}) and exists (select from story_entry e where
            e.id = {{t}}.entry_id and e.finished_at is not null and e.kept_at is null and e.taken_back_at is null))
        or ({at_hand("added", "taken_out")} and {held()})""",
    insert=OWN,
    update=("words, changed_by_id, changed_at, taken_out_by_id, taken_out_at", OWN),
    steward="select, insert, update",
)
# A slice is read by whoever may read what it is a slice of: the question is asked through that table's own lock.
lock(
    EnclosureSlice,
    read="exists (select from story_enclosure e where e.id = {t}.enclosure_id)",
    insert=OWN,
    steward="select, insert",
)
