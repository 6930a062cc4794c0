"""Learning: whoever holds somebody notices how the team works, and tells of themselves."""

from __future__ import annotations

from livingwell.practice.learning import actions
from livingwell.practice.learning.models import ForWhom
from livingwell.simulation.life import Life


def notice(life: Life) -> None:
    """What we noticed, and what we will try."""
    holder = life.holder()
    team = next((team for team in life.world.teams if team.pk in holder.teams), None)
    if team is not None:
        actions.notice(life.world.place, team=team, noticed="We ring early.", will_try="Ring late.", by=holder)


def tell_of_myself(life: Life) -> None:
    """To the people they hold; taken back now and then."""
    holder = life.holder()
    told = actions.tell_of_myself(life.world.place, words="I was there too.", for_whom=ForWhom.PEOPLE, by=holder)
    if life.dice.random() < 0.3:
        actions.take_back_of_myself(told, by=holder)
