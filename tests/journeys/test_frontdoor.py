"""The front door in a real browser: with JavaScript off, by keyboard alone, at 320 px, without one axe violation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site

Accessible = Callable[[Page], None]


def given_the_public_page(page: Page, site: Site) -> None:
    page.goto(site + "/alderbrook/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("starts with you")


def when_they_begin(page: Page) -> str:
    page.get_by_role("link", name="I would like some support").click()
    words = page.locator(".code-whole code").inner_text()
    page.get_by_role("button", name="Begin").click()
    return words


def when_they_answer(page: Page, label: str, words: str, press: str = "Carry on") -> None:
    page.get_by_label(label).fill(words)
    page.get_by_role("button", name=press).click()


def then_it_was_sent(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you, Jo")
    expect(page.locator("main")).to_contain_text("Lena from the North team")
    expect(page.locator("main")).to_contain_text("reference")


def test_asking_for_support_without_javascript(site: Site, quiet_page: Page) -> None:
    page = quiet_page
    given_the_public_page(page, site)
    when_they_begin(page)
    when_they_answer(page, "What would you like us to call you?", "Jo")
    when_they_answer(page, "Or another way", "The phone at the Mill Lane hub")
    page.get_by_role("link", name="That is enough").click()
    page.get_by_role("button", name="Send it").click()
    then_it_was_sent(page)


def test_half_finished_comes_back_and_shows_no_whole(site: Site, quiet_page: Page) -> None:
    page = quiet_page
    given_the_public_page(page, site)
    words = when_they_begin(page)
    when_they_answer(page, "What would you like us to call you?", "Jo")
    when_they_answer(page, "Or another way", "A friend’s phone", press="Save and come back")
    page.get_by_role("button", name="Finish for now").click()
    page.get_by_role("link", name="I have been here before").click()
    when_they_answer(page, "Your returning words", words.upper(), press="Open")
    expect(page.get_by_role("heading", level=1)).to_contain_text("safe to contact")
    page.goto(site + "/alderbrook/introductions/check/")
    expect(page.locator("main")).not_to_contain_text("friend’s phone")
    expect(page.locator("main")).to_contain_text("Answered on another day")


def test_not_safe_shows_help_at_once_and_keeps_what_was_typed(site: Site, quiet_page: Page) -> None:
    page = quiet_page
    given_the_public_page(page, site)
    when_they_begin(page)
    when_they_answer(page, "What would you like us to call you?", "Jo", press="I may not be safe now")
    expect(page.locator("main")).to_contain_text("116 123")
    page.get_by_role("button", name="Yes, somebody please").click()
    when_they_answer(page, "Or another way", "0161 496 0000", press="Carry on")
    page.goto(site + "/alderbrook/introductions/check/")
    expect(page.locator("main")).to_contain_text("You asked to talk today")
    page.get_by_role("button", name="Send it").click()
    then_it_was_sent(page)


def test_with_the_words_they_see_correct_and_refuse(site: Site, page: Page, accessible: Accessible) -> None:
    given_the_public_page(page, site)
    when_they_begin(page)
    when_they_answer(page, "What would you like us to call you?", "Jo")
    when_they_answer(page, "Or another way", "The hub")
    page.get_by_role("link", name="That is enough").click()
    page.get_by_role("button", name="Send it").click()
    accessible(page)
    page.get_by_role("link", name="See where things stand").click()
    accessible(page)
    page.get_by_role("link", name="How to reach you").click()
    page.get_by_text("Put something right").click()
    when_they_answer(page, "What should it say?", "The other hub", press="Put it right")
    expect(page.locator("main")).to_contain_text("The hub")
    expect(page.locator("main")).to_contain_text("The other hub")
    accessible(page)
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("link", name="I don’t want this").click()
    accessible(page)
    page.get_by_role("button", name="I don’t want this").click()
    expect(page.locator("main")).to_contain_text("The door stays open")
    page.get_by_role("link", name="I would like support again").click()
    accessible(page)
    page.get_by_role("button", name="I would like support again").click()
    then_it_was_sent(page)


def test_by_keyboard_alone(site: Site, page: Page) -> None:
    """Tab, type, Enter: nothing else is ever needed."""
    given_the_public_page(page, site)

    def tab_to(words: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            here = page.evaluate(
                "(e => e.innerText || (e.labels && e.labels[0] && e.labels[0].innerText) || '')(document.activeElement)"
            )
            if words in here:
                return
        raise AssertionError(f"Tab never reaches {words!r} on {page.url}")

    tab_to("I would like some support")
    page.keyboard.press("Enter")
    page.wait_for_url("**/new/me/")
    tab_to("Begin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/name/")
    tab_to("What would you like us to call you?")
    page.keyboard.type("Jo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/reach/")
    tab_to("Or another way")
    page.keyboard.type("The hub")
    tab_to("Carry on")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/safe/")
    tab_to("That is enough")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/")
    tab_to("Send it")
    page.keyboard.press("Enter")
    then_it_was_sent(page)


@pytest.mark.parametrize("for_whom", ["me", "known", "worker"])
def test_every_question_is_accessible(site: Site, page: Page, accessible: Accessible, for_whom: str) -> None:
    given_the_public_page(page, site)
    accessible(page)
    page.goto(site + f"/alderbrook/introductions/new/{for_whom}/")
    accessible(page)
    page.get_by_role("button", name="Begin").click()
    seen = 0
    while "/questions/" in page.url and seen < 20:
        seen += 1
        accessible(page)
        boxes = page.locator("main input[name=name], main textarea")
        for each in range(boxes.count()):
            boxes.nth(each).fill("Words that somebody might say here")
        page.get_by_role("button", name="Carry on").click()
    accessible(page)
    assert seen >= 9
    page.get_by_role("button", name="Send it").click()
    accessible(page)


def test_the_first_visit_is_light(site: Site, page: Page) -> None:
    """Everything the first page needs, as it comes over the wire."""
    sizes: list[int] = []

    def weigh(response: object) -> None:
        told = response.request.sizes()  # type: ignore[attr-defined]
        sizes.append(told["responseBodySize"] + told["responseHeadersSize"])

    page.on("requestfinished", lambda request: weigh(request.response()))
    page.goto(site + "/alderbrook/", wait_until="networkidle")
    assert sum(sizes) <= 60_000, sizes
