"""Tries are counted over every process, come back by themselves, and one person's are not another's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test import RequestFactory

from livingwell.kit.throttle import Throttle, address_of, put_back, take

HOUR = timedelta(hours=1)


@pytest.mark.django_db
def test_a_bucket_empties_and_fills_again() -> None:
    assert [take("x", "ana", burst=3, each=HOUR) for _ in range(4)] == [True, True, True, False]
    assert take("x", "fred", burst=3, each=HOUR)
    assert take("y", "ana", burst=3, each=HOUR)
    with connection.cursor() as cursor:
        cursor.execute("update kit_throttle set at = at - interval '61 minutes'")
    assert [take("x", "ana", burst=3, each=HOUR) for _ in range(2)] == [True, False]


@pytest.mark.django_db
def test_a_good_try_is_put_back_and_never_more_than_fits() -> None:
    take("x", "ana", burst=1, each=HOUR)
    for _ in range(5):
        put_back("x", "ana")
    assert [take("x", "ana", burst=1, each=HOUR) for _ in range(2)] == [True, False]


@pytest.mark.django_db
def test_the_table_says_nothing_of_who() -> None:
    take("words tried from", "192.0.2.1", burst=1, each=HOUR)
    assert not Throttle.objects.filter(key__contains="192").exists()


@pytest.mark.usefixtures("own_database")
def test_many_at_once_never_get_more_than_there_are() -> None:
    def go(_: int) -> int:
        got = sum(take("x", "", burst=10, each=HOUR) for _ in range(5))
        connections.close_all()
        return got

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(go, range(8))) == 10


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "198.51.100.9", "192.0.2.1"),
        (1, "203.0.113.5, 198.51.100.9", "198.51.100.9"),
        (2, "6.6.6.6, 203.0.113.5, 198.51.100.9", "203.0.113.5"),
        (2, "198.51.100.9", "192.0.2.1"),
        (1, "nonsense", ""),
    ],
)
def test_only_the_place_s_own_proxies_are_believed(proxies: int, forwarded: str, found: str, settings: Any) -> None:
    settings.PROXIES_IN_FRONT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == found


def test_one_home_is_one_address() -> None:
    make = RequestFactory().get
    assert address_of(make("/", REMOTE_ADDR="2001:db8::1")) == address_of(make("/", REMOTE_ADDR="2001:db8::beef"))
