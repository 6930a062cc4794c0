"""One plan, two people: the person on their phone, and a worker on a bench who types what they say.

Both write at once, and both keep their words, side by side.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from playwright.sync_api import Browser, Page, expect

from livingwell.kit import clock
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.models import Part
from livingwell.practice.plan import actions
from livingwell.practice.plan.models import ItemKind
from tests.cast import live_a_little
from tests.journeys.conftest import DESK, Site


def given_a_shared_plan(site: Site) -> str:
    live_a_little(site.cast)
    me, mine, nurse = site.cast.people["person"], site.cast.who("person"), site.cast.people["nurse"]
    item = actions.write_item(me, kind=ItemKind.HELPS, words="A walk", by=mine)
    until = clock.now().replace(year=2040)
    give_share(me, what=Part.PLAN, to=nurse, to_name="Nadia", until=until, by=mine)
    return f"/{site.cast.place.slug}/plan-items/{item.pk}/"


def test_both_write_at_once_and_both_keep_their_words(
    site: Site,
    chromium: Browser,
    page: Page,
    sign_in: Callable[..., None],
    accessible: Callable[..., None],
    django_db_blocker: Any,
) -> None:
    with django_db_blocker.unblock(), transaction.atomic():
        item = given_a_shared_plan(site)
    bench = chromium.new_context(viewport=DESK, locale="en-GB").new_page()
    sign_in(page, "person")
    sign_in(bench, "nurse")
    page.goto(site + item)
    bench.goto(site + item)
    expect(bench.get_by_text("in their voice").first).to_be_visible()

    page.get_by_label("Your words").fill("A walk before the shops open")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    bench.get_by_text("In person", exact=True).click()
    bench.get_by_label("Your words").fill("A walk with the dog")
    bench.get_by_role("button", name="Save").click()

    for both in (page, bench):
        both.goto(site + item)
        expect(both.get_by_role("heading", name="Saved first, by Ana Asking")).to_be_visible()
        expect(both.locator("main")).to_contain_text("A walk before the shops open")
    expect(page.get_by_role("heading", name="Saved second, by Nadia")).to_be_visible()
    accessible(page)
    page.get_by_label("Your words").fill("A walk with the dog, before the shops open")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("There are two versions")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("A walk with the dog, before the shops open")
    page.get_by_role("link", name="Earlier versions").click()
    page.get_by_role("link", name="today").first.click()
    expect(page.get_by_role("heading", name="My plan, as it was")).to_be_visible()
    accessible(page)
    bench.context.close()
