"""Reminding of what was agreed: the day before, by the way somebody chose, until they say that they want no more."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet
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
from livingwell.practice.meetings.models import NOT_DONE, Meeting, MeetingStage, NextStep
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
    """Everybody who tomorrow meets somebody, or wanted to have done something, and chose to be told. Runs within an
    errand; of each meeting and each step once."""
    for place in Place.objects.all():
        here = clock.now().astimezone(ZoneInfo(place.time_zone))
        if FIRST_HOUR <= here.time() < LAST_HOUR:
            _remind_in(place, here)


def _remind_in(place: Place, here: datetime) -> None:
    waiting: list[Meeting | NextStep] = [*_meetings(place, here), *_steps(place, here)]
    chosen = ChosenWay.unguarded.filter(person__in={one.person_id for one in waiting}, way__in=SENDS)
    ways = {one.person_id: WayToTell(one.way) for one in chosen.filter(reminders_ended_at=None)}
    for one in waiting:
        way = ways.get(one.person_id)
        if way is not None and in_the_way(way, one.person) is None:
            _send(place, one, way)


def _meetings(place: Place, here: datetime) -> QuerySet[Meeting]:
    tomorrow = here.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    planned = Meeting.unguarded.filter(
        place=place,
        journey__closed_at=None,
        stage=MeetingStage.PLANNED,
        planned_for__gte=tomorrow,
        planned_for__lt=tomorrow + timedelta(days=1),
    )
    told = Reminded.unguarded.filter(meeting__in=planned).values("meeting")
    return planned.exclude(pk__in=told).select_related("person").order_by("planned_for")[:AT_ONCE]


def _steps(place: Place, here: datetime) -> QuerySet[NextStep]:
    """What they said themselves that they would do; what others promised them, those others are to remember."""
    due = NextStep.unguarded.filter(
        NOT_DONE, journey__closed_at=None, place=place, promiser_id=F("person_id"), due=here.date() + timedelta(days=1)
    )
    told = Reminded.unguarded.filter(step__in=due).values("step")
    return due.exclude(pk__in=told).select_related("person").order_by("written_at")[:AT_ONCE]


def _send(place: Place, about: Meeting | NextStep, way: WayToTell) -> None:
    code, person = new_code(), about.person
    body = _says(place, about) + " " + _("No more of these: %(link)s") % {
        "link": addresses.whole("reminder", place=place.slug, code=code)
    }  # fmt: skip
    if way == WayToTell.TEXT:
        send_sms(to=person.phone, body=body, about=person.pk)
    else:
        send_email(to=person.email, subject=_("Tomorrow"), body=body, about=person.pk)
    Reminded.unguarded.create(
        place_id=place.pk,
        person_id=person.pk,
        meeting=about if isinstance(about, Meeting) else None,
        step=about if isinstance(about, NextStep) else None,
        way=way,
        ends_hash=hash_of(code),
        sent_at=clock.now(),
    )


def _says(place: Place, about: Meeting | NextStep) -> str:
    """Of a meeting: when, and with whom by first name; never where, nor what about. Of a step: that there is one."""
    if isinstance(about, NextStep):
        return _("Tomorrow is the day for something you wanted to do. It can wait if it has to.")
    return _("Tomorrow at %(hour)s with %(name)s.") % {
        "hour": date_format(about.planned_for.astimezone(ZoneInfo(place.time_zone)), "P"),
        "name": about.led_by_name.split()[0],
    }


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
