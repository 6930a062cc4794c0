"""Staying safe opens without a network on the phone that keeps it: with the word, and with nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from playwright.sync_api import Page, expect

from livingwell.practice.plan import actions
from livingwell.practice.plan.models import SafeKind
from tests.cast import live_a_little
from tests.journeys.conftest import Site

WORD = "harbour kettle"
STORED = """async () => {
  const said = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    for (const table of database.objectStoreNames) {
      const rows = await new Promise((done) => {
        const asked = database.transaction(table).objectStore(table).getAll();
        asked.onsuccess = () => done(asked.result);
      });
      const plain = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? new TextDecoder("latin1").decode(value) : value && value.constructor === Object
        ? Object.values(value).map(plain).join(" ") : String(value);
      said.push(...rows.map(plain));
    }
  }
  for (const name of await caches.keys()) {
    for (const kept of await (await caches.open(name)).matchAll()) said.push(await kept.text());
  }
  return said;
}"""


def test_it_opens_offline_with_the_word_and_says_nothing_without(
    site: Site,
    page: Page,
    sign_in: Callable[[Page, str], None],
    accessible: Callable[..., None],
    django_db_blocker: Any,
) -> None:
    with django_db_blocker.unblock(), transaction.atomic():
        live_a_little(site.cast)
        me, mine = site.cast.people["person"], site.cast.who("person")
        actions.write_safe_item(me, kind=SafeKind.I_DO, words="Walk to the harbour <b>", by=mine)
        actions.write_safe_item(me, kind=SafeKind.PLACES, words="My sister", number="01632 960 001", by=mine)
    here = f"/{site.cast.place.slug}"
    sign_in(page, "person")
    page.goto(site + f"{here}/staying-safe/")
    page.get_by_label("A word or two that you will know").fill("short")
    page.get_by_label("The same again").fill("short")
    page.get_by_role("button", name="Keep it on this phone").click()
    expect(page.get_by_text("That is too short")).to_be_visible()
    page.get_by_label("A word or two that you will know").fill(WORD)
    page.get_by_label("The same again").fill(WORD)
    page.get_by_role("button", name="Keep it on this phone").click()
    expect(page.get_by_text("A copy is kept on this phone, as it stands now.")).to_be_visible()
    accessible(page)

    stored = json.dumps(page.evaluate(STORED))
    assert len(stored) > 1000, "the page and the sealed copy are there"
    for never in ("harbour", "sister", "960 001", WORD, "Ana"):
        assert never not in stored

    page.context.set_offline(True)
    page.goto(site + f"{here}/plan/")
    expect(page.get_by_role("heading", name="Staying safe, on this phone")).to_be_visible()
    accessible(page)
    page.get_by_label("Your word").fill("harbour kettles")
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("That is not the word")).to_be_visible()
    expect(page.get_by_text("My sister")).to_have_count(0)
    page.get_by_label("Your word").fill("Harbour Kettle ")
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("Walk to the harbour <b>")).to_be_visible()
    assert page.get_by_role("link", name="01632 960 001").get_attribute("href") == "tel:01632960001"

    page.context.set_offline(False)
    page.goto(site + f"{here}/staying-safe/")
    page.get_by_role("button", name="Take it off this phone").click()
    expect(page.get_by_text("It is off this phone.")).to_be_visible()
    assert page.evaluate(STORED) == []


def test_without_javascript_the_page_offers_paper_and_nothing_that_would_not_work(
    site: Site, quiet_page: Page, sign_in: Callable[[Page, str], None], django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock(), transaction.atomic():
        live_a_little(site.cast)
        me, mine = site.cast.people["person"], site.cast.who("person")
        for kind in SafeKind:
            actions.write_safe_item(me, kind=kind, words="Walk to the harbour and back", by=mine)
        life = "My own bed, and the neighbours know me. " * 2
        said = actions.SaidOfChance("Stay at home", life, life, life, life, None, None, "Gwil")
        actions.write_chance(me, said=said, by=mine)
    sign_in(quiet_page, "person")
    quiet_page.goto(site + f"/{site.cast.place.slug}/staying-safe/")
    expect(quiet_page.get_by_text("Keep it on this phone")).to_be_hidden()
    quiet_page.get_by_role("link", name="Print it").click()
    expect(quiet_page.get_by_text("116 123")).to_be_visible()
    paper = quiet_page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", paper)) == 1, "one page, with a risk on it and who answers day and night"
