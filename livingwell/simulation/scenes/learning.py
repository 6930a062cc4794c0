"""Learning: whoever holds somebody notices how the team works, tells of themselves, and is listened to."""

from __future__ import annotations

from livingwell.kit.database.speaking import speaking
from livingwell.practice.learning import actions
from livingwell.practice.learning.models import ForWhom, Supervision
from livingwell.simulation.life import Life


def notice(life: Life) -> None:
    """What we noticed, and what we will try; now and then, what has come of it."""
    holder = life.holder()
    team = next((team for team in life.world.teams if team.pk in holder.teams), None)
    if team is None:
        return
    noticed = actions.notice(life.world.place, team=team, noticed="We ring early.", will_try="Ring late.", by=holder)
    if life.dice.random() < 0.5:
        actions.look_back_at(noticed, came_of_it="More of them answer.", by=holder)


def meet_for_supervision(life: Life) -> None:
    """Whoever holds them has asked a colleague to listen, or asks one now; a yes, a note that the two alone read, or a
    no without a reason."""
    holder = life.holder()
    with speaking(holder):
        mine = (
            Supervision.objects.visible_to(holder).not_shown("whom I meet").filter(person_id=holder.id, ended_at=None)
        )
        pair = mine.first()
    if pair is None:
        colleagues = [one for one in life.world.members(but=holder.id) if one.team_id in holder.teams]
        if not colleagues:
            return
        other = life.dice.choice(colleagues)
        pair = actions.ask_supervision(life.world.place, of=other, by=holder)
        listens = life.world.worker(other.person_id)
        if life.dice.random() < 0.15:
            actions.end_supervision(pair, by=listens)
            return
        actions.accept_supervision(pair, by=listens)
    if pair.accepted_at is not None:
        actions.write_supervision_note(pair, words="Where I was unsure.", by=holder)


def tell_of_myself(life: Life) -> None:
    """To the people they hold; taken back now and then."""
    holder = life.holder()
    told = actions.tell_of_myself(life.world.place, words="I was there too.", for_whom=ForWhom.PEOPLE, by=holder)
    if life.dice.random() < 0.3:
        actions.take_back_of_myself(told, by=holder)
