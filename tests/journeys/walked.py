"""Looking at the pages a journey reaches: axe, and a screen 320 px wide."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from playwright.sync_api import Page

NARROW = {"width": 320, "height": 640}
#: A row's own part of an address: two people's pages of one kind are one kind of page.
_ROW = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\?.*$|^https?://[^/]+")
_TOO_WIDE = """() => [...document.body.querySelectorAll('*')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3)
  .map(e => e.tagName.toLowerCase() + (e.className ? '.' + String(e.className).split(' ').join('.') : ''))"""


#: Only what is wrong comes back: to carry every element that passed out of the browser takes as long as to look at it.
_VIOLATIONS = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


@cache
def _axe() -> Any:
    from axe_playwright_python.sync_playwright import Axe

    return Axe().axe_script


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds wrong with the page."""
    page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(_VIOLATIONS)
    return found


def faults(page: Page) -> list[str]:
    """Every axe violation on the page, and what is wider than 320 px, in words."""
    told = [
        f"{each['id']}: {each['help']} — {[node['target'] for node in each['nodes']][:3]}" for each in violations(page)
    ]
    size = page.viewport_size
    page.set_viewport_size(NARROW)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > NARROW["width"]:
        told.append(f"{wide} px wide on a screen of 320: {page.evaluate(_TOO_WIDE)}")
    if size is not None:
        page.set_viewport_size(size)
    return told


@dataclass
class Walked:
    """The kinds of page that were reached, each with what is wrong with it."""

    seen: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def look(self, page: Page) -> None:
        """Look at this page, unless one of its kind in the same state (its heading says) was seen before."""
        heading = page.locator("h1").first.inner_text() if page.locator("h1").count() else page.title()
        kind = (_ROW.sub("", page.url), heading)
        if kind not in self.seen:
            self.seen[kind] = faults(page)

    def without_a_fault(self) -> None:
        """Fails with every fault of every page, at once."""
        wrong = {f"{address} ({heading})": told for (address, heading), told in self.seen.items() if told}
        assert wrong == {}, "\n".join(f"{where}: {each}" for where, told in wrong.items() for each in told)
