"""A chunk: a few teams and everybody who came to them, written down from their own dice alone."""

from __future__ import annotations

from livingwell.simulation.bulk.arriving import come
from livingwell.simulation.bulk.book import Book
from livingwell.simulation.bulk.connecting import connect
from livingwell.simulation.bulk.ground import Ground
from livingwell.simulation.bulk.holding import travel
from livingwell.simulation.bulk.life import Life
from livingwell.simulation.bulk.looking import look, look_at_lists
from livingwell.simulation.bulk.meeting import meet
from livingwell.simulation.bulk.own_words import write
from livingwell.simulation.bulk.team import open_team

#: Teams whose rows are sent together: enough that a person's rows lie among others', few enough for little memory.
TEAMS = 5


def write_down(ground: Ground, chunk: int) -> Book:
    """Everything of a chunk's teams. The same seed writes the same, whichever process does it."""
    dice = ground.dice(f"events {chunk}")
    book = Book(ground.place, dice)
    for nth in range(chunk * TEAMS, min((chunk + 1) * TEAMS, ground.teams)):
        _team(book, ground, nth)
    return book


def _team(book: Book, ground: Ground, nth: int) -> None:
    dice = ground.dice(nth)
    team = open_team(book, ground, nth, dice)
    lives: list[Life] = []
    for person in ground.people_of(nth):
        life = come(book, ground, team, person, dice)
        travel(life)
        meet(life)
        write(life)
        connect(life)
        look(life)
        lives.append(life)
    look_at_lists(book, ground, team, lives, dice)
