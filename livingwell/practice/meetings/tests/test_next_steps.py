"""What happens next: promised with a name and a day; kept or let go once; read by whoever promised it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from livingwell.kit.database.speaking import speaking
from livingwell.practice.holding.actions import leave_team
from livingwell.practice.meetings.actions import keep_next_step, let_go_next_step, promise_next_step
from livingwell.practice.meetings.models import NextStep
from livingwell.practice.meetings.reads import promised_by_me, what_happens_next
from livingwell.practice.meetings.tests.conftest import Lived, events

pytestmark = pytest.mark.django_db


def test_promised_then_kept(lived: Lived) -> None:
    peer, ana = lived.who("peer"), lived.who("person")
    step = promise_next_step(lived.journey, promise=lived.promise(promiser=peer.id), by=peer)
    with speaking(peer):
        assert promised_by_me(peer) == [step]
    keep_next_step(step, by=peer)
    with speaking(ana):
        assert NextStep.objects.visible_to(ana).get().kept_by_id == peer.id
        assert what_happens_next([ana.id], ana) == {}
    assert len(events("keep_next_step")) == 1


def test_kept_twice_is_kept_once(lived: Lived) -> None:
    peer = lived.who("peer")
    step = promise_next_step(lived.journey, promise=lived.promise(), by=peer)
    keep_next_step(step, by=peer)
    with pytest.raises(PermissionDenied):
        let_go_next_step(step, words="", by=peer)
    assert len(events("keep_next_step")) == 1


def test_a_worker_of_another_team_sees_their_own_promise_alone_and_nothing_after_leaving(lived: Lived) -> None:
    sol = lived.who("south_lead")
    promise_next_step(lived.journey, promise=lived.promise(), by=lived.who("peer"))
    theirs = promise_next_step(lived.journey, promise=lived.promise(promiser=sol.id, name="Sol"), by=lived.who("peer"))
    with speaking(sol):
        assert [step.pk for step in NextStep.objects.visible_to(sol)] == [theirs.pk]
    south = lived.cast.south
    from livingwell.people.models import MembershipKind
    from livingwell.practice.holding.actions import take_duty
    from tests.cast import make_member

    make_member(south, lived.cast.people["friend"], MembershipKind.PEER, lived.cast.organisations["Mind"])
    take_duty(south, by=lived.who("friend"))
    with speaking(sol):
        from livingwell.people.models import Membership

        member = Membership.objects.get(person_id=sol.id)
    leave_team(member, by=sol)
    sol = lived.who("south_lead")
    with speaking(sol):
        assert not NextStep.objects.visible_to(sol).exists()


def test_the_person_lets_a_step_go_in_their_own_voice(lived: Lived) -> None:
    step = promise_next_step(lived.journey, promise=lived.promise(), by=lived.who("peer"))
    let_go_next_step(step, words="I rang them myself", by=lived.who("person"))
    with pytest.raises(PermissionDenied):
        keep_next_step(step, by=lived.who("person"))


@pytest.mark.parametrize("name", ["south_lead", "friend", "stranger", "far_worker", "privacy_lead"])
def test_nobody_else(lived: Lived, name: str) -> None:
    step = promise_next_step(lived.journey, promise=lived.promise(), by=lived.who("peer"))
    for act in (
        lambda: promise_next_step(lived.journey, promise=lived.promise(), by=lived.who(name)),
        lambda: keep_next_step(step, by=lived.who(name)),
        lambda: let_go_next_step(step, words="", by=lived.who(name)),
    ):
        with pytest.raises(PermissionDenied):
            act()
