"""A team that holds three hundred: every row comes by itself, and the keys walk all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from playwright.sync_api import expect

from livingwell.practice.holding.actions import hold_journey
from tests.cast import make_journey, make_person
from tests.journeys.conftest import Site
from tests.journeys.keyboard import Keyboard

HELD, TAKEN = 300, 20


def test_a_board_of_300(
    site: Site, hands_of: Callable[..., Keyboard], accessible: Callable[..., None], django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock(), transaction.atomic():
        pearl = site.cast.who("peer")
        for n in range(HELD):
            person, _ = make_person(site.cast.place, f"Person {n:03}", account=False)
            journey = make_journey(person, site.cast.north)
            if n >= HELD - TAKEN:
                hold_journey(journey, by=pearl)
    page = hands_of("peer").page
    page.goto(site + f"/alderbrook/teams/{site.cast.north.pk}/board/")
    rows, marked = page.locator(".table tbody tr:has(td):not([data-more])"), page.locator("tr.is-here")
    expect(rows).to_have_count(HELD)
    expect(page.locator(".table-part")).to_have_count(2)
    expect(page.get_by_role("link", name="More of the board")).to_have_count(0)

    for _ in range(27):
        page.keyboard.press("j")
    expect(marked).to_contain_text("Person 026")
    page.keyboard.press("n")
    expect(marked).to_contain_text(f"Person {HELD - TAKEN}")
    page.keyboard.press("k")
    expect(marked).to_contain_text(f"Person {HELD - TAKEN - 1}")
    expect(marked).to_be_in_viewport()
    page.keyboard.press("/")
    page.keyboard.type("Person nnj?ch")
    expect(page.get_by_label("Name")).to_have_value("Person nnj?ch")
    expect(marked).to_contain_text(f"Person {HELD - TAKEN - 1}")
    page.get_by_label("Held by").select_option(label="Pearl")
    page.get_by_label("Name").fill("")
    page.get_by_role("button", name="Show").click()
    expect(rows).to_have_count(TAKEN)
    page.keyboard.press("c")
    expect(page.locator(".table-cards")).to_have_count(1)
    expect(rows).to_have_count(TAKEN)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("The next group")
    page.keyboard.press("Escape")
    accessible(page)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Person {HELD - TAKEN}")
