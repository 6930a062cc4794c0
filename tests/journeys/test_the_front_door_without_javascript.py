"""The front door with JavaScript off, whole, for somebody who may not be safe: help at once, and a human today.

What the door asks and keeps is in `test_frontdoor.py`; here is what becomes of it on the other side.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.practice.meetings.models import TalkToday
from tests.cast import MADE_FOR_TESTS
from tests.journeys.conftest import Site

#: Every question, in the order in which it is asked; each of the empty ones is skipped.
QUESTIONS = ["name", "reach", "safe", "happening", "help", "well", "meet", "needs", "told", "about", "team"]


def given_the_public_page(page: Page, site: Site) -> None:
    page.goto(site + "/alderbrook/")
    page.get_by_role("link", name="I would like some support").click()
    page.get_by_role("button", name="Begin").click()


def when_jo_gives_a_name_and_says_they_may_not_be_safe(page: Page) -> None:
    page.get_by_label("What would you like us to call you?").fill("Jo")
    page.get_by_role("button", name="I may not be safe now").click()


def then_crisis_help_is_there_at_once(page: Page) -> None:
    expect(page.locator("main")).to_contain_text("116 123")
    expect(page.locator("main")).to_contain_text("You do not have to be sure")


def when_jo_asks_to_talk_and_goes_all_the_way(page: Page) -> list[str]:
    page.get_by_role("button", name="Yes, somebody please").click()
    seen = []
    while "/questions/" in page.url:
        seen.append(page.url.rstrip("/").rsplit("/", 1)[-1])
        if seen[-1] == "reach":
            page.get_by_label("A phone number").fill("0161 496 0000")
        if seen[-1] == "happening":
            page.get_by_label("What is happening for you just now?").fill("It is too much tonight.")
        page.get_by_role("button", name="Carry on").click()
    expect(page.locator("main")).to_contain_text("You asked to talk today")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you, Jo")
    return seen


def then_duty_is_asked_today(page: Page, site: Site) -> None:
    with speaking(MADE_FOR_TESTS):
        asked = TalkToday.unguarded.get(person__name="Jo", answered_at=None)
    assert clock.now() - asked.asked_at < timedelta(minutes=2)
    then_jo_is_at_the_top_of_the_board(page, site)


def jo_among_those_to_talk_with(page: Page, site: Site) -> Locator:
    """Jo's row in the part of the board that is headed "Talk today"."""
    page.goto(site + "/alderbrook/board/")
    return page.locator("tbody", has_text="Talk today").locator("tr", has_text="Jo")


def then_jo_is_at_the_top_of_the_board(page: Page, site: Site) -> None:
    expect(jo_among_those_to_talk_with(page, site)).to_contain_text("Asked")


def when_the_worker_on_duty_only_tries(page: Page) -> None:
    """A try is not a conversation: what was asked stays asked."""
    page.get_by_role("link", name="Jo", exact=True).click()
    page.get_by_role("link", name="I tried to reach them").click()
    page.get_by_text("Phone call", exact=True).click()
    page.get_by_text("No answer", exact=True).click()
    page.get_by_role("button", name="Write it down").click()


def when_they_have_talked_and_it_is_told(page: Page) -> None:
    page.get_by_role("link", name="Jo", exact=True).click()
    page.get_by_role("button", name="We have just spoken").click()
    page.get_by_label("Anything else they said").fill("It helps to hear a voice.")
    page.get_by_label("What will happen").first.fill("Ring Jo again at eight")
    page.get_by_label("By when").first.fill((clock.now().date() + timedelta(days=1)).isoformat())
    page.get_by_role("button", name="Tell it").click()
    expect(page.locator("main")).to_contain_text("It helps to hear a voice.")


def then_it_is_answered(page: Page, site: Site) -> None:
    expect(jo_among_those_to_talk_with(page, site)).to_have_count(0)
    expect(page.locator("tr", has_text="Jo")).to_have_count(1)
    with speaking(MADE_FOR_TESTS):
        assert not TalkToday.unguarded.filter(person__name="Jo", answered_at=None).exists()


def test_help_at_once_and_a_human_today(
    site: Site, quiet_page: Page, page: Page, sign_in: Callable[[Page, str], None]
) -> None:
    given_the_public_page(quiet_page, site)
    when_jo_gives_a_name_and_says_they_may_not_be_safe(quiet_page)
    then_crisis_help_is_there_at_once(quiet_page)
    assert when_jo_asks_to_talk_and_goes_all_the_way(quiet_page) == QUESTIONS[1:]

    sign_in(page, "lead")
    then_duty_is_asked_today(page, site)
    when_the_worker_on_duty_only_tries(page)
    then_jo_is_at_the_top_of_the_board(page, site)
    when_they_have_talked_and_it_is_told(page)
    then_it_is_answered(page, site)
