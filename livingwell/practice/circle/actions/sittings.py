"""Sitting with somebody: on the phone, over a sheet of paper, on a bench; and being done."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.circle.entering import SITTING, Channel
from livingwell.practice.circle.models import Sitting


@act("begin_sitting")
def begin_sitting(person: Person, *, channel: Channel, by: Viewer) -> Sitting:
    """A worker begins to enter what somebody says. Beginning twice is beginning once, by the channel said last; one
    that nobody ended is over by itself, and ends when the next begins."""
    moment = clock.now()
    mine = Sitting.unguarded.filter(person_id=person.pk, begun_by_id=by.id, ended_at=None)
    mine.filter(begun_at__lte=moment - SITTING).update(ended_by_id=by.id, ended_at=moment)
    first = Sitting(place_id=person.place_id, person_id=person.pk, channel=channel, begun_by_id=by.id, begun_at=moment)
    Sitting.unguarded.bulk_create([first], ignore_conflicts=True)
    sitting: Sitting = mine.get()
    if sitting.channel != channel:
        mine.update(channel=channel)
        sitting.channel = channel
    tell(about=person.pk, place=person.place_id, row=sitting.pk, channel=channel.value)
    return sitting


@act("end_sitting")
def end_sitting(sitting: Sitting, *, by: Viewer) -> Sitting:
    """They are done: what was written down in it closes to the worker now. Ending twice is ending once."""
    Sitting.unguarded.filter(pk=sitting.pk, ended_at=None).update(ended_by_id=by.id, ended_at=clock.now())
    tell(about=sitting.person_id, place=sitting.place_id, row=sitting.pk)
    return sitting
