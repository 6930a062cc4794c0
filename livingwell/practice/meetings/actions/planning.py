"""A meeting is planned; put off; or two people missed each other."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.permission.acts import Refused, act
from livingwell.kit.permission.turns import row_now
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Membership
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.models import HowWeMeet, Meeting, MeetingKind, MeetingStage
from livingwell.practice.meetings.rules import TRANSITIONS


@act("plan_meeting")
def plan_meeting(
    journey: Journey,
    *,
    planned_for: datetime,
    how: HowWeMeet,
    where: str = "",
    also_there: str = "",
    kind: MeetingKind = MeetingKind.MEETING,
    led_by: Membership | None = None,
    instead_of: Meeting | None = None,
    by: Viewer,
) -> Meeting:
    """Plan to meet: when, where, how, and who will be there (`by` themselves, unless `led_by` says another worker)."""
    meeting = Meeting(
        place_id=journey.place_id,
        person_id=journey.person_id,
        journey_id=journey.pk,
        kind=kind,
        how=how,
        where=where,
        led_by_id=led_by.person_id if led_by else by.id,
        led_by_name=led_by.known_as if led_by else by.name,
        also_there=also_there,
        planned_for=planned_for,
        planned_by_id=by.id,
        planned_by_name=by.name,
        planned_at=clock.now(),
        instead_of_id=instead_of.pk if instead_of else None,
    )
    meeting.save(force_insert=True)
    tell(about=journey.person_id, place=journey.place_id, row=meeting.pk, journey=str(journey.pk), kind=kind)
    return meeting


@act("put_off_meeting")
def put_off_meeting(meeting: Meeting, *, words: str = "", by: Viewer) -> Meeting:
    """Not then: the person's wish, in their own voice, or a worker's. Nothing is counted against anybody."""
    meeting = becoming(meeting, MeetingStage.PUT_OFF)
    meeting.put_off_by_id, meeting.put_off_at, meeting.put_off_words = by.speaks_for, clock.now(), words
    meeting.put_off_by_name = "" if by.speaks_for == meeting.person_id else by.name
    meeting.save(update_fields=["stage", "put_off_by", "put_off_by_name", "put_off_at", "put_off_words"])
    tell(about=meeting.person_id, place=meeting.place_id, row=meeting.pk)
    return meeting


@act("miss_meeting")
def miss_meeting(meeting: Meeting, *, words: str = "", by: Viewer) -> Meeting:
    """We missed each other, whoever it was that could not be there."""
    meeting = becoming(meeting, MeetingStage.MISSED)
    meeting.missed_by_id, meeting.missed_by_name = by.id, by.name
    meeting.missed_at, meeting.missed_words = clock.now(), words
    meeting.save(update_fields=["stage", "missed_by", "missed_by_name", "missed_at", "missed_words"])
    tell(about=meeting.person_id, place=meeting.place_id, row=meeting.pk)
    return meeting


def becoming(meeting: Meeting, stage: MeetingStage) -> Meeting:
    """The meeting as it is now, its row locked, about to become `stage`.

    :raises Refused: when it can no longer become that: somebody else said first what became of it.
    """
    locked = row_now(meeting)
    if locked is None or stage not in TRANSITIONS[MeetingStage(locked.stage)]:
        raise Refused(_("Somebody else has already said what became of this meeting. Please look at it again."))
    locked.stage = stage
    return locked
