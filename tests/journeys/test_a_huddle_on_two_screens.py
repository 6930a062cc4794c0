"""One huddle, two screens: what one turns to, the other sees; and what somebody is typing is nobody's to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connections, transaction
from playwright.sync_api import Locator, Page, expect

from livingwell.kit.live.moving import CHANNEL
from tests.cast import live_a_little, make_journey, make_person
from tests.journeys.conftest import Site
from tests.journeys.keyboard import Keyboard


def now(page: Page) -> Locator:
    """Who is spoken about on this screen."""
    return page.locator("#now")


@contextmanager
def told_to_screens() -> Iterator[list[str]]:
    """What the database tells while something happens."""
    told: list[str] = []
    with psycopg.connect(**connections["default"].get_connection_params(), autocommit=True) as listening:
        listening.execute(f"listen {CHANNEL}")
        yield told
        told += [one.payload for one in listening.notifies(timeout=5, stop_after=1)]


def test_two_screens_in_step(
    site: Site, hands_of: Callable[..., Keyboard], accessible: Callable[..., None], django_db_blocker: Any
) -> None:
    """Here the server hands over no sockets, so that the screens ask how far things are."""
    with django_db_blocker.unblock(), transaction.atomic():
        live_a_little(site.cast)
    one, other = hands_of("peer").page, hands_of("nurse").page
    one.goto(site + f"/alderbrook/teams/{site.cast.north.pk}/board/")
    one.get_by_role("link", name="Begin the huddle").click()
    one.get_by_text("By name", exact=True).click()
    one.get_by_role("button", name="Begin").click()
    other.goto(site + "/alderbrook/board/")
    other.get_by_role("link", name="Come into the huddle").click()
    expect(now(other)).to_have_text("Ana Asking")

    other.get_by_label("A word").fill("She would like mornings.")
    one.keyboard.press("n")
    expect(now(one)).to_have_text("Quinn Quiet")
    expect(now(other)).to_have_text("Quinn Quiet")
    expect(other.get_by_label("A word")).to_have_value("She would like mornings.")
    expect(other.get_by_text("The huddle has gone on.")).to_be_visible()
    other.get_by_role("button", name="Keep it").click()
    expect(one.get_by_text("She would like mornings.")).to_be_visible()
    accessible(one)

    with django_db_blocker.unblock(), told_to_screens() as told, transaction.atomic():
        make_journey(make_person(site.cast.place, "Flo Late", account=False)[0], site.cast.north)
    assert [words.partition(" ")[2] for words in told] == ["arrived"], "the screens are told, and not who"
    for page in (one, other):
        expect(page.get_by_role("button", name="Bring in Flo Late")).to_be_visible()

    one.get_by_role("button", name="End the huddle").click()
    expect(one.get_by_text("She would like mornings.")).to_be_visible()
    expect(other.get_by_role("button", name="End the huddle")).to_have_count(0)
    accessible(other)
