"""Reaching out, by any channel, whatever comes of it."""

from __future__ import annotations

from datetime import datetime

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.models import Attempt, CameOfIt, Channel


@act("log_attempt")
def log_attempt(
    journey: Journey,
    *,
    channel: Channel,
    came_of_it: CameOfIt,
    words: str = "",
    tried_at: datetime | None = None,
    by: Viewer,
) -> Attempt:
    """Write down that `by` reached out. Silence ends nothing: the third one asks the team what else to try."""
    moment = clock.now()
    attempt = Attempt(
        place_id=journey.place_id,
        person_id=journey.person_id,
        journey_id=journey.pk,
        channel=channel,
        came_of_it=came_of_it,
        words=words,
        tried_by_id=by.id,
        tried_by_name=by.name,
        tried_at=min(tried_at or moment, moment),
        written_at=moment,
    )
    attempt.save(force_insert=True)
    tell(
        about=journey.person_id,
        place=journey.place_id,
        row=attempt.pk,
        journey=str(journey.pk),
        channel=channel,
        came_of_it=came_of_it,
    )
    return attempt
