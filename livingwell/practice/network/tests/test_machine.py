"""A state machine: everybody does anything to connections, in any order, with real commits. Nobody is stranded."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.ids import new_id
from livingwell.kit.permission.rules import rule_for
from livingwell.people.models import MembershipKind, Organisation, Place
from livingwell.practice.holding.actions import open_team
from livingwell.practice.holding.models import Hold
from livingwell.practice.network import actions, promises
from livingwell.practice.network.models import (
    ENDED,
    OWN_WORD,
    Connection,
    ConnectionStep,
    HowItWas,
    Stage,
    Support,
    WhatNext,
)
from livingwell.practice.network.next_acts import BUTTONS, next_act, possible
from tests.cast import MADE_FOR_TESTS, make_journey, make_member, make_person, viewer_of

which = st.integers(0, 50)
PEOPLE = 2


class Connecting(RuleBasedStateMachine):
    """Two people, held by one team of two workers, and a network whose supports close now and then."""

    @initialize()
    def open_a_place(self) -> None:
        mark = new_id().hex[-10:]
        with speaking(MADE_FOR_TESTS):
            self.place = Place.objects.create(
                slug=f"p-{mark}", name=mark, jurisdiction="england", opened_at="2026-01-01T00:00Z"
            )
            organisation = Organisation.objects.create(place=self.place, name="Org", joined_at="2026-01-01T00:00Z")
        workers = [make_person(self.place, f"w{i}-{mark}") for i in range(2)]
        people = [make_person(self.place, f"p{i}-{mark}") for i in range(PEOPLE)]
        team = open_team(
            self.place, name="T", first=workers[0][0], known_as="w0", kind=MembershipKind.LEAD,
            organisation=organisation, by=MADE_FOR_TESTS,
        )  # fmt: skip
        make_member(team, workers[1][0], MembershipKind.PEER, organisation)
        self.journeys = [make_journey(person, team) for person, _ in people]
        self.workers = [viewer_of(account.pk) for _, account in workers]
        self.people = [viewer_of(account.pk) for _, account in people]
        self.supports = [
            actions.add_support(self.place, by=self.workers[0], name=f"S{i}", description="") for i in range(3)
        ]
        self.holds = self.held()

    def held(self) -> list[Any]:
        with speaking(MADE_FOR_TESTS):
            rows = Hold.unguarded.filter(place=self.place).order_by("pk")
            return list(rows.values_list("pk", "holder_id", "began_at", "ended_at"))

    def rows(self, **only: Any) -> list[Connection]:
        with speaking(MADE_FOR_TESTS):
            return list(Connection.unguarded.filter(place=self.place, **only).order_by("pk"))

    def try_it(self, do: Any, *args: Any, **kwargs: Any) -> None:
        """A refusal is an answer (`Refused` is one); anything else that goes wrong is a finding."""
        with suppress(PermissionDenied):
            do(*args, **kwargs)

    def anybody(self, n: int, connection: Connection) -> Any:
        """The person, the other person, a worker, or a worker entering what the person said."""
        other = self.people[n % PEOPLE]
        worker = self.workers[n % 2]
        return [other, worker, worker.entering_for(connection.person_id, "phone"),
                next(person for person in self.people if person.id == connection.person_id)][n % 4]  # fmt: skip

    @rule(who=which, journey=which, support=which)
    def choose(self, who: int, journey: int, support: int) -> None:
        found = self.journeys[journey % PEOPLE]
        by = [self.people[journey % PEOPLE], self.workers[who % 2], self.people[who % PEOPLE]][who % 3]
        self.try_it(actions.choose_support, found, support=self.supports[support % len(self.supports)],
                    may_say="me", by=by)  # fmt: skip

    @rule(who=which, one=which, act=st.sampled_from(sorted(BUTTONS)), next_=st.sampled_from([None, *WhatNext]),
          support=which)  # fmt: skip
    def do(self, who: int, one: int, act: str, next_: WhatNext | None, support: int) -> None:
        rows = self.rows(stage__in=[stage for stage in Stage if stage not in ENDED]) or self.rows()
        if not rows:
            return
        row = rows[one % len(rows)]
        more: dict[str, Any] = {
            "agree_what_to_say": {"may_say": "me again"},
            "offer_connection": {"words": "rang", "answer_due": date(2030, 1, 1)},
            "log_answer": {"what_next": next_, "words": ""},
            "choose_another": {"support": self.supports[support % len(self.supports)], "words": ""},
            "arrange_first_meeting": {"at": clock.now() + timedelta(days=1), "where": "", "walks_along": ""},
            "say_how_it_was": {"how": HowItWas.GOOD, "words": "", "share": bool(one % 2)},
        }.get(act, {"words": ""})
        self.try_it(getattr(actions, act), row, by=self.anybody(who, row), **more)

    @rule(who=which, support=which)
    def close(self, who: int, support: int) -> None:
        if who % 3 == 0 and len(self.supports) > 1:
            found = self.supports[support % len(self.supports)]
            self.try_it(actions.close_support, found, by=self.workers[who % 2])
            self.supports = [each for each in self.supports if each.pk != found.pk]
            self.supports.append(actions.add_support(self.place, by=self.workers[0], name="New", description=""))

    @invariant()
    def nobody_is_stranded(self) -> None:
        """Every open connection has a next act that somebody who may see it may do now."""
        for row in (
            self.rows(stage__in=[stage for stage in Stage if stage not in ENDED]) if hasattr(self, "place") else []
        ):
            person = next(each for each in self.people if each.id == row.person_id)
            hands = [person, self.workers[0], self.workers[0].entering_for(row.person_id, "phone")]
            offered = {
                entry.act for own in (True, False)
                if (entry := next_act(row, themselves=own, today=date(2026, 1, 1))).act
            }  # fmt: skip
            assert offered
            assert all(possible(row, act) for act in offered), (row.stage, offered)
            for act in offered:
                with speaking(MADE_FOR_TESTS):
                    assert any(
                        Connection.unguarded.filter(rule_for(Connection, act).q(by), pk=row.pk).exists() for by in hands
                    ), (row.stage, act)

    @invariant()
    def every_ending_is_their_word_or_a_closed_support(self) -> None:
        for row in self.rows(stage__in=ENDED) if hasattr(self, "place") else []:
            with speaking(MADE_FOR_TESTS):
                last = ConnectionStep.unguarded.filter(connection=row).exclude(kind="say_how_it_was").latest("done_at")
                closed = Support.objects.get(pk=row.support_id).closed_at
            if row.stage in OWN_WORD:
                assert row.ended_by_id == last.voice_id == row.person_id
            else:
                assert closed is not None

    @invariant()
    def the_holds_never_moved(self) -> None:
        if hasattr(self, "place"):
            assert self.held() == self.holds

    @invariant()
    def the_promises_are_kept(self) -> None:
        with speaking(MADE_FOR_TESTS):
            for check in (promises.every_connection_ends_by_its_word, promises.nobody_is_bounced,
                          promises.nobody_is_on_the_way_to_a_closed_door):  # fmt: skip
                assert check().broken == ()


def test_nobody_is_stranded_in_any_order(own_database: str) -> None:
    run_state_machine_as_test(
        Connecting,
        settings=settings(
            max_examples=8, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.parametrize("closer_first", [True, False])
def test_choosing_and_closing_at_once_leaves_nobody_on_the_way(own_database: str, closer_first: bool) -> None:
    """One of the two waits for the other and then sees it: never an open connection to a closed support."""
    import threading

    machine = Connecting()
    machine.open_a_place()
    barrier = threading.Barrier(2)

    def run(do: Any) -> None:
        from django.db import connection as mine

        barrier.wait(120)
        try:
            do()
        except PermissionDenied:
            pass
        finally:
            mine.close()

    for support in list(machine.supports):
        choose = lambda: actions.choose_support(machine.journeys[0], support=support, may_say="", by=machine.people[0])  # noqa: B023, E731
        close = lambda: actions.close_support(support, by=machine.workers[0])  # noqa: B023, E731
        threads = [
            threading.Thread(target=run, args=[do]) for do in ((close, choose) if closer_first else (choose, close))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert machine.rows(support=support, stage=Stage.CHOSEN) == []
    machine.the_promises_are_kept()
