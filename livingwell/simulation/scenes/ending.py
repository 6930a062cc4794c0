"""How journeys end: by the person's own word, or by two workers; and the second kind undone."""

from __future__ import annotations

from livingwell.practice.holding import actions as holding
from livingwell.practice.holding.models import Ending, EndingKind
from livingwell.simulation.life import Life


def say_goodbye(life: Life, kind: EndingKind, words: str) -> None:
    """Their own word."""
    holding.say_goodbye(life.now(), kind=kind, words=words, person_name=life.they().name, by=life.at_the_front_door())


def end_by_two(life: Life, kind: EndingKind) -> Ending | None:
    """Two workers of the holding team, one after the other."""
    stands = life.standing()
    if stands is None:
        return None
    others = [
        other for other in life.world.members(stands.team, but=stands.holder.id) if other.person_id != life.they().pk
    ]
    if not others:
        return None
    ending = holding.propose_ending(life.now(), kind=kind, words="", by=stands.holder)
    return holding.second_ending(ending, by=life.world.worker(life.dice.choice(others).person_id))


def change_their_mind(life: Life, ending: Ending) -> None:
    """It was not so: the first of the two workers undoes it, and the journey is held as if it had not ended."""
    holding.undo_ending(ending, by=life.world.worker(ending.said_by_id))
