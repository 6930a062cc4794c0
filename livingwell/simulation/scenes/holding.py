"""Who holds: taken from duty, given back to it, offered on; answered, taken back, or left without an answer."""

from __future__ import annotations

from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from livingwell.practice.holding import actions as holding
from livingwell.practice.holding.models import Handover
from livingwell.simulation.life import Life
from livingwell.simulation.standing import Offered


def somebody_holds(life: Life) -> None:
    """A worker of the team takes the journey from duty."""
    stands = life.standing()
    if stands is None or stands.how != "duty":
        return
    if members := life.world.members(stands.team, but=life.they().pk):
        holding.hold_journey(life.now(), by=life.world.worker(life.dice.choice(members).person_id))


def give_back(life: Life) -> None:
    """The holder cannot hold any more, and duty does."""
    stands = life.standing()
    if stands is not None and stands.how == "own":
        holding.return_to_duty(life.now(), by=stands.holder)


def offer_handover(life: Life, why: str) -> Handover | None:
    """The holder asks a colleague whether they will hold: one of the team, more often than not."""
    stands = life.standing()
    if stands is None or stands.how != "own":
        return None
    everybody = [
        member
        for member in life.world.members(but=stands.holder.id)
        if member.person_id != life.they().pk and member.team_id in {team.pk for team in life.world.teams}
    ]
    near = [member for member in everybody if member.team_id == stands.team]
    others = near if near and life.dice.random() < 0.8 else everybody
    if not others:
        return None
    return holding.offer_handover(life.now(), to=life.dice.choice(others), why=why, by=stands.holder)


def answer_handover(life: Life, offered: Offered, *, yes: bool) -> None:
    """The one who was asked says yes, or no with a word of why."""
    asked, handover = life.world.worker(offered.to), offer(life, offered.id)
    if yes:
        holding.accept_handover(handover, by=asked)
    else:
        holding.decline_handover(handover, because="My hands are full until the spring.", by=asked)


def withdraw_handover(life: Life, offered: Offered) -> None:
    """Whoever asked takes it back before there is an answer."""
    holding.withdraw_handover(offer(life, offered.id), by=life.world.worker(offered.by))


def offer(life: Life, row_id: UUID) -> Handover:
    """The offer as a page has it in hand."""
    known = {
        "id": row_id,
        "place_id": life.world.place.pk,
        "journey_id": life.now().pk,
        "person_id": life.they().pk,
        "declined_because": "",
    }
    return Handover.from_db(DEFAULT_DB_ALIAS, list(known), list(known.values()))
