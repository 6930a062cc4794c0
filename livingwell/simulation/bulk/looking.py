"""Who has looked: at one person's page, part by part, by those who were let in; and at lists, which name whom they
showed."""

from __future__ import annotations

from random import Random

from livingwell.simulation.bulk.arriving import most_looked_at
from livingwell.simulation.bulk.binary import ids, moment, text
from livingwell.simulation.bulk.book import Book
from livingwell.simulation.bulk.ground import DAY, MOST_LOOKS, Ground, between
from livingwell.simulation.bulk.identity import id_at
from livingwell.simulation.bulk.life import Life
from livingwell.simulation.bulk.team import Team

_PARTS = [text(part) for part in ("journey", "how to reach them", "meetings", "what happens next", "connections")]
_STORY, _PLAN, _LIST = text("story"), text("plan"), text("list")
_JOURNEY, _BOARD, _STORY_PAGE, _PLAN_PAGE = text("journey"), text("board"), text("shared_story"), text("shared_plan")
_HELD, _SHOWN = text("their team holds your journey"), text("you shared it with them")
#: Looks at most people, at those who have come a long way, and how many lists a team opened; a list shows so many.
LOOKS, MANY_LOOKS, LISTS, LISTED = (2, 12), (400, 440), 40, 25


def look(life: Life) -> None:
    """The looks at one person's pages."""
    dice, until = life.dice, life.ground.until
    most = most_looked_at(life.nth)
    wanted = MOST_LOOKS * 9 // 10 if most else dice.randint(*(MANY_LOOKS if life.long_way else LOOKS))
    workers = life.team.workers
    for _ in range(wanted):
        journey = life.journeys[int(dice.random() * len(life.journeys))]
        at = between(dice, journey.opened, journey.closed or until)
        worker = workers[int(dice.random() * len(workers))]
        what, page, reason = _PARTS[int(dice.random() * len(_PARTS))], _JOURNEY, _HELD
        if dice.random() < 0.2:
            shared = life.shared.get("story"), life.shared.get("plan")
            if shared[0] is not None and at > shared[0]:
                what, page, reason = _STORY, _STORY_PAGE, _SHOWN
            elif shared[1] is not None and at > shared[1]:
                what, page, reason = _PLAN, _PLAN_PAGE, _SHOWN
        life.book.looks.add(
            id=id_at(at, dice),
            at=moment(at),
            place_id=life.book.place,
            person_id=life.pk,
            by_id=worker.pk,
            by_name=worker.name,
            by_from=worker.works_for,
            what=what,
            page=page,
            reason=reason,
        )
    if most:
        for _ in range(MOST_LOOKS - wanted):
            at = between(dice, life.came, until)
            _list(life.book, life.team, [life], at, dice)


def look_at_lists(book: Book, ground: Ground, team: Team, lives: list[Life], dice: Random) -> None:
    """The team's boards, on ordinary days: whoever was on the way then, as many as a page shows."""
    for _ in range(LISTS * len(lives) // 200):
        at = between(dice, ground.since + 60 * DAY, ground.until)
        there = [life for life in lives if any(one.opened < at < (one.closed or at + 1) for one in life.journeys)]
        if there:
            _list(book, team, dice.sample(there, min(LISTED, len(there))), at, dice)


def _list(book: Book, team: Team, shown: list[Life], at: int, dice: Random) -> None:
    worker = team.workers[int(dice.random() * len(team.workers))]
    book.looks.add(
        id=id_at(at, dice),
        at=moment(at),
        place_id=book.place,
        people=ids(sorted(life.pk for life in shown)),
        by_id=worker.pk,
        by_name=worker.name,
        by_from=worker.works_for,
        what=_LIST,
        page=_BOARD,
    )
