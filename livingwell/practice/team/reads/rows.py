"""One journey on a board, in words: why it stands where it stands, what is next, who waits for what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext_noop

from livingwell.kit import addresses
from livingwell.kit.components.days import days_ago, short_day, short_moment
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.said import gettext as _
from livingwell.kit.said import label, ngettext
from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Place
from livingwell.practice.holding.models import HowHeld
from livingwell.practice.meetings.models import NOT_DONE, Meeting, MeetingKind, MeetingStage, NextStep
from livingwell.practice.meetings.reads.in_bulk import SILENCES_TO_ASK
from livingwell.practice.team.reads.needs import Need
from livingwell.practice.team.reads.teams import Away
from livingwell.practice.team.reads.waits import other_waits

#: How many promises a row tells beside the next one; the journey's page has them all.
SAID = 2

_SINCE = {
    Need.WROTE: gettext_noop("Wrote %(day)s"),
    Need.UNTAKEN: gettext_noop("Here since %(day)s"),
    Need.LATE: gettext_noop("Promised for %(day)s"),
    Need.UNTOLD: gettext_noop("Planned for %(day)s"),
    Need.SILENCE: gettext_noop("Last tried %(day)s"),
    Need.ENDING: gettext_noop("Since %(day)s"),
}


@dataclass
class Row:
    """One journey on the board, in words."""

    hold: Any
    next: str = ""
    waits: list[str] = field(default_factory=list)
    days: int | None = None
    #: Of the journey's page.
    address: str = ""
    #: Whoever reads the board holds it.
    mine: bool = False
    #: Whoever holds it is away.
    away: Away | None = None
    #: It stands in a list of its own, where no heading says what it needs.
    alone: bool = False

    @cached_property
    def detail(self) -> str:
        """What the heading of its group leaves open: since when, to whom, for which day; often nothing."""
        if self.alone:
            return self.why if self.is_waiting else ""
        need, since = Need(self.hold.need), self.hold.need_since
        if need == Need.TALK_TODAY:
            return _("Asked %(when)s") % {"when": short_moment(since)}
        if need == Need.OFFERED:
            return _("%(name)s was asked, %(day)s") % {"name": self.hold.offered_to_name, "day": short_day(since)}
        words = _SINCE.get(need)
        return _(words) % {"day": short_day(since)} if words else ""

    @cached_property
    def why(self) -> str:
        """Why it stands where it stands, in a sentence."""
        return why(self.hold)

    @property
    def is_waiting(self) -> bool:
        """Whether something is needed of us now."""
        return bool(self.hold.need != Need.GOING_ON)

    @property
    def asks_what_to_try(self) -> bool:
        """Whether they were tried so often without an answer that the huddle is asked what else to try."""
        return bool(self.hold.silences >= SILENCES_TO_ASK)

    @property
    def by_duty(self) -> bool:
        """Whether duty holds it, until somebody says that they will."""
        return bool(self.hold.how == HowHeld.DUTY)

    @property
    def talk_today(self) -> bool:
        return bool(self.hold.need == Need.TALK_TODAY)

    @property
    def held_since(self) -> str:
        return _("since %(day)s") % {"day": short_day(self.hold.began_at)}

    @property
    def since_spoken(self) -> str:
        """How long ago somebody last spoke with them, as a meeting that was told."""
        if self.days is None:
            return _("Not yet")
        if self.days == 0:
            return _("Today")
        if self.days == 1:
            return _("Yesterday")
        return ngettext("%(n)s day ago", "%(n)s days ago", self.days) % {"n": self.days}


def in_words(holds: Sequence[Any], viewer: Viewer, place: Place) -> list[Row]:
    """The rows with what is next and who waits for what; the same number of queries for one as for fifty."""
    people = [hold.person_id for hold in holds]
    if not people:
        return []
    meetings = first_of(_planned(viewer, people))
    steps: dict[UUID, list[NextStep]] = defaultdict(list)
    promised = _promised(viewer, people)
    keys.bring({step.person_id for step in promised})
    for step in promised:
        steps[step.person_id].append(step)
    others = other_waits(people, viewer)
    address = addresses.of_each("journey", place=place.slug)
    return [
        Row(
            hold,
            what_next(meetings.get(hold.person_id), steps[hold.person_id]),
            [
                *waits_of(hold, meetings.get(hold.person_id), steps[hold.person_id]),
                *others.get(hold.person_id, []),
            ],
            days_ago(hold.spoken_at) if hold.spoken_at else None,
            address(hold.journey_id),
            hold.holder_id == viewer.id,
        )
        for hold in holds
    ]


@said_once
def _planned(viewer: Viewer, people: list[UUID]) -> Any:
    return (
        Meeting.objects.visible_to(viewer)
        .filter(person_id__any=people, stage=MeetingStage.PLANNED)
        .order_by("planned_for")
        .only("person_id", "kind", "how", "led_by_name", "planned_for")
    )


@said_once
def _promised(viewer: Viewer, people: list[UUID]) -> Any:
    return NextStep.objects.visible_to(viewer).filter(NOT_DONE, person_id__any=people).order_by("due", "pk")


def first_of(rows: Any) -> dict[UUID, Any]:
    """The first row of each person."""
    found: dict[UUID, Any] = {}
    for row in rows:
        found.setdefault(row.person_id, row)
    return found


def why(hold: Any) -> str:
    """Why the row is where it is, in a sentence."""
    need = Need(hold.need)
    day = short_day(hold.need_since)
    if need == Need.OFFERED:
        return _("Offered to %(name)s on %(day)s, no answer yet") % {"name": hold.offered_to_name, "day": day}
    if need == Need.TALK_TODAY:
        return _("Asked to talk today, %(day)s") % {"day": short_moment(hold.need_since)}
    if need == Need.WROTE:
        return _("They wrote, %(day)s, and nobody has read it yet") % {"day": short_moment(hold.need_since)}
    if need == Need.UNTAKEN:
        return _("Nobody has said “I’ll hold this” since %(day)s") % {"day": day}
    if need == Need.LATE:
        return _("Promised for %(day)s, and not done yet") % {"day": day}
    if need == Need.UNTOLD:
        return _("The meeting of %(day)s has not been told yet") % {"day": day}
    if need == Need.SILENCE:
        words = _("%(n)s tries without an answer, the last %(day)s: what shall the huddle try?")
        return words % {"n": hold.silences, "day": day}
    return str(need.label)


def what_next(meeting: Any, steps: Sequence[NextStep]) -> str:
    """The next thing that will happen: a meeting, or the first promise."""
    if meeting is not None:
        return _("%(kind)s, %(when)s, %(name)s") % {
            "kind": label(MeetingKind, meeting.kind),
            "when": short_moment(meeting.planned_for),
            "name": meeting.led_by_name,
        }
    return _promise(steps[0]) if steps else ""


def waits_of(hold: Any, meeting: Any, steps: Sequence[NextStep]) -> list[str]:
    """Who waits for what, as far as the row has not said it already."""
    said = []
    if hold.told_at is not None:
        said.append(
            _("Their circle told us something, %(day)s: nobody has read it yet") % {"day": short_day(hold.told_at)}
        )
    if hold.wrote_at is not None and hold.need != Need.WROTE:
        said.append(_("Wrote %(when)s: nobody has read it yet") % {"when": short_moment(hold.wrote_at)})
    if hold.silences > 0 and hold.need != Need.SILENCE:
        words = ngettext("%(n)s try without an answer", "%(n)s tries without an answer", hold.silences)
        said.append(words % {"n": hold.silences})
    if hold.how == HowHeld.DUTY and not hold.offered_to_name and hold.need != Need.UNTAKEN:
        said.append(_("Waits for somebody who says “I’ll hold this”"))
    if hold.offered_to_name and hold.need != Need.OFFERED:
        said.append(
            _("%(holder)s waits for %(name)s’s answer") % {"holder": hold.holder_name, "name": hold.offered_to_name}
        )
    for step in steps[:SAID] if meeting is not None else steps[1 : SAID + 1]:
        waits = _("We wait for %(promise)s") if step.promiser_id == hold.person_id else _("Waits for %(promise)s")
        said.append(waits % {"promise": _promise(step)})
    return said


def _promise(step: NextStep) -> str:
    return _("%(who)s: %(words)s, by %(day)s") % {
        "who": step.promiser_name,
        "words": Truncator(step.words).chars(90),
        "day": short_day(step.due),
    }
