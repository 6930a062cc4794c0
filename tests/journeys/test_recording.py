"""Recorded in the browser: somebody says it aloud, listens, and keeps it; with no connection it is tried again."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site

ALOUD = "/alderbrook/story/sounds/new/"
SignIn = Callable[[Page, str], None]


def record(page: Page) -> None:
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("Recording 0:01")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Recorded. Save it")).to_be_visible()


def test_it_is_recorded_kept_and_heard(
    site: Site, page: Page, sign_in: SignIn, accessible: Callable[[Page], None]
) -> None:
    sign_in(page, "person")
    page.goto(site + ALOUD)
    accessible(page)
    record(page)
    page.get_by_label("A heading").fill("Said aloud")
    page.get_by_role("button", name="Put it in my story").click()
    expect(page.get_by_role("heading", name="My story", level=1)).to_be_visible()
    expect(page.get_by_text("Saved.")).to_be_visible()
    accessible(page)
    sound = page.locator("audio")
    expect(sound).to_have_count(1)
    length = sound.evaluate(
        "async (at) => { at.muted = true; await at.play(); await new Promise((go) => setTimeout(go, 400));"
        " return at.currentTime; }"
    )
    assert length > 0, "it plays"


def test_without_a_connection_it_is_tried_again_until_it_has_arrived(site: Site, page: Page, sign_in: SignIn) -> None:
    sign_in(page, "person")
    page.goto(site + ALOUD)
    record(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Put it in my story").click()
    expect(page.get_by_text("No connection just now. Leave this page open")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="My story", level=1)).to_be_visible()
    expect(page.locator("audio")).to_have_count(1)


def test_only_the_recording_page_may_use_the_microphone(site: Site, page: Page, sign_in: SignIn) -> None:
    sign_in(page, "person")
    asked = "() => navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'yes', () => 'no')"
    page.goto(site + "/alderbrook/story/")
    assert page.evaluate(asked) == "no"
    page.goto(site + ALOUD)
    assert page.evaluate(asked) == "yes"


def test_without_javascript_a_recording_can_be_chosen(site: Site, quiet_page: Page, sign_in: SignIn) -> None:
    sign_in(quiet_page, "person")
    quiet_page.goto(site + ALOUD)
    expect(quiet_page.get_by_label("Choose a recording")).to_be_visible()
    expect(quiet_page.get_by_role("button", name="Record", exact=True)).to_have_count(0)
