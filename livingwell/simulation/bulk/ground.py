"""The ground a bulk place stands on: what every chunk of its teams needs to know, and nothing that needs a database."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from livingwell.simulation.bulk.binary import Value

SECOND = 1_000_000
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86_400 * SECOND
PEOPLE_TO_A_TEAM = 200
WORKERS_TO_A_TEAM = 8
#: One in so many has had a long way: months of conversations, and everybody's looks at them.
LONG_WAY = 50
#: One in so many has been looked at so often that their list of looks is the longest anybody has.
MOST_LOOKED_AT, MOST_LOOKS = 10_000, 5_000
#: How long the place has been open.
OPEN_FOR = 730 * DAY


@dataclass(frozen=True)
class Ground:
    """A place and its seed. Moments are microseconds since 1970; `until` is the end of everything that happened."""

    place: Value
    slug: str
    seed: int
    people: int
    until: int
    organisations: tuple[tuple[Value, str], ...]
    supports: tuple[Value, ...]

    @property
    def since(self) -> int:
        return self.until - OPEN_FOR

    @property
    def teams(self) -> int:
        return max(2, -(-self.people // PEOPLE_TO_A_TEAM))

    def people_of(self, team: int) -> range:
        """Which people, by their numbers, come to a team."""
        first = team * PEOPLE_TO_A_TEAM
        if self.people <= PEOPLE_TO_A_TEAM:  # too few for two whole teams: they are shared out
            first, last = (0, self.people // 2) if team == 0 else (self.people // 2, self.people)
            return range(first, last)
        return range(first, min(first + PEOPLE_TO_A_TEAM, self.people))

    def dice(self, of: object) -> Random:
        """Dice of its own for a team: one team's luck does not change another's."""
        return Random(f"{self.seed}:bulk:{of}")


def between(dice: Random, low: int, high: int) -> int:
    """A moment between two, to the microsecond."""
    return low + int(dice.random() * (high - low))
