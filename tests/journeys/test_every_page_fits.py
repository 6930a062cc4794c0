"""The main pages at once in the dark, on a screen 320 px wide, with every word twice as long, from right to left.

What holds there holds in Welsh and in Arabic, on a small phone, at night. Axe looks at each, contrast included.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Browser, Page

from livingwell.kit.database.speaking import speaking
from livingwell.practice.holding.models import Journey
from tests.cast import MADE_FOR_TESTS
from tests.journeys.conftest import Site
from tests.journeys.walked import NARROW, faults
from tests.lives import live_fully
from tests.twice import twice_as_long

PAGES = {
    "": ("place", "introduce", "supports", "introduction_back"),
    "person": ("home", "story", "write_entry", "plan", "add_step", "circle", "give_share", "looks", "connections"),
    "peer": ("day", "person_search", "desk_introduction"),
}
OF_A_JOURNEY = ("journey", "plan_meeting", "log_attempt", "say_goodbye")


def test_every_main_page_fits(site: Site, chromium: Browser, sign_in: Callable[[Page, str], None]) -> None:
    with transaction.atomic():
        live_fully(site.cast)
        with speaking(MADE_FOR_TESTS):
            journey = Journey.unguarded.get(person=site.cast.people["person"], closed_at=None).pk
    place = site.cast.place.slug
    wrong: dict[str, list[str]] = {}
    with twice_as_long():
        for who, names in PAGES.items():
            context = chromium.new_context(
                viewport=NARROW,
                color_scheme="dark",
                reduced_motion="reduce",
                extra_http_headers={"Accept-Language": "yi"},
            )
            context.set_default_timeout(20_000)
            page = context.new_page()
            if who:
                sign_in(page, who)
            urls = [reverse(name, kwargs={"place": place}) for name in names]
            if who == "peer":
                urls.append(reverse("board", kwargs={"place": place, "pk": site.cast.north.pk}))
                urls += [reverse(name, kwargs={"place": place, "pk": journey}) for name in OF_A_JOURNEY]
            for url in urls:
                page.goto(site + url)
                assert page.locator("html").get_attribute("dir") == "rtl"
                if told := faults(page):
                    wrong[f"{who} at {url}"] = told
            context.close()
    assert wrong == {}, "\n".join(f"{where}: {fault}" for where, told in wrong.items() for fault in told)
