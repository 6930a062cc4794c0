"""Conversations: planned, told, corrected, asked for today; what was promised; and reaching for who is silent."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils.timezone import localtime

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Viewer
from livingwell.practice.meetings import actions as meetings
from livingwell.practice.meetings.models import CameOfIt, Channel, HowWeMeet, Meeting, MeetingKind, NextStep
from livingwell.simulation.life import Life
from livingwell.simulation.world import FRONT_DOOR


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


def tell_meeting(
    life: Life,
    meeting: Meeting,
    *,
    theirs: str,
    ours: str,
    next_step: str,
    asked_again: bool = False,
    by: Viewer | None = None,
) -> None:
    """They have met: the person's words, the worker's apart from them, and what happens next. Where something that
    had been told was asked again, why is written beside it. By whoever holds, unless `by` says another."""
    holder = by or life.holder()
    said: list[meetings.Said] = []
    again: list[meetings.Again] = []
    if meeting.kind == MeetingKind.FIRST:
        said.append(meetings.Said("well", "What is going well, or keeps you going?", life.voice.well))
    if asked_again:
        again.append(
            meetings.Again(
                "happening", "What has been happening?", "To begin where things are now, and not where they were then."
            )
        )
    meetings.tell_meeting(
        meeting,
        happened_at=clock.now(),
        their_words=theirs,
        our_words=ours,
        said=said,
        asked_again=again,
        next_steps=[
            meetings.Promise(
                words=next_step, name=holder.name, due=clock.now().date() + timedelta(days=7), promiser=holder.id
            )
        ],
        by=holder,
    )
    life.meetings, life.first_talked, life.silent = life.meetings + 1, True, 0


def correct(life: Life, meeting: Meeting) -> None:
    """They read what was written, and say how they would put it."""
    meetings.correct_meeting(meeting, words="It was my brother, not my father.", by=life.in_own_voice())


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


def write_note(life: Life) -> None:
    """The team's own work, where the person can read it; now and then a line that somebody else told in confidence."""
    holder = life.holder()
    note = meetings.write_note(life.now(), words="Asked the housing officer to ring back.", by=holder)
    if life.dice.random() < 0.2:
        meetings.hold_back_line(note, words="Her sister worries.", why="told_in_confidence", by=holder)


def ask_to_talk_today(life: Life) -> None:
    """The person says that they may not be safe now: somebody talks with them the same day."""
    meetings.ask_to_talk_today(life.they(), words="It got bad again.", by=FRONT_DOOR)
