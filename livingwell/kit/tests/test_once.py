"""A form sent twice is one act, also when both arrive at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections, transaction

from livingwell.kit import clock, once
from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.jobs import SPENT_FOR, clear_what_has_served
from livingwell.kit.viewers import Errand, Viewer


def somebody() -> Viewer:
    return Viewer(uuid4(), "Ana", uuid4())


@pytest.mark.django_db
def test_a_token_is_spent_once_by_each() -> None:
    ana, fred, token = somebody(), somebody(), once.fresh_token()
    assert once.spend(token, ana)
    assert not once.spend(token, ana)
    assert once.spend(token, fred), "nobody spends another's token"
    assert once.spend("", ana), "an old page without a token loses nothing"


@pytest.mark.django_db
def test_what_was_undone_can_be_sent_again() -> None:
    ana = somebody()
    with transaction.atomic():
        assert once.spend("t", ana)
        transaction.set_rollback(True)
    assert once.spend("t", ana)


@pytest.mark.usefixtures("own_database")
def test_of_many_at_the_same_moment_one_goes_through() -> None:
    ana, together = somebody(), Barrier(8)

    def click(_: int) -> bool:
        with transaction.atomic():
            together.wait(20)
            went = once.spend("the same", ana)
        connections.close_all()
        return went

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(click, range(8))) == 1


@pytest.mark.django_db
def test_spent_tokens_are_forgotten_in_time() -> None:
    ana = somebody()
    with clock.at(clock.now() - SPENT_FOR - timedelta(hours=1)):
        once.spend("old", ana)
    once.spend("new", ana)
    with speaking(Errand("clearing")):
        clear_what_has_served()
    assert once.spend("old", ana)
    assert not once.spend("new", ana)
