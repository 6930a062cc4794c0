"""A state machine: shares given, ended, running out; workers joining and leaving; days passing; in any order, with real
commits. After every step each viewer reads exactly the stories and plans that a dictionary says they may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.ids import new_id
from livingwell.kit.viewers import Viewer
from livingwell.people.invented import mark_as_invented
from livingwell.people.models import Membership, MembershipKind, Organisation, Place
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.models import Part, Share
from livingwell.practice.holding.actions import leave_team, open_team
from livingwell.practice.plan.actions import begin_plan
from livingwell.practice.plan.models import Plan
from livingwell.practice.story.actions import begin_story
from livingwell.practice.story.models import Story
from tests.cast import MADE_FOR_TESTS, make_member, make_person, viewer_of

DAYS = 60
PARTS = {Part.STORY: Story, Part.PLAN: Plan}
which = st.integers(0, 30)


class Sharing(RuleBasedStateMachine):
    """Two people with a story and a plan; two teams; four others, some of whom work in a team, some of whom do not."""

    def __init__(self) -> None:
        super().__init__()
        self.day = 0
        self.expected: dict[UUID, tuple[UUID, Part, UUID, int]] = {}
        self.works: dict[UUID, set[UUID]] = {}
        self.once_worked: set[UUID] = set()

    def today(self) -> Any:
        return clock.at(timezone.now() - timedelta(days=DAYS - self.day))

    @initialize()
    def open_a_place(self) -> None:
        mark = new_id().hex[-10:]
        with self.today():
            with speaking(MADE_FOR_TESTS):
                place = Place.objects.create(
                    slug=f"s-{mark}", name=mark, jurisdiction="england", opened_at=clock.now() - timedelta(days=9)
                )
                self.organisation = Organisation.objects.create(place=place, name="Org", joined_at=clock.now())
            self.others = [make_person(place, f"o{i}-{mark}") for i in range(4)]
            self.people = [make_person(place, f"p{i}-{mark}") for i in range(2)]
            self.teams = [
                open_team(
                    place, name=f"T{i}", first=self.others[i][0], known_as="x", kind=MembershipKind.LEAD,
                    organisation=self.organisation, by=MADE_FOR_TESTS,
                )
                for i in range(2)
            ]  # fmt: skip
            self.works = {person.pk: set() for person, _ in self.others}
            for i in range(2):
                self.works[self.others[i][0].pk].add(self.teams[i].pk)
                self.once_worked.add(self.others[i][0].pk)
            for person, account in self.people:
                begin_story(person, by=viewer_of(account.pk))
                begin_plan(person, by=viewer_of(account.pk))

    def person(self, n: int) -> tuple[Any, Viewer]:
        person, account = self.people[n % 2]
        return person, viewer_of(account.pk)

    @rule(n=which, what=st.sampled_from(list(PARTS)), to=which, to_team=st.booleans(), days=st.integers(1, 9))
    def give(self, n: int, what: Part, to: int, to_team: bool, days: int) -> None:
        person, mine = self.person(n)
        other = self.teams[to % 2] if to_team else self.others[to % 4][0]
        with self.today():
            until = clock.now() + timedelta(days=days)
            share = circle.give_share(person, what=what, to=other, to_name="x", until=until, by=mine)
        # A new share of the same part to the same one takes the place of the one before.
        same = [key for key, held in self.expected.items() if held[:3] == (person.pk, what, other.pk)]
        for key in same:
            del self.expected[key]
        self.expected[share.pk] = (person.pk, what, other.pk, self.day + days)

    @rule(n=which, share=which)
    def end(self, n: int, share: int) -> None:
        if not self.expected:
            return
        key = sorted(self.expected)[share % len(self.expected)]
        person, mine = self.person(n)
        with self.today():
            with speaking(MADE_FOR_TESTS):
                row = Share.unguarded.get(pk=key)
            try:
                circle.end_share(row, by=mine)
            except PermissionDenied:
                assert self.expected[key][0] != person.pk, "their own share is theirs to end"
                return
        assert self.expected.pop(key)[0] == person.pk, "nobody ends somebody else's share"

    @rule(n=which)
    def end_all(self, n: int) -> None:
        person, mine = self.person(n)
        with self.today():
            circle.end_all_shares(person, by=mine)
        self.expected = {key: held for key, held in self.expected.items() if held[0] != person.pk}

    @rule(days=st.integers(1, 4))
    def days_pass(self, days: int) -> None:
        self.day = min(self.day + days, DAYS - 1)

    @rule(n=which, team=which)
    def join(self, n: int, team: int) -> None:
        (person, _), there = self.others[n % 4], self.teams[team % 2]
        if there.pk not in self.works[person.pk]:
            with self.today():
                make_member(there, person, MembershipKind.PEER, self.organisation)
            self.works[person.pk].add(there.pk)
            self.once_worked.add(person.pk)

    @rule(n=which)
    def leave(self, n: int) -> None:
        person, account = self.others[n % 4]
        found = Membership.objects.filter(person=person, ended_at=None).order_by("pk").first()
        if found is None:
            return
        try:
            with self.today():
                leave_team(found, by=viewer_of(account.pk))
        except PermissionDenied:
            return  # the last one on duty in the place stays
        for one, _ in self.others:  # duty may have brought somebody else into the team
            now = Membership.objects.filter(person=one, ended_at=None).values_list("team_id", flat=True)
            self.works[one.pk] = set(now)
            self.once_worked |= {one.pk} if now else set()

    @invariant()
    def everybody_reads_what_they_were_let_into_and_nothing_else(self) -> None:
        if not self.works:
            return
        with self.today():
            for person, account in [*self.others, *self.people]:
                who = viewer_of(account.pk)
                # What came to somebody as a worker does not stay with them: whoever has left reads nothing by name.
                has_left = person.pk in self.once_worked and not self.works[person.pk]
                mine = (set() if has_left else {person.pk}) | self.works.get(person.pk, set())
                for what, model in PARTS.items():
                    may = {
                        whose for whose, part, to, until in self.expected.values()
                        if part == what and to in mine and until > self.day
                    } | ({person.pk} if person.pk not in self.works else set())  # fmt: skip
                    with speaking(who):
                        rows = model.objects.visible_to(who).not_shown("law").values_list("person_id", flat=True)
                        assert set(rows) == may
                        with connection.cursor() as cursor:
                            cursor.execute(f"select person_id from {model._meta.db_table}")
                            assert {pk for (pk,) in cursor.fetchall()} == may


def test_shares_open_what_they_say_and_nothing_else(own_database: str) -> None:
    mark_as_invented()
    run_state_machine_as_test(
        Sharing,
        settings=settings(
            max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
