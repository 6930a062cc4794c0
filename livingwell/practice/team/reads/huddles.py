"""A huddle: whose turn it is, who was spoken about and what was said, who is still to come; and the huddles before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, Subquery

from livingwell.kit import clock
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Membership, Person, Place, Team
from livingwell.practice.holding.reads import working_name_of
from livingwell.practice.meetings.models import NextStep, Note
from livingwell.practice.team.models import Huddle, Said, Standing, Turn
from livingwell.practice.team.reads.needs import named, needs
from livingwell.practice.team.reads.rows import Row, in_words

#: A huddle is short.
LASTS = timedelta(minutes=15)
#: Huddles of one page.
PAGE = 20


@dataclass
class Spoken:
    """One journey's turn, as the list tells it: what was said, and what was promised."""

    turn: Any
    notes: list[Note] = field(default_factory=list)
    steps: list[NextStep] = field(default_factory=list)


@dataclass
class InHuddle:
    """A huddle as one of the team sees it. `now` is the journey that is spoken about, as the board tells it."""

    turns: list[Spoken]
    current: Spoken | None = None
    now: Row | None = None
    before: Any = None
    next: Any = None
    #: On the team's board since it began, or asking to talk today, and without a turn in it.
    arrived: list[Any] = field(default_factory=list)

    @property
    def done(self) -> list[Spoken]:
        return [one for one in self.turns if one.turn.turned_at and one is not self.current]

    @property
    def to_come(self) -> list[Spoken]:
        return [one for one in self.turns if not one.turn.turned_at]

    @property
    def unsaid(self) -> bool:
        """Nothing was said of anybody."""
        return not any(one.notes or one.steps for one in self.turns)


def in_huddle(huddle: Huddle, viewer: Viewer, place: Place) -> InHuddle:
    """The turns that `viewer` may see, in the same few questions however many there are."""
    turns = {turn.pk: Spoken(turn) for turn in _turns(viewer, huddle.pk)}
    _with_what_was_said(turns, viewer)
    found = InHuddle(list(turns.values()))
    spoken = [one for one in found.turns if one.turn.turned_at]
    if huddle.ended_at is not None:
        return found
    found.current = max(spoken, key=lambda one: one.turn.turned_at, default=None)
    now = found.current.turn.journey_id if found.current else None
    rows = _stands(viewer, clock.today(place.time_zone), huddle.pk, huddle.team_id, huddle.began_at, now or huddle.pk)
    found.arrived = [row for row in rows if row.journey_id != now]
    order = [one.turn for one in found.turns]
    if found.current:
        at = order.index(found.current.turn)
        found.before = order[at - 1] if at else None
        # At the end come those whom somebody passed over.
        passed_over = (one.turn for one in found.to_come)
        found.next = order[at + 1] if at + 1 < len(order) else next(passed_over, None)
        found.now = next(iter(in_words([row for row in rows if row.journey_id == now], viewer, place)), None)
    else:
        found.next = next(iter(order), None)
    return found


@said_once
def _turns(viewer: Viewer, huddle: UUID) -> Any:
    name = Person.unguarded.filter(pk=OuterRef("person_id")).values("name")
    holder = Standing.unguarded.filter(journey_id=OuterRef("journey_id")).values("holder_id")[:1]
    return (
        Turn.objects.visible_to(viewer)
        .filter(huddle_id=huddle)
        .exclude(person_id=viewer.id)
        .annotate(person_name=Subquery(name, output_field=CharField()), holder_id=Subquery(holder))
        .annotate(holder_name=working_name_of("holder_id"))
        .order_by("position", "pk")
    )


def _with_what_was_said(turns: dict[UUID, Spoken], viewer: Viewer) -> None:
    said = list(Said.objects.visible_to(viewer).filter(turn_id__in=turns).order_by("said_at", "pk")) if turns else []
    keys.bring({one.person_id for one in said})
    notes = {one.pk: one for one in _of(Note, viewer, [one.note_id for one in said if one.note_id])}
    steps = {one.pk: one for one in _of(NextStep, viewer, [one.step_id for one in said if one.step_id])}
    for one in said:
        spoken = turns[one.turn_id]
        if one.note_id in notes:
            spoken.notes.append(notes[one.note_id])
        elif one.step_id in steps:
            spoken.steps.append(steps[one.step_id])


def _of(model: Any, viewer: Viewer, ids: list[UUID]) -> list[Any]:
    return list(model.objects.visible_to(viewer).filter(pk__in=ids)) if ids else []


@said_once
def _stands(viewer: Viewer, today: date, huddle: UUID, team: UUID, began: datetime, now: UUID) -> Any:
    """The journey that is spoken about `now`, and those that arrived since the huddle began."""
    arrived = _arrived(viewer, huddle, team, began)
    return named(needs(viewer, today).filter(Q(journey_id=now) | arrived))[:30]


def _arrived(viewer: Viewer, huddle: UUID, team: UUID, began: datetime) -> Q:
    has_turn = Exists(Turn.unguarded.filter(huddle_id=huddle, journey_id=OuterRef("journey_id")))
    since = Q(opened_at__gte=began) | Q(talk_at__isnull=False)
    return since & Q(team_id=team, kept_apart_at=None) & ~has_turn & ~Q(person_id=viewer.id)


def how_far(huddle: Huddle, arrived: int) -> str:
    """By which a screen knows whether it is behind: how often something moved in it, and how many have arrived."""
    return f"{huddle.moves}-{min(arrived, 20)}"


def how_far_now(huddle: Huddle, viewer: Viewer) -> str:
    """The same, for a screen that asks nothing else."""
    arrived = _arrived(viewer, huddle.pk, huddle.team_id, huddle.began_at)
    rows: Any = Standing.objects.visible_to(viewer).filter(arrived)
    return how_far(huddle, len(rows.only("pk").not_shown("how many there are")[:20]) if not huddle.ended_at else 0)


def who_could_do_it(team: UUID, viewer: Viewer, person: UUID) -> list[tuple[str, str]]:
    """The team by name, for "who will do it"; whoever looks comes first, and never whom it is about."""
    rows = Membership.objects.filter(team_id=team, ended_at=None).exclude(person_id=person).order_by("known_as", "id")
    found = sorted(rows[:100], key=lambda one: one.person_id != viewer.id)
    return [(str(one.person_id), one.known_as) for one in found]


def huddles_of(team: Team, viewer: Viewer, before: datetime | None = None) -> tuple[list[Huddle], str]:
    """A team's huddles that are over, the latest first; and where the next page begins."""
    rows = Huddle.objects.visible_to(viewer).filter(team_id=team.pk, ended_at__isnull=False)
    if before is not None:
        rows = rows.filter(began_at__lt=before)
    found = list(rows.order_by("-began_at", "-pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].began_at.isoformat() if len(found) > PAGE else ""


def going_on(team: UUID, viewer: Viewer) -> Huddle | None:
    """The huddle the team is in, if it is."""
    found: Huddle | None = Huddle.objects.visible_to(viewer).filter(team_id=team, ended_at=None).first()
    return found


def order_before(team: UUID, viewer: Viewer) -> str:
    """The order the team chose last."""
    last = Huddle.objects.visible_to(viewer).filter(team_id=team).order_by("-began_at").first()
    return str(last.order) if last else ""


def minutes_left(huddle: Huddle) -> int:
    """Whole minutes until the fifteen are over; fewer than none when they are."""
    return int((huddle.began_at + LASTS - clock.now()).total_seconds() // 60)
