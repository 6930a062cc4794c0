"""What can be asked about messages?"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Membership
from livingwell.practice.meetings.models import Meeting, MeetingStage
from livingwell.practice.messages.models import CalendarFeed, ChosenWay, Message, Reminded

#: A page of a conversation.
PAGE = 40
#: How far ahead and behind a calendar feed tells.
FEED_AHEAD, FEED_BEHIND, FEED_AT_MOST = timedelta(days=90), timedelta(days=14), 300


def conversation(person_id: UUID, viewer: Viewer, *, before: datetime | None = None) -> tuple[list[Message], str]:
    """The messages to and fro, the last first; and the moment before which there are more, '' where there are none."""
    rows = Message.objects.visible_to(viewer).may("hear_message").with_reason().filter(person_id=person_id)
    if before is not None:
        rows = rows.filter(written_at__lt=before)
    found = list(rows.order_by("-written_at", "-id")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].written_at.isoformat() if len(found) > PAGE else ""


def way_of(person_id: UUID, viewer: Viewer) -> ChosenWay | None:
    """How they chose to hear from their team, if they did."""
    rows = ChosenWay.objects.visible_to(viewer).may("end_reminders").with_reason()
    found: ChosenWay | None = rows.filter(person_id=person_id).first()
    return found


def chosen_by_link(ends_hash: bytes) -> ChosenWay | None:
    """Whose reminders the words of a link end. Runs within an errand: nobody is signed in there."""
    reminded = Reminded.unguarded.filter(ends_hash=ends_hash).values("person_id")
    return ChosenWay.unguarded.filter(person_id__in=reminded, reminders_ended_at=None).first()


def feed_of(viewer: Viewer) -> CalendarFeed | None:
    """The feed in use, if the viewer made one."""
    found: CalendarFeed | None = CalendarFeed.objects.visible_to(viewer).filter(ended_at=None).first()
    return found


def meetings_of_feed(address_hash: bytes) -> list[Meeting] | None:
    """The meetings behind a feed's address; None for an address that opens nothing, and for a worker who has left.
    Runs within an errand: a calendar program signs in nowhere."""
    feed = CalendarFeed.unguarded.filter(address_hash=address_hash, ended_at=None).first()
    if feed is None or not Membership.objects.filter(person_id=feed.person_id, ended_at=None).exists():
        return None
    now = clock.now()
    rows = Meeting.unguarded.filter(
        led_by_id=feed.person_id,
        stage=MeetingStage.PLANNED,
        planned_for__range=(now - FEED_BEHIND, now + FEED_AHEAD),
    )
    return list(rows.only("id", "how", "planned_for", "place_id").order_by("planned_for")[:FEED_AT_MOST])
