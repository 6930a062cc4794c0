"""Reminding of what was agreed: the day before, by the way somebody chose, until they say that they want no more."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from livingwell.kit import addresses, clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.secrets.codes import new_code, tidy
from livingwell.kit.secrets.hashes import keyed_hash
from livingwell.kit.sending import send_email, send_sms
from livingwell.kit.viewers import By, Errand, Viewer
from livingwell.people.models import Place
from livingwell.practice.circle.entering import in_anothers_voice, writing
from livingwell.practice.meetings.models import Meeting, MeetingStage
from livingwell.practice.messages.models import ChosenWay, Reminded, WayToTell
from livingwell.practice.messages.telling_them import in_the_way

REMINDING = Errand("reminding of what was agreed")
#: Whoever has the words of a reminder's link may end reminders, and nothing else.
BY_LINK = Errand("the link of a reminder")
#: Between these hours of the day before, where people live.
FIRST_HOUR, LAST_HOUR = time(10), time(19)
SENDS = (WayToTell.TEXT, WayToTell.EMAIL, WayToTell.EMAIL_WORDS)
AT_ONCE = 500


def remind() -> None:
    """Everybody who meets somebody tomorrow and chose to be told. Runs within an errand; each meeting once."""
    for place in Place.objects.all():
        here = clock.now().astimezone(ZoneInfo(place.time_zone))
        if FIRST_HOUR <= here.time() < LAST_HOUR:
            _remind_in(place, here)


def _remind_in(place: Place, here: datetime) -> None:
    tomorrow = here.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    meetings = Meeting.unguarded.filter(
        place=place,
        stage=MeetingStage.PLANNED,
        planned_for__gte=tomorrow,
        planned_for__lt=tomorrow + timedelta(days=1),
    ).select_related("person")
    done = Reminded.unguarded.filter(meeting__in=meetings).values("meeting")
    waiting = list(meetings.exclude(pk__in=done).order_by("planned_for")[:AT_ONCE])
    chosen = ChosenWay.unguarded.filter(person__in=[one.person_id for one in waiting], way__in=SENDS)
    ways = {one.person_id: WayToTell(one.way) for one in chosen.filter(reminders_ended_at=None)}
    for meeting in waiting:
        way = ways.get(meeting.person_id)
        if way is not None and in_the_way(way, meeting.person) is None:
            _send(place, meeting, way)


def _send(place: Place, meeting: Meeting, way: WayToTell) -> None:
    """When, and with whom by first name; never where, nor what about."""
    code, person = new_code(), meeting.person
    body = _("Tomorrow at %(hour)s with %(name)s. No more of these: %(link)s") % {
        "hour": date_format(meeting.planned_for.astimezone(ZoneInfo(place.time_zone)), "P"),
        "name": meeting.led_by_name.split()[0],
        "link": addresses.whole("reminder", place=place.slug, code=code),
    }
    if way == WayToTell.TEXT:
        send_sms(to=person.phone, body=body, about=person.pk)
    else:
        send_email(to=person.email, subject=_("Tomorrow"), body=body, about=person.pk)
    Reminded.unguarded.create(
        place_id=place.pk,
        person_id=person.pk,
        meeting_id=meeting.pk,
        way=way,
        ends_hash=hash_of(code),
        sent_at=clock.now(),
    )


def hash_of(code: str) -> bytes:
    return keyed_hash("reminder", tidy(code))


@act("end_reminders", errands=(BY_LINK.why,))
def end_reminders(chosen: ChosenWay, *, by: By) -> ChosenWay:
    """No more reminders: the person's word, on their page or by the link of one. Choosing a way begins them anew."""
    chosen.reminders_ended_by_id = by.id if isinstance(by, Viewer) else chosen.person_id
    chosen.reminders_ended_at = clock.now()
    if in_anothers_voice(by):
        with writing(by):
            chosen.save(update_fields=["reminders_ended_by", "reminders_ended_at"])
    else:
        chosen.save(update_fields=["reminders_ended_by", "reminders_ended_at"])
    tell(about=chosen.person_id, place=chosen.place_id, row=chosen.pk)
    return chosen
