"""What can be asked about who is around a person, who sees what, and who has looked?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from livingwell.kit import clock
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Account
from livingwell.practice.circle.entering import SITTING
from livingwell.practice.circle.models import CircleTie, Look, Opening, Part, Share, Sitting, Understanding, WordToTeam

#: A page of looks.
LOOKS_AT_ONCE = 40
#: What a page shows piece by piece (pictures, sound) belongs to the page's look for this long: as long as it is open.
ONE_PAGE = timedelta(minutes=30)


def live_shares_of(person_id: UUID, viewer: Viewer, part: Part | None = None) -> list[Share]:
    """The shares in force that this person has given, as far as `viewer` may see; the soonest to end first."""
    return _live_shares(viewer, person_id, part)


@said_once
def _live_shares(viewer: Viewer, person_id: UUID, part: Part | None) -> Any:
    shares = Share.objects.visible_to(viewer).filter(person_id=person_id, ended_at=None, until__gt=clock.now())
    if part is not None:
        shares = shares.filter(what=part)
    return shares.order_by("to_name", "until")[:200]


@said_once
def received_shares(viewer: Viewer) -> Any:
    """What others have shared with this viewer by name (not through a team)."""
    shares = Share.objects.visible_to(viewer).filter(to_person_id=viewer.id, ended_at=None, until__gt=clock.now())
    return shares.select_related("person").order_by("person__name", "until")[:200]


def looked_just_now(person_id: UUID, part: Part, viewer: Viewer) -> bool:
    """Whether the viewer's look at this part is on record already, from the page that a picture or sound stands on."""
    looks = Look.objects.visible_to(viewer).filter(by_id=viewer.id, person_id=person_id, what=part)
    return bool(looks.filter(at__gt=clock.now() - ONE_PAGE).exists())


def looked_at_since(viewer: Viewer, page: str, since: datetime) -> set[UUID]:
    """Whom the viewer's looks at a page of this name have shown since then: pieces of that page show nobody anew."""
    looks = Look.objects.visible_to(viewer).not_shown("whom the page has shown already")
    looks = looks.filter(by_id=viewer.id, page=page, at__gte=since)
    found: set[UUID] = set()
    for person, people in looks.values_list("person_id", "people"):
        found |= {person, *people} if person else set(people)
    return found


def sitting_now(person_id: UUID, viewer: Viewer) -> Sitting | None:
    """The viewer's sitting with this person, while it lasts."""
    rows = Sitting.objects.visible_to(viewer).not_shown("only how they tell it is used").filter(person_id=person_id)
    found: Sitting | None = rows.filter(
        begun_by_id=viewer.id, ended_at=None, begun_at__gt=clock.now() - SITTING
    ).first()
    return found


def told_how(person_id: UUID, viewer: Viewer) -> dict[str, str]:
    """How somebody tells what is entered for them now, as a form opens with it; nothing where it was not said."""
    sitting = sitting_now(person_id, viewer)
    return {"channel": sitting.channel} if sitting else {}


def ties_of(person_id: UUID, viewer: Viewer) -> list[CircleTie]:
    """Those asked into the person's circle: waiting for a yes, or in it."""
    ties = CircleTie.objects.visible_to(viewer).filter(person_id=person_id, ended_at=None)
    return [tie for tie in ties.order_by("given_at")[:100] if tie.accepted_at or tie.code_until > clock.now()]


def wishes_of(person_id: UUID, viewer: Viewer) -> list[Understanding]:
    """Whom somebody under 16 would like to let in, as long as nobody has talked about it with them; and what came of
    the last conversations."""
    rows = Understanding.objects.visible_to(viewer).filter(person_id=person_id).order_by("-asked_at")[:20]
    return list(rows)


def words_about(person_id: UUID, viewer: Viewer) -> list[WordToTeam]:
    """What the person's circle told their team, the latest first."""
    told = WordToTeam.objects.visible_to(viewer).may("read_word").filter(person_id=person_id)
    return list(told.order_by("-said_at")[:20])


def words_to_read(viewer: Viewer) -> list[WordToTeam]:
    """What circles told about those the viewer's teams hold: unread first, then the latest."""
    rows = WordToTeam.objects.visible_to(viewer).may("read_word").exclude(person_id=viewer.id).select_related("person")
    return list(rows.order_by(F("read_at").desc(nulls_first=True), "-said_at")[:60])


def shared_with(viewer: Viewer, person_id: UUID) -> list[Share]:
    """What this person shares with the viewer by name."""
    return [share for share in received_shares(viewer) if share.person_id == person_id]


@said_once
def circles_of(viewer: Viewer) -> Any:
    """The circles this viewer said yes to."""
    ties = CircleTie.objects.visible_to(viewer).filter(supporter_id=viewer.id, ended_at=None)
    return ties.order_by("accepted_at")[:100]


def openings_of(person_id: UUID, viewer: Viewer) -> list[Opening]:
    """What was opened without a share, newest first."""
    return list(Opening.objects.visible_to(viewer).filter(person_id=person_id).order_by("-opened_at")[:50])


def openings_to_review(viewer: Viewer, *, reviewed: bool = False) -> list[Opening]:
    """For the privacy lead: openings nobody has looked into yet, the oldest first; or those that were, newest first."""
    openings = Opening.objects.visible_to(viewer).filter(reviewed_at__isnull=not reviewed)
    return list(openings.order_by("-reviewed_at" if reviewed else "opened_at")[:100])


def openings_wait(viewer: Viewer) -> bool:
    """Whether the privacy lead has any to look into."""
    openings: Any = Opening.objects.visible_to(viewer).filter(reviewed_at=None)
    return bool(openings.not_shown("whether there is one")[:1])


# -- Who has looked ----------------------------------------------------------------------------------------------------

#: Parts as the person reads them in "looked at …"; a part that is not here is said as the room named it.
SAID = {
    Part.STORY.value: lambda: _("your story"),
    Part.PLAN.value: lambda: _("your plan"),
    Part.STAYING_SAFE.value: lambda: _("how you stay safe"),
    Part.INTRODUCTION.value: lambda: _("what you said when you introduced yourself"),
    Part.MEETINGS.value: lambda: _("what you talked about when you met"),
    "journey": lambda: _("your journey and who holds it"),
    "talk today": lambda: _("that you asked to talk today"),
    "team's notes": lambda: _("what the team wrote about its own work"),
    "what happens next": lambda: _("what you were promised, and by when"),
    "connections": lambda: _("what you are on your way to"),
    "who has looked": lambda: _("who has looked"),
    "forms on paper": lambda: _("which forms and copies you were given on paper"),
    "how to reach them": lambda: _("your name and how to reach you"),
    "who sees what": lambda: _("who is in your circle and what they see"),
    "what your circle told the team": lambda: _("what your circle told the team"),
    "list": lambda: _("a list with your name in it"),
}


@dataclass(frozen=True)
class Looked:
    """What one viewer looked at on one day: each part once, with its times and the rule that let them in."""

    who: str
    about: str
    parts: list[str]
    times: str
    rules: list[str]


@dataclass(frozen=True)
class Day:
    """A day's looks."""

    day: datetime
    looked: list[Looked]


def looks_at(
    person_id: UUID, viewer: Viewer, before: datetime | None = None, at_most: int = LOOKS_AT_ONCE
) -> tuple[list[Look], datetime | None]:
    """Looks at the person by others, lists included, newest first; and the moment before which there are more.

    :raises django.db.utils.ProgrammingError: for somebody whose looks `viewer` may not read.
    """
    moment = before or clock.now()
    rows = Look.unguarded.raw("select * from gate.looks_at(%s, %s, %s)", [person_id, moment, at_most + 1])
    found = sorted(rows, key=lambda look: (look.at, look.number), reverse=True)
    page = found[:at_most]
    return page, page[-1].at if len(found) > at_most else None


def by_day(looks: list[Look], zone: str) -> list[Day]:
    """Looks as sentences, by the day they happened where people live, then by who looked."""
    here = ZoneInfo(zone)

    def day_of(look: Look) -> datetime:
        return look.at.astimezone(here).replace(hour=0, minute=0, second=0, microsecond=0)

    return [Day(day, _grouped(list(rows), here)) for day, rows in groupby(looks, key=day_of)]


def _grouped(rows: list[Look], here: ZoneInfo) -> list[Looked]:
    groups: dict[Any, list[Look]] = {}
    for row in rows:
        groups.setdefault((row.by_id, row.by_name, row.by_from), []).append(row)
    return [
        Looked(
            who=name,
            about=works_for,
            parts=_once(SAID.get(row.what, lambda row=row: row.what)() for row in own),
            times=", ".join(_once(date_format(row.at.astimezone(here), "H:i") for row in reversed(own))[:6]),
            rules=_once(_(row.reason) for row in own if row.reason),
        )
        for (_who, name, works_for), own in groups.items()
    ]


def _once(words: Any) -> list[str]:
    return list(dict.fromkeys(words))


def on_paper(person_id: UUID, viewer: Viewer) -> bool:
    """Whether `viewer` may print what is this person's alone: their own, or, holding their journey, that of somebody
    who has no account to read it with."""
    return person_id == viewer.id or not Account.objects.filter(person_id=person_id, closed_at=None).exists()
