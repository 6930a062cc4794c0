"""A worker's calendar feed: its address is made once, known to them alone, and ended at any time."""

from __future__ import annotations

import secrets

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.secrets.hashes import keyed_hash
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Place
from livingwell.practice.messages.models import CalendarFeed


def hash_of(words: str) -> bytes:
    return keyed_hash("calendar feed", words)


@act("make_feed")
def make_feed(place: Place, *, by: Viewer) -> str:
    """Give the secret of a new address; the one before it opens nothing any more."""
    moment, secret = clock.now(), secrets.token_urlsafe(24)
    CalendarFeed.unguarded.filter(person_id=by.id, ended_at=None).update(ended_by_id=by.id, ended_at=moment)
    feed = CalendarFeed(place_id=place.pk, person_id=by.id, address_hash=hash_of(secret), made_at=moment)
    feed.save(force_insert=True)
    tell(about=by.id, place=place.pk, row=feed.pk)
    return secret


@act("end_feed")
def end_feed(feed: CalendarFeed, *, by: Viewer) -> None:
    """The address opens nothing from now on."""
    feed.ended_by_id, feed.ended_at = by.id, clock.now()
    feed.save(update_fields=["ended_by", "ended_at"])
    tell(about=by.id, place=feed.place_id, row=feed.pk)
