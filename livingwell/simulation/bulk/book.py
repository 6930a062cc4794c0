"""The book: a sheet for every table that a life writes in, and the events beside them."""

from __future__ import annotations

from random import Random

from livingwell.kit.record.models import Event
from livingwell.kit.secrets.models import DataKey
from livingwell.people.models import Account, Duty, DutyYes, Membership, Person, Team
from livingwell.practice.circle.models import Look, Share
from livingwell.practice.frontdoor.models import Introducer, Introduction, ReturningCode
from livingwell.practice.holding.models import Ending, Handover, Hold, Journey
from livingwell.practice.meetings.models import Answer, Attempt, CalledOn, Meeting, NextStep, Note, TalkToday
from livingwell.practice.network.models import Connection, ConnectionStep
from livingwell.practice.plan.models import Plan, PlanItem, Step, Suggestion
from livingwell.practice.story.models import Entry, Story
from livingwell.simulation.bulk.binary import EMPTY, NULL, Value, document, moment
from livingwell.simulation.bulk.identity import id_at
from livingwell.simulation.bulk.sheets import Sheet

NO_FACTS = document({})


class Book:
    """Everything a chunk of teams writes, until it is sent. `dice` makes the ids that nothing else refers to."""

    def __init__(self, place: Value, dice: Random) -> None:
        self.place, self.dice = place, dice
        self.people, self.keys, self.accounts = Sheet(Person), Sheet(DataKey), Sheet(Account)
        self.teams, self.members, self.duty, self.duty_yes = Sheet(Team), Sheet(Membership), Sheet(Duty), Sheet(DutyYes)
        self.journeys, self.holds, self.handovers, self.endings = (
            Sheet(Journey), Sheet(Hold), Sheet(Handover), Sheet(Ending),
        )  # fmt: skip
        self.introductions, self.introducers, self.codes = Sheet(Introduction), Sheet(Introducer), Sheet(ReturningCode)
        self.meetings, self.answers, self.next_steps = Sheet(Meeting), Sheet(Answer), Sheet(NextStep)
        self.notes, self.attempts = Sheet(Note), Sheet(Attempt)
        self.talk_today, self.called_on = Sheet(TalkToday), Sheet(CalledOn)
        self.stories, self.entries = Sheet(Story), Sheet(Entry)
        self.plans, self.items, self.steps, self.suggestions = (
            Sheet(Plan), Sheet(PlanItem), Sheet(Step), Sheet(Suggestion),
        )  # fmt: skip
        self.connections, self.connection_steps = Sheet(Connection), Sheet(ConnectionStep)
        self.shares, self.looks, self.events = Sheet(Share), Sheet(Look, numbered=True), Sheet(Event, numbered=True)
        self.sheets = [sheet for sheet in vars(self).values() if isinstance(sheet, Sheet)]

    def tell(
        self,
        at: int,
        act: Value,
        about: Value,
        row: Value,
        *,
        by: Value = NULL,
        voice: Value = NULL,
        channel: Value = EMPTY,
        errand: Value = EMPTY,
        facts: Value = NO_FACTS,
    ) -> None:
        """The event of an act, as `kit.record.telling` writes it."""
        self.events.add(
            id=id_at(at, self.dice),
            at=moment(at),
            act=act,
            place_id=self.place,
            about_id=about,
            row_id=row,
            by_id=by,
            voice_id=voice,
            channel=channel,
            errand=errand,
            facts=facts,
        )
