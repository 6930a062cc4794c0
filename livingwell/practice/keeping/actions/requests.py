"""Somebody asks for one of their rights; the privacy lead answers within the month."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import Person, Place
from livingwell.practice.circle.entering import writing
from livingwell.practice.keeping.clock_of_a_request import AT_MOST, due_by
from livingwell.practice.keeping.models import Answer, LegalHold, Request, Right, WholeCopy

ENTERING = Errand("a request that came by post or phone is entered")


@act("ask_right")
def ask_right(person: Person, *, right: Right, words: str, came_on: date | None = None, by: Viewer) -> Request:
    """Ask, in one's own voice. The clock begins now; of what was told to a worker earlier, with the day it came."""
    asked = _asked(person, right, words, came_on, by)
    with writing(by):
        asked.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=asked.pk, right=right.value)
    return asked


@act("enter_request")
def enter_request(
    place: Place, *, person: Person, right: Right, words: str, came_on: date, channel: str, by: Viewer
) -> Request:
    """The privacy lead enters what came by post or phone; the month counts from the day it came.

    :raises ValueError: for somebody of another place.
    """
    if person.place_id != place.pk:
        raise ValueError("a request is entered where the person is")
    asked = _asked(person, right, words, came_on, by)
    asked.channel = channel
    with speaking(ENTERING):
        asked.save(force_insert=True)
    tell(about=person.pk, place=place.pk, row=asked.pk, right=right.value, channel=channel)
    return asked


def _asked(person: Person, right: Right, words: str, came_on: date | None, by: Viewer) -> Request:
    place = Place.objects.get(pk=person.place_id)
    today = clock.today(place.time_zone)
    if came_on is not None and came_on > today:
        raise ValueError("nothing comes on a day that is still ahead")
    came = came_on or today
    return Request(
        place_id=place.pk, person_id=person.pk, person_name=person.name, right=right, words=words,
        asked_by_id=by.id, asked_at=clock.now(), channel=by.channel, came_on=came_on, due=due_by(place, came),
    )  # fmt: skip


@act("take_longer")
def take_longer(asked: Request, *, because: str, by: Viewer) -> Request:
    """It is a lot: three months, and the person reads why.

    :raises ValueError: without a reason.
    """
    if not because.strip():
        raise ValueError("taking longer takes a reason that the person reads")
    place = Place.objects.get(pk=asked.place_id)
    came = asked.came_on or asked.asked_at.astimezone(ZoneInfo(place.time_zone)).date()
    asked.due = due_by(place, came, AT_MOST)
    asked.longer_because, asked.longer_by_id, asked.longer_at = because, by.id, clock.now()
    asked.save(update_fields=["due", "longer_because", "longer_by", "longer_at"])
    tell(about=asked.person_id, place=asked.place_id, row=asked.pk, due=asked.due.isoformat())
    return asked


@act("copy_for_request")
def copy_for_request(asked: Request, *, by: Viewer) -> WholeCopy:
    """Have the person's copy made, to answer with. It is theirs to fetch; the lead reads nothing of it."""
    with speaking(Errand("a copy answers a request")):
        copy: WholeCopy | None = WholeCopy.unguarded.filter(person_id=asked.person_id, gone_at=None).first()
        anew = copy is None
        if copy is None:
            copy = WholeCopy(
                place_id=asked.place_id, person_id=asked.person_id, asked_by_id=by.id, asked_at=clock.now()
            )  # fmt: skip
            copy.save(force_insert=True)
        Request.unguarded.filter(pk=asked.pk).update(copy_id=copy.pk)
    tell(about=asked.person_id, place=asked.place_id, row=copy.pk, anew=anew)
    return copy


@act("answer_request")
def answer_request(asked: Request, *, answer: Answer, words: str, by: Viewer) -> Request:
    """What was done, in words the person reads.

    :raises ValueError: without a word.
    """
    if not words.strip():
        raise ValueError("an answer says what was done, or why not")
    asked.answer, asked.answer_words = answer, words
    asked.answered_by_id, asked.answered_by_name, asked.answered_at = by.id, by.name, clock.now()
    asked.save(update_fields=["answer", "answer_words", "answered_by", "answered_by_name", "answered_at"])
    tell(about=asked.person_id, place=asked.place_id, row=asked.pk, answer=answer.value)
    return asked


@act("begin_legal_hold")
def begin_legal_hold(asked: Request, *, because: str, by: Viewer) -> LegalHold:
    """Nothing of this person's is destroyed until it ends: a court, an inquiry or a complaint needs it."""
    if not because.strip():
        raise ValueError("a legal hold says why")
    there = LegalHold.unguarded.filter(person_id=asked.person_id, ended_at=None).first()
    hold = there or LegalHold(
        place_id=asked.place_id, person_id=asked.person_id, because=because, begun_by_id=by.id, begun_at=clock.now()
    )
    if there is None:
        hold.save(force_insert=True)
    tell(about=asked.person_id, place=asked.place_id, row=hold.pk)
    return hold


@act("end_legal_hold")
def end_legal_hold(hold: LegalHold, *, by: Viewer) -> LegalHold:
    """What it was for is over."""
    LegalHold.unguarded.filter(pk=hold.pk, ended_at=None).update(ended_by_id=by.id, ended_at=clock.now())
    tell(about=hold.person_id, place=hold.place_id, row=hold.pk)
    return hold
