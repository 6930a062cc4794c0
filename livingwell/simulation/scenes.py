"""Scenes: what people and workers do on one day, each through the acts the screens call, on the clock's moment."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils.timezone import localtime

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.ids import new_id
from livingwell.kit.secrets.codes import new_code
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.models import Part
from livingwell.practice.frontdoor.actions import ask_for_support_again, enter_introduction, send_introduction
from livingwell.practice.frontdoor.models import Channel as CameBy
from livingwell.practice.frontdoor.models import ForWhom
from livingwell.practice.holding import actions as holding
from livingwell.practice.holding.models import Ending, EndingKind, Handover
from livingwell.practice.meetings import actions as meetings
from livingwell.practice.meetings.models import CameOfIt, Channel, HowWeMeet, Meeting, MeetingKind, NextStep
from livingwell.practice.network import actions as network
from livingwell.practice.network.models import Connection, HowItWas, Support, WhatNext
from livingwell.practice.plan import actions as plan
from livingwell.practice.plan.models import ItemKind, Plan
from livingwell.practice.story import actions as story
from livingwell.simulation.life import Life
from livingwell.simulation.world import FRONT_DOOR

A_SHARE = timedelta(days=92)


# -- arriving, and coming back ----------------------------------------------------------------------------------------


def arrive(life: Life, *, talk_today: bool = False) -> None:
    """Somebody introduces themselves, or is introduced; a journey opens and is held."""
    said, world = life.voice, life.world
    about = {"birth_year": said.year, "postcode": f"{said.area} 1AA" if said.area else ""}
    answers: dict[str, dict[str, object]] = {
        "name": {"name": said.name},
        "about": {key: value for key, value in about.items() if value},
        "reach": {"phone": f"+44770090{life.dice.randrange(10_000):04d}"},
    }
    if said.by == "self":
        answers |= {
            "happening": {"words": said.happening},
            "help": {"words": said.help},
            "well": {"words": said.well},
            "safe": {"message": "yes", "write": "yes"},
            "team": {"story": True, "plan": True, "months": 3} if life.dice.random() < 0.6 else {},
        }
        introduction = send_introduction(
            world.place, for_whom=ForWhom.ME, answers=answers, code=new_code(), talk_today=talk_today, by=FRONT_DOOR
        )
    elif said.by == "worker":
        worker = world.worker(life.dice.choice(world.members(life.dice.choice(world.teams).pk)).person_id)
        answers |= {"happening": {"words": said.happening}, "help": {"words": said.help}, "well": {"words": said.well}}
        introduction = enter_introduction(
            world.place,
            for_whom=ForWhom.ME,
            answers=answers,
            channel=CameBy.PHONE,
            code=new_code(),
            talk_today=talk_today,
            by=worker.entering_for(new_id(), CameBy.PHONE),
        )
    else:
        answers |= {
            "you": {"name": said.introducer},
            "your_reach": {"phone": "+447700900999"},
            "know": {"know": "yes"},
            "contact": {"contact": "yes", "telling": "open"},
            "happened": {"words": said.happening},
            "would_help": {"words": said.help},
        }
        for_whom = ForWhom.SOMEONE_I_WORK_WITH if said.by == "gp" else ForWhom.SOMEONE_I_KNOW
        introduction = send_introduction(
            world.place, for_whom=for_whom, answers=answers, code=new_code(), talk_today=talk_today, by=FRONT_DOOR
        )
    life.person, life.journey, life.journeys = introduction.person, introduction.journey, 1


def come_back(life: Life, words: str) -> None:
    """A return: a new journey, and nothing has to be told again."""
    introduction = ask_for_support_again(life.they(), words=words, by=life.at_the_front_door())
    life.journey, life.journeys, life.silent = introduction.journey, life.journeys + 1, 0


# -- holding -----------------------------------------------------------------------------------------------------------


def somebody_holds(life: Life) -> None:
    """A worker of the team takes the journey from duty."""
    hold = life.world.hold(life.now().pk)
    if hold is None or hold.how != "duty":
        return
    members = life.world.members(hold.team_id, but=life.they().pk)
    holding.hold_journey(life.now(), by=life.world.worker(life.dice.choice(members).person_id))


def offer_handover(life: Life, why: str) -> Handover | None:
    """The holder asks a colleague of any team whether they will hold."""
    hold = life.world.hold(life.now().pk)
    others = [
        member
        for team in life.world.teams
        for member in life.world.members(team.pk, but=hold.holder_id if hold else None)
        if member.person_id != life.they().pk
    ]
    if hold is None or hold.how != "own" or not others:
        return None
    return holding.offer_handover(life.now(), to=life.dice.choice(others), why=why, by=life.holder())


def answer_handover(life: Life, handover: Handover, *, yes: bool) -> None:
    """The one who was asked says yes, or no with a word of why."""
    asked = life.world.worker(handover.to_id)
    if yes:
        holding.accept_handover(handover, by=asked)
    else:
        holding.decline_handover(handover, because="My hands are full until the spring.", by=asked)


# -- meeting -----------------------------------------------------------------------------------------------------------


def plan_meeting(life: Life, *, days: int, at: time | None = None) -> Meeting:
    """The next conversation is planned, for an hour people meet at; the first is the first conversation."""
    day = _working_day(clock.now() + timedelta(days=days)) if at else clock.now() + timedelta(days=days)
    return meetings.plan_meeting(
        life.now(),
        planned_for=day.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0) if at else day,
        how=life.dice.choice([HowWeMeet.TABLE, HowWeMeet.WALK, HowWeMeet.PHONE, HowWeMeet.HUB]),
        where=life.dice.choice(["The Old Ropeworks", "the bench by the lifeboat station", "Open Door House"]),
        kind=MeetingKind.MEETING if life.first_talked else MeetingKind.FIRST,
        by=life.holder(),
    )


def tell_meeting(life: Life, meeting: Meeting, *, theirs: str, ours: str, next_step: str) -> None:
    """They have met: the person's words, the worker's apart from them, and what happens next."""
    holder = life.holder()
    meetings.tell_meeting(
        meeting,
        happened_at=clock.now(),
        their_words=theirs,
        our_words=ours,
        next_steps=[
            meetings.Promise(
                words=next_step, name=holder.name, due=clock.now().date() + timedelta(days=7), promiser=holder.id
            )
        ],
        by=holder,
    )
    life.meetings, life.first_talked, life.silent = life.meetings + 1, True, 0


def _working_day(moment: datetime) -> datetime:
    """That day; on a weekend, the Friday before."""
    local = localtime(moment)
    return local - timedelta(days=max(0, local.weekday() - 4))


def keep_promises(life: Life) -> None:
    """Whoever holds them has done what was promised."""
    holder = life.holder()
    with speaking(holder):
        rows = NextStep.objects.visible_to(holder).not_shown("what was promised?").filter(person_id=life.they().pk)
        promised = list(rows.filter(kept_at=None, let_go_at=None))
    for step in promised:
        meetings.keep_next_step(step, by=holder)


def try_to_reach(life: Life) -> None:
    """An attempt that nobody answered. Silence ends nothing."""
    channel = life.dice.choice([Channel.PHONE, Channel.TEXT, Channel.LETTER])
    meetings.log_attempt(
        life.now(),
        channel=channel,
        came_of_it=CameOfIt.NO_ANSWER if channel != Channel.TEXT else CameOfIt.LEFT_MESSAGE,
        by=life.holder(),
    )
    life.silent += 1


def ask_to_talk_today(life: Life) -> None:
    """The person says that they may not be safe now: somebody talks with them the same day."""
    meetings.ask_to_talk_today(life.they(), words="It got bad again.", by=FRONT_DOOR)


# -- their own things --------------------------------------------------------------------------------------------------


def write_story(life: Life, heading: str, words: str) -> None:
    """An entry of their own story, by themselves or told to whoever holds them."""
    if not life.has_story:
        story.begin_story(life.they(), by=life.in_own_voice())
        life.has_story = True
    story.write_entry(life.they(), heading=heading, words=words, by=life.in_own_voice())


def write_plan(life: Life, *, matters: str, strength: str, hope: str, step: str) -> None:
    """The first words of a plan, and a step of their own."""
    voice, person = life.in_own_voice(), life.they()
    if not life.has_plan:
        plan.begin_plan(person, by=voice)
        life.has_plan = True
    for kind, words in ((ItemKind.MATTERS, matters), (ItemKind.STRENGTH, strength), (ItemKind.HOPE, hope)):
        if words:
            plan.write_item(person, kind=kind, words=words, by=voice)
    day = clock.now().date() + timedelta(days=14)
    plan.add_step(person, words=step, taker=person.pk, taker_name=person.name, day=day, by=voice)


def share(life: Life, what: Part) -> None:
    """They let the team that holds them see one part, until a date."""
    hold = life.world.hold(life.now().pk)
    if hold is None:
        return
    team = next(team for team in life.world.teams if team.pk == hold.team_id)
    until, name = clock.now() + A_SHARE, f"{team.name} team"
    give_share(life.they(), what=what, to=team, to_name=name, until=until, by=life.in_own_voice())


def suggest(life: Life, words: str, *, taken: bool | None) -> None:
    """The holder suggests a step, if the plan was shared; the person takes it, leaves it, or has not looked yet."""
    holder = life.holder()
    with speaking(holder):
        found = Plan.objects.visible_to(holder).not_shown("is it shared?").filter(person_id=life.they().pk).first()
    if found is None:
        return
    suggestion = plan.suggest_step(found, words=words, by=holder)
    if taken is not None:
        (plan.take_suggestion if taken else plan.leave_suggestion)(suggestion, by=life.in_own_voice())


# -- connections -------------------------------------------------------------------------------------------------------


def choose_support(life: Life, support: Support, may_say: str) -> Connection:
    """Chosen in the person's own voice, with what may be said."""
    return network.choose_support(life.now(), support=support, may_say=may_say, by=life.in_own_voice())


def offer_connection(life: Life, connection: Connection) -> Connection:
    due = clock.now().date() + timedelta(days=7)
    return network.offer_connection(
        connection, words="I rang and asked for whoever is at the door.", answer_due=due, by=life.holder()
    )


def answer_connection(life: Life, connection: Connection, *, yes: bool) -> Connection:
    """The support answers, and a worker writes it down: yes, or not us, but …"""
    next_ = None if yes else life.dice.choice(list(WhatNext))
    words = "They would love to." if yes else "Full until the new year, but they say who else to ask."
    return network.log_answer(connection, what_next=next_, words=words, by=life.holder())


def arrange(life: Life, connection: Connection, *, days: int) -> Connection:
    return network.arrange_first_meeting(
        connection,
        at=localtime(clock.now() + timedelta(days=days)).replace(hour=14, minute=0, second=0, microsecond=0),
        where="At the door, ten minutes before",
        walks_along=life.holder().name,
        by=life.in_own_voice(),
    )


def met(life: Life, connection: Connection, how: HowItWas, words: str) -> None:
    """They say that they have met, and how it was."""
    network.say_met(connection, words="", by=life.in_own_voice())
    network.say_how_it_was(connection, how=how, words=words, share=True, by=life.in_own_voice())


# -- endings -----------------------------------------------------------------------------------------------------------


def say_goodbye(life: Life, kind: EndingKind, words: str) -> None:
    """Their own word."""
    holding.say_goodbye(life.now(), kind=kind, words=words, person_name=life.they().name, by=life.at_the_front_door())


def end_by_two(life: Life, kind: EndingKind) -> Ending | None:
    """Two workers of the holding team, one after the other."""
    hold = life.world.hold(life.now().pk)
    if hold is None:
        return None
    others = life.world.members(hold.team_id, but=hold.holder_id)
    others = [other for other in others if other.person_id != life.they().pk]
    if not others:
        return None
    ending = holding.propose_ending(life.now(), kind=kind, words="", by=life.holder())
    return holding.second_ending(ending, by=life.world.worker(life.dice.choice(others).person_id))
