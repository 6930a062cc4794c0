"""A worry: raised by anybody, taken by a safeguarding lead, acted on with reasons, told of where safe, closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from livingwell.kit import addresses, clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import By, Errand, Viewer
from livingwell.people.models import Place, Role, RoleKind
from livingwell.practice.looking_out.calling import call
from livingwell.practice.looking_out.models import AboutWhom, DoTheyKnow, EntryKind, ToldThem, Worry, WorryEntry

#: Whoever raises a worry: the row is written by this errand, also for somebody signed in, who reads nothing for it.
RAISING = Errand("somebody raises a worry")
#: Raised, and taken by nobody: the leads are called again after this long, within these hours of the place's day.
AGAIN_AFTER = timedelta(hours=1)
FIRST_HOUR, LAST_HOUR = time(8), time(20)
CALLING_AGAIN = Errand("a worry that nobody has taken")
#: A page read again within this time is read once.
ONE_READING = timedelta(minutes=30)


@dataclass(frozen=True)
class Raised:
    """What somebody who worries told us."""

    whom: AboutWhom
    called: str
    words: str
    they_know: DoTheyKnow
    why_not: str = ""
    teller: str = ""
    about: UUID | None = None


@act("raise_worry", errands=(RAISING.why,))
def raise_worry(place: Place, *, raised: Raised, by: By) -> UUID:
    """Keep it, and send the safeguarding leads a message that says nothing of whom or why. The event names neither the
    person nor, where nobody signed in, anybody else."""
    moment = clock.now()
    with speaking(RAISING):
        worry = Worry(
            place_id=place.pk,
            whom=raised.whom,
            about_id=raised.about,
            called=raised.called,
            words=raised.words,
            they_know=raised.they_know,
            why_not=raised.why_not,
            teller=raised.teller,
            raised_by_id=by.id if isinstance(by, Viewer) else None,
            raised_at=moment,
            called_at=moment,
        )
        worry.save(force_insert=True)
        _call(leads_of(place.pk), place.slug)
    tell(about=None, place=place.pk, row=worry.pk, whom=raised.whom)
    return worry.pk


def call_again_for_untaken() -> None:
    """For every worry that nobody has taken: the leads again, and whoever leads the place with them, each hour of the
    day. Runs within an errand; it is nobody's act: the message tells nothing, and the row says when."""
    now = clock.now()
    waiting = Worry.unguarded.filter(taken_at=None, called_at__lt=now - AGAIN_AFTER).select_related("place")
    for worry in waiting.order_by("raised_at")[:200]:
        if FIRST_HOUR <= now.astimezone(ZoneInfo(worry.place.time_zone)).time() < LAST_HOUR:
            leads = Role.objects.filter(place_id=worry.place_id, ended_at=None, kind=RoleKind.PLACE_LEAD)
            everybody = {*leads_of(worry.place_id), *leads.values_list("person_id", flat=True)}
            _call(everybody - {worry.about_id}, worry.place.slug)
            Worry.unguarded.filter(pk=worry.pk).update(called_at=now)


def _call(leads: Iterable[UUID], slug: str) -> None:
    call(
        leads,
        text=_("Please sign in now. Somebody has told us something that you need to read."),
        subject=_("Please sign in now"),
        body=_("Somebody has told us something that you need to read. Please sign in now: %(link)s")
        % {"link": addresses.whole("worries", place=slug)},
    )


def leads_of(place: UUID) -> list[UUID]:
    """Who answers for safeguarding; whoever leads the place, while nobody does."""
    roles = Role.objects.filter(place_id=place, ended_at=None)
    named = list(roles.filter(kind=RoleKind.SAFEGUARDING_LEAD).values_list("person_id", flat=True))
    return named or list(roles.filter(kind=RoleKind.PLACE_LEAD).values_list("person_id", flat=True))


@act("read_worry")
def read_worry(worry: Worry, *, by: Viewer) -> None:
    """Somebody who answers for it read it: written beside it, where the person it is about does not see it."""
    before = WorryEntry.unguarded.filter(worry_id=worry.pk, kind=EntryKind.READ, written_by_id=by.id)
    if not before.filter(written_at__gt=clock.now() - ONE_READING).exists():
        _entry(worry, EntryKind.READ, "", "", by)
    tell(about=None, place=worry.place_id, row=worry.pk)


@act("take_worry")
def take_worry(worry: Worry, *, by: Viewer) -> Worry:
    """I have it: from now on somebody by name acts on it."""
    worry.taken_by_id, worry.taken_by_name, worry.taken_at = by.id, by.name, clock.now()
    worry.save(update_fields=["taken_by", "taken_by_name", "taken_at"])
    tell(about=None, place=worry.place_id, row=worry.pk)
    return worry


@act("write_worry_entry")
def write_worry_entry(worry: Worry, *, kind: EntryKind, words: str, why: str, by: Viewer) -> WorryEntry:
    """What was done or decided, and the reason."""
    entry = _entry(worry, kind, words, why, by)
    tell(about=None, place=worry.place_id, row=entry.pk, kind=kind)
    return entry


@act("close_worry")
def close_worry(worry: Worry, *, words: str, why: str, by: Viewer) -> Worry:
    """Nothing more is to be done, and why; it stays to be read."""
    _entry(worry, EntryKind.CLOSED, words, why, by)
    worry.closed_by_id, worry.closed_by_name, worry.closed_at = by.id, by.name, clock.now()
    worry.save(update_fields=["closed_by", "closed_by_name", "closed_at"])
    tell(about=None, place=worry.place_id, row=worry.pk)
    return worry


@act("tell_them")
def tell_them(worry: Worry, *, words: str, by: Viewer) -> ToldThem:
    """The person is told, in words for them: from now on it stands on their own pages."""
    assert worry.about_id is not None, "the act is for somebody known"
    told = ToldThem(
        place_id=worry.place_id,
        person_id=worry.about_id,
        worry_id=worry.pk,
        words=words,
        told_by_id=by.id,
        told_by_name=by.name,
        told_at=clock.now(),
    )
    told.save(force_insert=True)
    tell(about=worry.about_id, place=worry.place_id, row=told.pk)
    return told


def _entry(worry: Worry, kind: EntryKind, words: str, why: str, by: Viewer) -> WorryEntry:
    entry = WorryEntry(
        place_id=worry.place_id,
        worry_id=worry.pk,
        kind=kind,
        words=words,
        why=why,
        written_by_id=by.id,
        written_by_name=by.name,
        written_at=clock.now(),
    )
    entry.save(force_insert=True)
    return entry
