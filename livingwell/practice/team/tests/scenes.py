"""A board to look at: journeys in every state that the board knows, made through the acts the screens call."""

from __future__ import annotations

from datetime import timedelta

from livingwell.kit import clock
from livingwell.people.models import Membership
from livingwell.practice.holding.actions import hold_journey, offer_handover
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.actions import ask_to_talk_today, log_attempt, plan_meeting, promise_next_step
from livingwell.practice.meetings.actions.next_steps import Promise
from livingwell.practice.meetings.models import CameOfIt, Channel, HowWeMeet, MeetingKind
from tests.cast import Cast, make_journey, make_person

NAMES = "Ada Bo Cass Dee Eli Flo Gus Hal Ivy Jo Kit Lou Mo Ned Oz Pip Quin Ray Sal Tam Una Vic Win Xan Yas Zed".split()


def many(cast: Cast, n: int) -> list[Journey]:
    """`n` journeys in North, every other one taken by the peer worker, each with something next."""
    pearl = cast.who("peer")
    made = []
    for i in range(n):
        person, _ = make_person(cast.place, f"{NAMES[i % len(NAMES)]} {chr(65 + i // len(NAMES))}", account=False)
        journey = make_journey(person, cast.north)
        made.append(journey)
        if i % 2:
            hold_journey(journey, by=pearl)
        if i % 3 == 0:
            meet(cast, journey)
        promise(cast, journey)
        if i % 10 == 1:
            offer_handover(journey, to=member(cast, "nurse"), why="I am away for a month.", by=pearl)
    return made


def member(cast: Cast, name: str) -> Membership:
    return Membership.objects.get(person=cast.people[name], ended_at=None)


def meet(cast: Cast, journey: Journey) -> None:
    plan_meeting(
        journey,
        planned_for=clock.now() + timedelta(days=2),
        how=HowWeMeet.WALK,
        kind=MeetingKind.FIRST,
        where="",
        also_there="",
        led_by=member(cast, "peer"),
        by=cast.who("peer"),
    )


def promise(cast: Cast, journey: Journey, days: int = 3) -> None:
    promise_next_step(
        journey,
        promise=Promise(
            words="Ring the allotment about a plot",
            name="Pearl",
            promiser=cast.people["peer"].pk,
            due=clock.today("Europe/London") + timedelta(days=days),
        ),
        by=cast.who("peer"),
    )


def silent(cast: Cast, journey: Journey) -> None:
    log_attempt(
        journey,
        channel=Channel.PHONE,
        came_of_it=CameOfIt.NO_ANSWER,
        words="",
        tried_at=clock.now(),
        by=cast.who("peer"),
    )


def asks_to_talk(cast: Cast, person: str) -> None:
    ask_to_talk_today(cast.people[person], words="I may not be safe now.", by=cast.who(person))
