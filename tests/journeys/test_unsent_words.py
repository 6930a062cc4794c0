"""Saved as they type, in a real browser: through a lost connection and a closed tab; and nothing is left to read for
the next person at a shared computer."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site

WRITE, HERS = "/alderbrook/story/entries/new/", "I grew up above the bakery on Mill Lane."
SignIn = Callable[[Page, str], None]


def waiting(page: Page) -> str:
    """Everything this browser keeps, as text."""
    return str(page.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"))


def write(page: Page, words: str) -> None:
    page.get_by_label("Your words").press_sequentially(words)


def test_a_closed_tab_loses_nothing(
    site: Site, page: Page, sign_in: SignIn, accessible: Callable[[Page], None]
) -> None:
    sign_in(page, "person")
    page.goto(site + WRITE)
    write(page, HERS)
    expect(page.get_by_text("Kept as you type")).to_be_visible()
    assert HERS not in waiting(page)
    again = page.context.new_page()
    page.close()
    again.goto(site + WRITE)
    expect(again.get_by_text("Your words are still here")).to_be_visible()
    expect(again.get_by_label("Your words")).to_have_value(HERS)
    accessible(again)
    again.get_by_role("button", name="Put it in my story").click()
    expect(again.get_by_role("heading", name="My story", level=1)).to_be_visible()
    expect(again.get_by_text(HERS)).to_have_count(1)
    expect(again.get_by_text("You were in the middle of something")).to_have_count(0)


def test_words_wait_sealed_while_there_is_no_connection_and_a_closed_tab_brings_them_back(
    site: Site, page: Page, sign_in: SignIn
) -> None:
    sign_in(page, "person")
    page.goto(site + WRITE)
    page.context.set_offline(True)
    write(page, HERS)
    expect(page.get_by_text("locked away in this browser")).to_be_visible()
    page.get_by_role("button", name="Put it in my story").click()
    expect(page.get_by_label("Your words")).to_have_value(HERS)
    kept = waiting(page)
    assert "unsent:" in kept
    assert "bakery" not in kept
    other = page.context.new_page()
    page.close()  # the tab is closed while there is still no connection
    other.context.set_offline(False)
    other.goto(site + "/alderbrook/story/")
    expect(other.get_by_text("You were in the middle of something")).to_be_visible()
    other.get_by_role("link", name="Carry on with what you typed").click()
    expect(other.get_by_label("Your words")).to_have_value(HERS)
    assert "unsent:" not in waiting(other)


def test_a_connection_that_comes_back_takes_the_words_by_itself(site: Site, page: Page, sign_in: SignIn) -> None:
    sign_in(page, "person")
    page.goto(site + WRITE)
    page.context.set_offline(True)
    write(page, HERS)
    expect(page.get_by_text("locked away in this browser")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Kept as you type")).to_be_visible()


def test_after_signing_out_nothing_is_left_to_read_and_nothing_is_lost(site: Site, page: Page, sign_in: SignIn) -> None:
    sign_in(page, "person")
    page.goto(site + WRITE)
    page.route("**/unsent/", lambda route: route.abort())
    write(page, HERS)
    expect(page.get_by_text("locked away in this browser")).to_be_visible()
    second = page.context.new_page()
    second.goto(site + "/alderbrook/story/")
    second.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("bakery")).to_have_count(0)
    expect(page).to_have_url(re.compile("/sign-in/"))
    assert "bakery" not in waiting(page)
    page.unroute("**/unsent/")

    # The next person at the same computer finds their own page, and nothing of hers.
    sign_in(second, "friend")
    second.goto(site + WRITE)
    expect(second.get_by_label("Your words")).to_have_value("")
    assert "bakery" not in waiting(second)
    assert "unsent:" in waiting(second), "hers wait, sealed, for her"
    second.close()

    back = page.context.new_page()
    sign_in(back, "person")
    back.goto(site + WRITE)
    expect(back.get_by_label("Your words")).to_have_value(HERS)


def test_a_session_that_ran_out_takes_the_words_off_the_screen_and_brings_them_back(
    site: Site, page: Page, sign_in: SignIn
) -> None:
    sign_in(page, "person")
    page.goto(site + WRITE)
    page.context.clear_cookies()
    write(page, HERS)
    expect(page.get_by_text("You are signed out. Your words are locked away")).to_be_visible()
    expect(page.get_by_label("Your words")).to_have_count(0)
    assert "bakery" not in waiting(page)
    sign_in(page, "person")
    page.goto(site + WRITE)
    expect(page.get_by_label("Your words")).to_have_value(HERS)


def test_a_changed_entry_is_not_seen_changed_until_it_is_saved(site: Site, page: Page, sign_in: SignIn) -> None:
    sign_in(page, "person")
    page.goto(site + WRITE)
    write(page, "First words")
    page.get_by_role("button", name="Put it in my story").click()
    page.get_by_role("link", name="Change", exact=True).click()
    page.get_by_label("Your words").press("Control+End")
    write(page, ", and more")
    expect(page.get_by_text("Kept as you type")).to_be_visible()
    page.goto(site + "/alderbrook/story/")
    expect(page.get_by_text("First words, and more")).to_have_count(0)
    page.get_by_role("link", name="Carry on with what you typed").click()
    expect(page.get_by_label("Your words")).to_have_value("First words, and more")
