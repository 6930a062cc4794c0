"""The team's day: a huddle, with a word about somebody and what happens next; the rota."""

from __future__ import annotations

from datetime import timedelta

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.people.models import Membership, Team
from livingwell.practice.meetings.actions import Promise
from livingwell.practice.team import actions as team
from livingwell.practice.team.models import HuddleOrder, PlannedDuty, Standing, Turn
from livingwell.simulation.life import Life

WORDS = (
    "Sounded brighter on the phone. Would like to try mornings.",
    "The letter from the landlord worries them most just now.",
    "Wants a walk rather than the office next time.",
    "Said yes to the group if somebody goes along.",
)
PROMISES = ("Ring before noon", "Ask the housing officer", "Post the times of the group", "Go along on the first day")


def huddle(life: Life) -> None:
    """Whoever holds them begins the team's huddle, or comes into it; they are brought in where they have no turn; a
    word about them and what happens next; and it is over."""
    stands = life.standing()
    if stands is None:
        return
    holder, order = stands.holder, life.dice.choice(list(HuddleOrder))
    begun = team.begin_huddle(Team.objects.get(pk=stands.team), order=order, waiting=True, by=holder)
    with speaking(holder):
        turns = Turn.objects.visible_to(holder).not_shown("their turn").filter(huddle_id=begun.pk)
        turn = turns.filter(person_id=life.they().pk).first()
        boards = Standing.objects.visible_to(holder).not_shown("whether they can be brought in")
        on_board = boards.filter(journey_id=life.now().pk, kept_apart_at=None).exclude(person_id=holder.id).exists()
    if turn is None and on_board:
        turn = team.bring_in(life.now(), by=holder)
    if turn is not None:
        team.turn_to(turn, by=holder)
        team.say_in_huddle(turn, words=life.dice.choice(WORDS), by=holder)
        due = clock.now().date() + timedelta(days=life.dice.randint(1, 6))
        promise = Promise(life.dice.choice(PROMISES), holder.name, due, holder.id)
        team.promise_in_huddle(turn, promise=promise, by=holder)
    team.end_huddle(begun, by=holder)


def rota(life: Life) -> None:
    """Whoever holds them says how many they can hold, takes a day of duty where it is free, and goes away for some
    days, which a colleague covers more often than not."""
    stands = life.standing()
    if stands is None:
        return
    holder, dice = stands.holder, life.dice
    team.say_capacity(life.world.place, at_most=dice.randint(4, 14), by=holder)
    today = clock.today(life.world.place.time_zone)
    with speaking(holder):
        planned = PlannedDuty.objects.visible_to(holder).filter(team_id=stands.team, ended_at=None, day__gte=today)
        taken = {one.day for one in planned}
    if (day := today + timedelta(days=dice.randint(1, 9))) not in taken:
        team.plan_duty(Team.objects.get(pk=stands.team), day=day, by=holder)
    mine = Membership.objects.get(team_id=stands.team, person_id=holder.id, ended_at=None)
    first = today + timedelta(days=dice.randint(0, 20))
    leave = team.say_leave(mine, first_day=first, last_day=first + timedelta(days=dice.randint(0, 12)), by=holder)
    others = life.world.members(stands.team, but=holder.id)
    if others and dice.random() < 0.6:
        team.cover_leave(leave, by=life.world.worker(dice.choice(others).person_id))
    elif dice.random() < 0.2:
        team.end_leave(leave, by=holder)
