"""How long a copy of everything takes for somebody with a large life: `python -m pytest tests/bench/whole_copy.py -s`.

Not part of the suite (its name begins with no `test_`): it measures, and says what it measured.
"""

from __future__ import annotations

import os
import time
from datetime import timedelta

import pytest

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.files.pictures import Picture
from livingwell.practice.circle.models import Look
from livingwell.practice.holding.models import Journey
from livingwell.practice.keeping import jobs
from livingwell.practice.keeping.actions import ask_for_copy
from livingwell.practice.keeping.models import WholeCopy
from livingwell.practice.meetings import actions as meetings
from livingwell.practice.meetings.models import HowWeMeet, MeetingKind
from livingwell.practice.story.actions import enclose, write_entry
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

ENTRIES, PICTURES, MEETINGS, NOTES, LOOKS = 250, 80, 150, 250, 3000
PICTURE = 700_000
WORDS = "We walked as far as the harbour and back, and talked about what still works. " * 12


@pytest.mark.django_db
def test_a_large_life_is_copied_within_a_minute(cast: Cast) -> None:
    journey: Journey = live_a_little(cast)["person"]
    person, mine, peer = cast.people["person"], cast.who("person"), cast.who("peer")
    for nth in range(ENTRIES):
        entry = write_entry(person, heading=f"Day {nth}", words=WORDS, by=mine)
        if nth < PICTURES:
            enclose(entry, what=Picture(os.urandom(PICTURE), 1600, 1200), words="The pier.", by=mine)
    for _ in range(NOTES):
        meetings.write_note(journey, words=WORDS, by=peer)
    for _ in range(MEETINGS):
        soon = clock.now() + timedelta(minutes=1)
        kind = MeetingKind.MEETING
        meeting = meetings.plan_meeting(journey, planned_for=soon, how=HowWeMeet.WALK, kind=kind, by=peer)
        meetings.tell_meeting(
            meeting, happened_at=clock.now(), their_words=WORDS, our_words=WORDS, said=[], asked_again=[],
            next_steps=[], by=peer,
        )  # fmt: skip
    with speaking(peer):
        Look.unguarded.bulk_create(
            Look(at=clock.now(), place=cast.place, person=person, by_id=peer.id, by_name="Pearl", what="My story",
                 page="shared_story", reason="you shared it with them")
            for _ in range(LOOKS)
        )  # fmt: skip
    begun, cpu = time.perf_counter(), time.process_time()
    copy = ask_for_copy(person, by=mine)
    pieces = []
    while True:
        one = time.perf_counter()
        jobs.make_copy.func(copy=str(copy.pk))
        pieces.append(time.perf_counter() - one)
        with speaking(MADE_FOR_TESTS):
            row: WholeCopy = WholeCopy.unguarded.get(pk=copy.pk)
        if row.ready_at is not None:
            break
    took = time.perf_counter() - begun
    print(
        f"\n{ENTRIES} entries, {PICTURES} pictures of {PICTURE:,} bytes, {MEETINGS} meetings, {NOTES} notes, {LOOKS}"
        f" looks: {took:.1f} s, {time.process_time() - cpu:.1f} s of CPU, {len(pieces)} pieces, the first"
        f" {pieces[0]:.1f} s, {row.size / 1e6:.0f} MB"
    )
    assert took < 60
