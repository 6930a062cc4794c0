"""A passkey in a real browser, with the browser's own pretended authenticator: made, used alone, named, taken away."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from playwright.sync_api import Page, expect

from livingwell.people.actions import ask_for_reset
from livingwell.people.models import WhyReset
from tests.journeys.conftest import Site


def authenticator(page: Page) -> tuple[Any, str]:
    """A telephone's own authenticator, which its owner unlocks each time."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    made = line.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    return line, made["authenticatorId"]


def test_a_passkey_is_made_and_is_enough(
    site: Site, page: Page, sign_in: Callable[[Page, str], None], accessible: Callable[[Page], None]
) -> None:
    line, phone = authenticator(page)
    sign_in(page, "peer")
    page.goto(site + "/alderbrook/ways-in/second-step/")
    accessible(page)
    page.get_by_role("link", name="Make a passkey").click()
    accessible(page)
    page.get_by_label("A name you will know it by").fill("My phone")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", name="Spare codes")).to_be_visible()
    accessible(page)
    assert page.locator("main code").count() == 10
    page.get_by_role("link", name="I have written them down").click()
    expect(page.get_by_role("term").filter(has_text="My phone")).to_be_visible()
    accessible(page)

    # Out, and in again with the passkey alone: no address, no code.
    page.context.clear_cookies()
    page.goto(site + "/sign-in/")
    accessible(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile(r"/teams/|/board|/day"))

    # Given just now, so it may be changed without asking again.
    page.goto(site + "/alderbrook/ways-in/second-step/")
    page.get_by_role("link", name="Change My phone").click()
    page.get_by_label("A name you will know it by").fill("The blue phone")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("term").filter(has_text="The blue phone")).to_be_visible()

    # A session without it is asked; nobody who cannot unlock the telephone gets past.
    page.context.clear_cookies()
    sign_in(page, "peer")
    page.goto(site + "/alderbrook/ways-in/second-step/passkeys/new/")
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    accessible(page)
    line.send("WebAuthn.setUserVerified", {"authenticatorId": phone, "isUserVerified": False})
    page.goto(site + "/alderbrook/ways-in/second-step/confirm/")
    line.send("WebAuthn.setUserVerified", {"authenticatorId": phone, "isUserVerified": True})
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Your second step")).to_be_visible()
    page.get_by_role("button", name="Take this away").click()
    expect(page.get_by_text("Taken away.")).to_be_visible()


def test_without_scripts_other_ways_are_offered(
    site: Site, quiet_page: Page, sign_in: Callable[[Page, str], None], accessible: Callable[[Page], None]
) -> None:
    sign_in(quiet_page, "peer")
    quiet_page.goto(site + "/alderbrook/ways-in/second-step/passkeys/new/")
    expect(quiet_page.get_by_text("This browser cannot make one")).to_be_visible()
    quiet_page.get_by_role("link", name="use an app that makes codes").click()
    expect(quiet_page.get_by_role("img", name="A picture for the app to read")).to_be_visible()
    quiet_page.goto(site + "/sign-in/")
    expect(quiet_page.get_by_role("button", name="Use a passkey")).not_to_be_visible()


def test_the_pages_around_it_are_for_everybody(
    site: Site, page: Page, sign_in: Callable[[Page, str], None], accessible: Callable[[Page], None]
) -> None:
    with transaction.atomic():
        asked = ask_for_reset(
            site.cast.place, whose=site.cast.people["nurse"].pk, seconder=site.cast.people["lead"].pk,
            why=WhyReset.LOST, link_to=str, by=site.cast.who("place_lead"),
        )  # fmt: skip
    for name, path in (
        ("person", "ways-in/"), ("person", "ways-in/sessions/"), ("person", "ways-in/close/"),
        ("peer", "ways-in/second-step/"), ("peer", "ways-in/second-step/app/"),
        ("peer", "ways-in/second-step/passkeys/new/"), ("place_lead", "second-steps/"),
        ("place_lead", "second-steps/resets/new/"), ("place_lead", f"second-steps/resets/{asked.pk}/"),
        ("lead", f"second-steps/resets/{asked.pk}/"),
    ):  # fmt: skip
        page.context.clear_cookies()
        sign_in(page, name)
        page.goto(site + f"/alderbrook/{path}")
        accessible(page)
