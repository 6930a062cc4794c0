"""One huddle, two screens: what one turns to, the other sees; and what somebody is typing is nobody's to take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from playwright.sync_api import Locator, Page, expect

from tests.cast import live_a_little
from tests.journeys.conftest import Site
from tests.journeys.keyboard import Keyboard


def now(page: Page) -> Locator:
    """Who is spoken about on this screen."""
    return page.locator("#now")


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

    one.get_by_role("button", name="End the huddle").click()
    expect(one.get_by_text("She would like mornings.")).to_be_visible()
    expect(other.get_by_role("button", name="End the huddle")).to_have_count(0)
    accessible(other)
