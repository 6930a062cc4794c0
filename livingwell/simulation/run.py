"""Running a simulation: everything that happens, in the order of its moments, on a clock that ends now."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from random import Random

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from livingwell.kit import clock
from livingwell.kit.permission.acts import Refused
from livingwell.simulation import wandering
from livingwell.simulation.life import Life, Voice
from livingwell.simulation.place import NAMES, a_week_passes, open_place
from livingwell.simulation.world import World

A_MONTH = timedelta(days=30.4)
HAPPENING = ("I stopped going out.", "Sleep.", "Since he died.", "Work ended.", "It is the letters.", "I am so tired.")
HELP = ("Somebody to go with.", "Not to say it twice.", "A reason to get up.", "Company.", "I do not know yet.")
WELL = ("My dog.", "I still cook.", "My sister.", "I asked.", "The garden.", "")


@dataclass
class Lived:
    """What a simulation did: how often each kind of moment came, and what was refused, with the sentence."""

    place: str
    moments: int = 0
    weeks: int = 0
    refused: Counter[str] = field(default_factory=Counter)


@dataclass(order=True)
class _Next:
    at: datetime
    nth: int
    happens: Callable[[], float | None] = field(compare=False)


def voice(dice: Random) -> Voice:
    """Somebody, from their own dice."""
    by = dice.choices(["self", "worker", "friend", "gp"], weights=[6, 2, 1, 1])[0]
    return Voice(
        name=dice.choice(NAMES),
        happening=dice.choice(HAPPENING),
        help=dice.choice(HELP),
        well=dice.choice(WELL),
        year=dice.randint(1935, 2009),
        by=by,
        introducer="A neighbour" if by in ("friend", "gp") else "",
    )


def simulate(people: int, months: int, seed: int, *, slug: str, tick: Callable[[int, int], None]) -> Lived:
    """Live `people` lives over `months` months that end now. The same seed lives the same lives.

    Nothing is caught but refusals, which are counted with their sentences: two things that met, as in life.
    """
    until = timezone.now() - timedelta(minutes=5)
    begin = until - months * A_MONTH
    with clock.at(begin - timedelta(days=2)):
        world = open_place(slug, people, Random(f"{seed}:place"))
    lived, order = Lived(slug), count()
    waiting: list[_Next] = []

    def wait(at: datetime, happens: Callable[[], float | None]) -> None:
        if at < until:
            heapq.heappush(waiting, _Next(at, next(order), happens))

    for n in range(people):
        dice = Random(f"{seed}:{n}")
        life = Life(world, voice(dice), dice, has_account=dice.random() < 0.5)
        came = begin + dice.random() * (until - begin)
        wait(came, partial(_live_on, life))
    wait(begin, lambda: _week(world, lived))
    span = (until - begin).total_seconds()
    while waiting:
        now = heapq.heappop(waiting)
        with clock.at(now.at):
            days = _happens(now, lived)
        lived.moments += 1
        if lived.moments % 20 == 0:
            tick(int(100 * (now.at - begin).total_seconds() / span), 100)
        if days is not None:
            wait(now.at + timedelta(days=days), now.happens)
    tick(100, 100)
    return lived


def _live_on(life: Life) -> float | None:
    return wandering.go_on(life) if life.journey else wandering.begin(life)


def _week(world: World, lived: Lived) -> float:
    a_week_passes(world)
    lived.weeks += 1
    return 7


def _happens(now: _Next, lived: Lived) -> float | None:
    try:
        return now.happens()
    except (PermissionDenied, Refused) as refusal:
        lived.refused[str(refusal) or type(refusal).__name__] += 1
        return 1
