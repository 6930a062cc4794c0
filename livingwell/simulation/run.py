"""Running a simulation: everything that happens, in the order of its moments, on a clock that ends now."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from random import Random

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from livingwell.kit import clock
from livingwell.simulation import wandering
from livingwell.simulation.keeping_house import a_month_of_jobs
from livingwell.simulation.life import Life, Voice
from livingwell.simulation.lived import Lived
from livingwell.simulation.place import (
    a_week_passes,
    an_organisation_closes,
    area,
    the_lead_looks_back,
)
from livingwell.simulation.world import NAMES, World

A_MONTH = timedelta(days=30.4)
HAPPENING = ("I stopped going out.", "Sleep.", "Since he died.", "Work ended.", "It is the letters.", "I am so tired.")
HELP = ("Somebody to go with.", "Not to say it twice.", "A reason to get up.", "Company.", "I do not know yet.")
WELL = ("My dog.", "I still cook.", "My sister.", "I asked.", "The garden.", "")
CAME_BY = {"self": 5, "worker": 1, "phone": 1, "paper": 0.5, "bench": 0.5, "friend": 1, "gp": 1}


@dataclass(frozen=True)
class Span:
    """From when until when lives are lived, and how many come."""

    people: int
    begin: datetime
    until: datetime
    seed: int

    @classmethod
    def ending_now(cls, people: int, months: int, seed: int) -> Span:
        until = timezone.now() - timedelta(minutes=5)
        return cls(people, until - months * A_MONTH, until, seed)


@dataclass(frozen=True)
class Share:
    """Which lives and teams this process lives: the nth of so many processes."""

    nth: int = 0
    of: int = 1


class Stopped(Exception):
    """Somebody asked the simulation to end; what was lived is whole."""


#: Called before each moment with when it is: waits while others are behind, and raises `Stopped`.
Pace = Callable[[datetime, int], None]


@dataclass(order=True)
class _Next:
    at: datetime
    nth: int
    happens: Callable[[], float | None] = field(compare=False)


def voice(dice: Random, teams: int) -> Voice:
    """Somebody, from their own dice."""
    by = dice.choices(list(CAME_BY), weights=list(CAME_BY.values()))[0]
    return Voice(
        name=dice.choice(NAMES),
        happening=dice.choice(HAPPENING),
        help=dice.choice(HELP),
        well=dice.choice(WELL),
        year=dice.randint(1935, 2012),
        area=area(dice.randrange(teams)),
        by=by,
        introducer="A neighbour" if by in ("friend", "gp") else "",
    )


def live(world: World, span: Span, share: Share, pace: Pace) -> Lived:
    """Live this share of the lives, and of the teams' weeks. The same seed lives the same lives: each throws dice of
    its own, and what differs is who was faster where two processes met.

    Nothing is caught but refusals, which are counted with their sentences: two things that met, as in life.
    """
    lived, order = Lived(world.place.slug), count()
    world.refused = lived.refused
    waiting: list[_Next] = []

    def wait(at: datetime, happens: Callable[[], float | None]) -> None:
        if at < span.until:
            heapq.heappush(waiting, _Next(at, next(order), happens))

    for n in range(share.nth, span.people, share.of):
        dice = Random(f"{span.seed}:{n}")
        life = Life(world, voice(dice, len(world.teams)), dice, has_account=dice.random() < 0.5)
        wait(span.begin + dice.random() * (span.until - span.begin), partial(_live_on, life))
    for n in range(share.nth, len(world.teams), share.of):
        dice = Random(f"{span.seed}:team {n}")
        wait(span.begin + timedelta(hours=n % 24), partial(_week, world, n, dice, lived))
    if share.nth == 0:
        _the_place_itself(world, span, wait)
    try:
        while waiting:
            now = heapq.heappop(waiting)
            pace(now.at, lived.moments)
            with clock.at(now.at):
                days = _happens(now, lived)
            lived.moments += 1
            if days is not None:
                wait(now.at + timedelta(days=days), now.happens)
    except Stopped:
        lived.stopped = True
    return lived


def _the_place_itself(world: World, span: Span, wait: Callable[[datetime, Callable[[], float | None]], None]) -> None:
    dice = Random(f"{span.seed}:place itself")
    for part in (0.4, 0.8):
        wait(span.begin + part * (span.until - span.begin), partial(_once, lambda: an_organisation_closes(world, dice)))
    wait(span.begin + A_MONTH, partial(_month, world))


def _live_on(life: Life) -> float | None:
    return wandering.go_on(life) if life.journey else wandering.begin(life)


def _week(world: World, nth: int, dice: Random, lived: Lived) -> float:
    a_week_passes(world, world.teams[nth], dice)
    lived.weeks += 1
    return 7


def _month(world: World) -> float:
    the_lead_looks_back(world)
    a_month_of_jobs()
    return A_MONTH / timedelta(days=1)


def _once(happens: Callable[[], None]) -> None:
    happens()


def _happens(now: _Next, lived: Lived) -> float | None:
    try:
        return now.happens()
    except PermissionDenied as refusal:
        lived.refused[str(refusal) or type(refusal).__name__] += 1
        return 1
