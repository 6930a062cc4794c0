"""How a connection goes on: from where it stands, one thing at a time, until they have met or no longer want it."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.practice.network.actions import agree_what_to_say, choose_another, say_not_wanted_now, say_not_yet
from livingwell.practice.network.models import Connection, HowItWas, Stage
from livingwell.simulation import scenes
from livingwell.simulation.life import Life
from livingwell.simulation.standing import Standing

MINE = """
    select id, support_id, stage, agreed_at, meeting_at from network_connection
    where journey_id = %(journey)s and stage not in ('met', 'not_wanted', 'closed') order by id
"""


def go_on_connecting(life: Life, stands: Standing) -> float | None:
    """Go on with an open connection, or choose a support. How many days until the next thing; None for nothing."""
    if not life.first_talked or life.dice.random() < 0.4:
        return None
    mine = [
        Connection(
            id=row_id, support_id=support, stage=stage, agreed_at=agreed, meeting_at=at, journey_id=life.now().pk,
            person_id=life.they().pk, place_id=life.world.place.pk,
        )
        for row_id, support, stage, agreed, at in life.world.ask(MINE, {"journey": life.now().pk})
    ]  # fmt: skip
    if not mine:
        fresh = life.world.open_supports(life.now().pk)
        if not fresh:
            return None
        scenes.choose_support(life, life.dice.choice(fresh), f"{life.they().name} would like to come along.")
        return life.dice.uniform(0.5, 3)
    connection = life.dice.choice(mine)
    if life.dice.random() < 0.05:
        say_not_wanted_now(connection, words="", by=life.in_own_voice())
        return life.dice.uniform(1, 5)
    match connection.stage:
        case Stage.CHOSEN if connection.agreed_at is None:
            agree_what_to_say(connection, may_say="Just my name.", by=life.in_own_voice())
        case Stage.CHOSEN:
            scenes.offer_connection(life, connection)
        case Stage.OFFERED:
            scenes.answer_connection(life, connection, yes=life.dice.random() < 0.75)
        case Stage.NOT_US:
            fresh = life.world.open_supports(life.now().pk)
            if not fresh:
                scenes.offer_connection(life, connection)
            else:
                choose_another(
                    connection, support=life.dice.choice(fresh), words="They said who else to ask.", by=stands.holder
                )
        case Stage.ACCEPTED:
            scenes.arrange(life, connection, days=life.dice.randint(2, 9))
        case Stage.ARRANGED if connection.meeting_at and connection.meeting_at > clock.now():
            return None
        case Stage.ARRANGED if life.dice.random() < 0.2:
            say_not_yet(connection, words="Next week, maybe.", by=life.in_own_voice())
        case Stage.ARRANGED:
            scenes.met(life, connection, life.dice.choice(list(HowItWas)), "They had kept a chair for me.")
    return life.dice.uniform(1, 6)
