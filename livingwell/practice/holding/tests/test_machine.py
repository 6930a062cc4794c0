"""A state machine: workers take, offer, accept, decline, leave, join and take duty, people end and return, in any
order, over real PostgreSQL with real commits; after every step an independent oracle finds nobody between two holds."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from livingwell.kit.database.speaking import speaking
from livingwell.kit.ids import new_id
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Duty, Membership, MembershipKind, Organisation, Place
from livingwell.practice.holding import actions
from livingwell.practice.holding.models import Ending, EndingKind, Handover, Hold, Journey
from livingwell.practice.holding.tests.oracle import broken
from tests.cast import MADE_FOR_TESTS, make_journey, make_member, make_person, viewer_of

#: What the database says when it refuses; any other error of its is a finding.
MEANT = frozenset({"CheckViolation", "InsufficientPrivilege", "NoDataFound", "UniqueViolation", "NoData"})
WORKERS = 4
PEOPLE = 3
which = st.integers(0, 50)


class Holding(RuleBasedStateMachine):
    """Two teams of one place; four workers who come and go; three people who are held, say goodbye, and come back."""

    superuser: Any = None

    @initialize()
    def open_a_place(self) -> None:
        mark = new_id().hex[-10:]
        with speaking(MADE_FOR_TESTS):
            self.place = Place.objects.create(
                slug=f"p-{mark}", name=mark, jurisdiction="england", opened_at="2026-01-01T00:00Z"
            )
            self.organisation = Organisation.objects.create(place=self.place, name="Org", joined_at="2026-01-01T00:00Z")
        self.workers = [make_person(self.place, f"w{i}-{mark}") for i in range(WORKERS)]
        self.people = [make_person(self.place, f"p{i}-{mark}") for i in range(PEOPLE)]
        self.teams = [
            actions.open_team(
                self.place, name=f"T{i}", first=self.workers[i][0], known_as=f"w{i}", kind=MembershipKind.LEAD,
                organisation=self.organisation, by=MADE_FOR_TESTS,
            )
            for i in range(2)
        ]  # fmt: skip

    # -- who, as they are now -------------------------------------------------------------------------------------

    def worker(self, n: int) -> Viewer:
        return viewer_of(self.workers[n % WORKERS][1].pk)

    def attempt(self, do: Any, *args: Any, **kwargs: Any) -> None:
        """What the rules or the database refuse is refused; anything else that goes wrong is a finding."""
        try:
            do(*args, **kwargs)
        except PermissionDenied:
            pass
        except DatabaseError as refusal:
            if refusal.__cause__.__class__.__name__ not in MEANT:
                raise

    def some(self, rows: list[Any], n: int) -> Any:
        return rows[n % len(rows)] if rows else None

    def mine(self, model: Any, **only: Any) -> list[Any]:
        with speaking(MADE_FOR_TESTS):
            return list(model.unguarded.filter(place=self.place, **only).order_by("pk"))

    # -- what can happen --------------------------------------------------------------------------------------------

    @rule(person=which, team=which)
    def arrive(self, person: int, team: int) -> None:
        self.attempt(make_journey, self.people[person % PEOPLE][0], self.teams[team % 2])

    @rule(worker=which, journey=which)
    def take(self, worker: int, journey: int) -> None:
        if found := self.some(self.mine(Journey), journey):
            self.attempt(actions.hold_journey, found, by=self.worker(worker))

    @rule(worker=which, journey=which)
    def give_back(self, worker: int, journey: int) -> None:
        if found := self.some(self.mine(Journey), journey):
            self.attempt(actions.return_to_duty, found, by=self.worker(worker))

    @rule(journey=which, to=which)
    def offer(self, journey: int, to: int) -> None:
        hold = self.some(self.mine(Hold, ended_at=None), journey)
        members = list(Membership.objects.filter(place=self.place).order_by("pk"))
        if hold is None:
            return
        with speaking(MADE_FOR_TESTS):
            found = Journey.unguarded.get(pk=hold.journey_id)
        by = next(viewer_of(account.pk) for person, account in self.workers if person.pk == hold.holder_id)
        self.attempt(actions.offer_handover, found, to=self.some(members, to), why="", by=by)

    @rule(handover=which, worker=which, yes=st.booleans())
    def answer(self, handover: int, worker: int, yes: bool) -> None:
        if found := self.some(self.mine(Handover), handover):
            by = self.worker(worker)
            if yes:
                self.attempt(actions.accept_handover, found, by=by)
            else:
                self.attempt(actions.decline_handover, found, because="full", by=by)

    @rule(worker=which, team=which)
    def take_duty(self, worker: int, team: int) -> None:
        self.attempt(actions.take_duty, self.teams[team % 2], by=self.worker(worker))

    @rule(worker=which, team=which)
    def join(self, worker: int, team: int) -> None:
        person, team_ = self.workers[worker % WORKERS][0], self.teams[team % 2]
        if not Membership.objects.filter(team=team_, person=person, ended_at=None).exists():
            make_member(team_, person, MembershipKind.PEER, self.organisation)

    @rule(membership=which)
    def leave(self, membership: int) -> None:
        found = self.some(list(Membership.objects.filter(place=self.place, ended_at=None).order_by("pk")), membership)
        if found:
            by = next(viewer_of(account.pk) for person, account in self.workers if person.pk == found.person_id)
            self.attempt(actions.leave_team, found, by=by)

    @rule(journey=which, kind=st.sampled_from([EndingKind.GOODBYE, EndingKind.NOT_WANTED]))
    def say_goodbye(self, journey: int, kind: EndingKind) -> None:
        if found := self.some(self.mine(Journey), journey):
            by = next(viewer_of(account.pk) for person, account in self.people if person.pk == found.person_id)
            self.attempt(actions.say_goodbye, found, kind=kind, words="", person_name="x", by=by)

    @rule(worker=which, journey=which)
    def propose(self, worker: int, journey: int) -> None:
        if found := self.some(self.mine(Journey), journey):
            self.attempt(actions.propose_ending, found, kind=EndingKind.MOVED_AWAY, words="", by=self.worker(worker))

    @rule(worker=which, ending=which, undo=st.booleans())
    def second_or_undo(self, worker: int, ending: int, undo: bool) -> None:
        if found := self.some(self.mine(Ending), ending):
            self.attempt(actions.undo_ending if undo else actions.second_ending, found, by=self.worker(worker))

    # -- what must hold ---------------------------------------------------------------------------------------------

    @invariant()
    def nobody_falls_between(self) -> None:
        assert broken(self.superuser) == []

    @invariant()
    def duty_holds_what_duty_holds(self) -> None:
        for hold in self.mine(Hold, ended_at=None, how="duty") if hasattr(self, "place") else []:
            assert Duty.objects.filter(team=hold.team_id, person=hold.holder_id, ended_at=None).exists()


def test_nobody_falls_between_in_any_order(own_database: str, cluster: Any) -> None:
    with cluster.connect(own_database, autocommit=True) as superuser:
        Holding.superuser = superuser
        run_state_machine_as_test(
            Holding,
            settings=settings(
                max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )


@pytest.mark.parametrize("sql", ["delete from holding_hold", "update holding_hold set ended_at = now()",
                                 "update holding_journey set closed_at = now()", "truncate holding_hold"])  # fmt: skip
def test_the_application_cannot_write_a_hold_by_itself(db: None, cast: Any, sql: str) -> None:
    from django.db import connection, transaction

    make_journey(cast.people["person"], cast.north)
    for errand in (cast.who("peer"), MADE_FOR_TESTS):
        with pytest.raises(DatabaseError), transaction.atomic(), speaking(errand), connection.cursor() as cursor:
            cursor.execute(sql)
