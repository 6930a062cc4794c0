"""Workers in threads, all clicking at once on the same journeys, over real commits; an oracle watches throughout."""

from __future__ import annotations

import random
import threading
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection

from livingwell.kit.database.speaking import speaking
from livingwell.people.models import Membership, MembershipKind
from livingwell.practice.holding import actions
from livingwell.practice.holding.models import EndingKind, Handover, Journey
from livingwell.practice.holding.tests.oracle import broken
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little, make_cast, make_journey, make_member, viewer_of

THREADS = 6
#: Until so much has happened and been looked at, however slow the machine is; no clock decides.
ENOUGH_DONE, ENOUGH_LOOKS, MOST_TRIES = 250, 25, 20_000
#: For the other thread to come to the same moment: it is no measure, only an end to waiting for one that died.
PATIENCE = 120
WORKERS = ("lead", "peer", "nurse", "south_lead")


def do_something(cast: Cast, journeys: list[Journey], dice: random.Random) -> None:
    who = cast.who(dice.choice(WORKERS))
    journey = dice.choice(journeys)
    match dice.randrange(7):
        case 0:
            actions.hold_journey(journey, by=who)
        case 1:
            actions.return_to_duty(journey, by=who)
        case 2:
            actions.take_duty(dice.choice([cast.north, cast.south]), by=who)
        case 3:
            to = dice.choice(list(Membership.objects.filter(place=cast.place, ended_at=None)))
            actions.offer_handover(journey, to=to, why="", by=who)
        case 4:
            with speaking(MADE_FOR_TESTS):
                offers = list(Handover.unguarded.filter(to_id=who.id, accepted_at=None, declined_at=None))
            if offers:
                actions.accept_handover(dice.choice(offers), by=who)
        case 5:
            mine = list(Membership.objects.filter(person_id=who.id, ended_at=None))
            if mine:
                actions.leave_team(dice.choice(mine), by=who)
        case 6:
            team = dice.choice([cast.north, cast.south])
            name = dice.choice(WORKERS)
            if not Membership.objects.filter(team=team, person=cast.people[name], ended_at=None).exists():
                make_member(team, cast.people[name], MembershipKind.PEER, cast.organisations["Mind"])


def test_threads_cannot_open_a_gap(own_database: str, cluster: Any) -> None:
    cast = make_cast()
    journeys = [*live_a_little(cast).values()]
    journeys += [make_journey(cast.people[name], cast.south) for name in ("friend", "stranger")]
    surprises: list[BaseException] = []
    done: list[str] = []
    refused: list[str] = []
    looks: list[str] = []

    def enough() -> bool:
        happened = len(done) >= ENOUGH_DONE and len(looks) >= ENOUGH_LOOKS
        return happened or bool(surprises) or len(done) + len(refused) > MOST_TRIES

    def work(seed: int) -> None:
        dice = random.Random(seed)
        try:
            while not enough():
                try:
                    do_something(cast, journeys, dice)
                    done.append("")
                except (PermissionDenied, DatabaseError) as refusal:
                    refused.append(type(refusal).__name__)
                except BaseException as surprise:  # noqa: BLE001 - handed to the test, which fails with it
                    surprises.append(surprise)
        finally:
            connection.close()

    found: list[Any] = []
    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(THREADS)]
    for thread in threads:
        thread.start()
    with cluster.connect(own_database, autocommit=True) as superuser:
        while any(thread.is_alive() for thread in threads):
            found += broken(superuser)
            looks.append("")
        for thread in threads:
            thread.join()
        found += broken(superuser)
    assert surprises == []
    assert found == []
    assert len(looks) >= ENOUGH_LOOKS
    assert len(done) >= ENOUGH_DONE, f"too little happened to prove anything: {len(done)} done, {len(refused)} refused"


def test_two_workers_click_at_once_and_one_holds(own_database: str, cluster: Any) -> None:
    cast = make_cast()
    journey = make_journey(cast.people["person"], cast.north)
    ready = threading.Barrier(2)
    answers: list[str] = []

    def click(name: str) -> None:
        who = cast.who(name)
        ready.wait(PATIENCE)
        try:
            actions.hold_journey(journey, by=who)
            answers.append(f"{name} holds")
        except (PermissionDenied, DatabaseError):
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=(name,)) for name in ("peer", "nurse")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) in (["peer holds", "refused"], ["nurse holds", "refused"])


def test_the_oracle_sees_a_gap_that_an_owner_opens(own_database: str, cluster: Any) -> None:
    cast = make_cast()
    make_journey(cast.people["person"], cast.north)
    with cluster.connect(own_database, autocommit=True) as superuser:
        assert broken(superuser) == []
        superuser.execute("alter table holding_hold disable trigger journey_is_held")
        superuser.execute("delete from holding_hold")
        assert "never held" in {what for _, what in broken(superuser)}


@pytest.mark.parametrize("kind", [EndingKind.GOODBYE, EndingKind.NOT_WANTED])
def test_a_goodbye_and_a_handover_at_once(own_database: str, cluster: Any, kind: EndingKind) -> None:
    cast = make_cast()
    journey = make_journey(cast.people["person"], cast.north)
    actions.hold_journey(journey, by=cast.who("peer"))
    to = Membership.objects.get(person=cast.people["nurse"], team=cast.north)
    offer = actions.offer_handover(journey, to=to, why="holiday", by=cast.who("peer"))
    ready = threading.Barrier(2)

    def run(do: Any) -> None:
        ready.wait(PATIENCE)
        try:
            do()
        except (PermissionDenied, DatabaseError):
            pass
        finally:
            connection.close()

    nurse, person = cast.who("nurse"), viewer_of(cast.accounts["person"].pk)
    threads = [
        threading.Thread(target=run, args=(lambda: actions.accept_handover(offer, by=nurse),)),
        threading.Thread(
            target=run,
            args=(lambda: actions.say_goodbye(journey, kind=kind, words="", person_name="Ana", by=person),),
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with cluster.connect(own_database, autocommit=True) as superuser:
        assert broken(superuser) == []
