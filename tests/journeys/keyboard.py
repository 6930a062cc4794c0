"""Somebody who uses nothing but a keyboard: Tab, arrows, Space, Enter and letters. There is no mouse here.

A control is named as a screen reader names it. What Tab cannot reach, or what does not show that it is focused, fails.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal

from playwright.sync_api import ElementHandle, Locator, Page

from tests.journeys.walked import Walked

Role = Literal["link", "button", "textbox", "searchbox", "checkbox", "radio", "combobox"]
#: Pressing Tab more often than this, nobody would.
TABS = 160
_SHOWS_FOCUS = """e => {
  const ring = x => { const s = getComputedStyle(x); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2
    || s.boxShadow !== 'none' };
  const choice = e.closest('.choice');
  return ring(e) || (choice !== null && ring(choice));
}"""
_IS_HERE = "e => e === document.activeElement"
_IN_GROUP = "e => document.activeElement.type === 'radio' && document.activeElement.name === e.name"
#: How many stops lie between here and there, at least: links, buttons and boxes of text, each of them one press of Tab.
_STOPS_BETWEEN = """wanted => {
  const kinds = 'a[href], button:enabled, textarea:enabled, summary, input[type=text]:enabled';
  const stops = [...document.querySelectorAll(kinds)]
    .filter(e => e.tabIndex === 0 && !e.closest('[inert]') && e.checkVisibility({visibilityProperty: true}));
  const after = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  const here = document.activeElement ?? document.body;
  return stops.filter(e => (here === document.body || after(here, e)) && after(e, wanted) && e !== wanted).length;
}"""
_REACHED = """() => { const e = document.activeElement;
  return (e.getAttribute('aria-label') || e.innerText || e.labels?.[0]?.innerText || e.name || e.tagName).trim() }"""


class Keyboard:
    """One person's hands on their own browser."""

    def __init__(self, page: Page, walked: Walked) -> None:
        self.page, self._walked = page, walked

    # Going about

    def open(self, address: str) -> None:
        """Type an address, as from a slip of paper."""
        self.page.goto(address)
        self._walked.look(self.page)

    def follow(self, words: str, **rest: Any) -> None:
        """Go where a link leads."""
        self._reach("link", words, **rest)
        self._enter_and_arrive()

    def press(self, words: str, **rest: Any) -> None:
        """Press a button that sends something."""
        self._reach("button", words, **rest)
        self._enter_and_arrive()

    def unfold(self, words: str) -> None:
        """Open what is folded away."""
        self._tab_to(self.page.locator("summary").filter(has_text=words).first, words)
        self.page.keyboard.press("Enter")

    # Filling in

    def write(self, label: str, words: str, *, within: str = "") -> None:
        """Type into a box, over what is in it."""
        where = self.page.get_by_role("region", name=within) if within else self.page
        self._tab_to(where.get_by_label(label).locator("visible=true").first, label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def write_day(self, label: str, day: date) -> None:
        """Type a day into the browser's own day box, in whichever order this browser asks for it."""
        box = self.page.get_by_label(label).locator("visible=true").first
        self._tab_to(box, label)
        for order in ("%d%m%Y", "%m%d%Y"):
            self.page.keyboard.type(day.strftime(order))
            if box.input_value() == day.isoformat():
                return
            while box.evaluate(_IS_HERE):  # its day, month and year are each a stop
                self.page.keyboard.press("Shift+Tab")
            self._tab_to(box, label)
        raise AssertionError(f"{label!r} does not take {day} from a keyboard: {box.input_value()!r}")

    def choose(self, label: str) -> None:
        """Choose one of several: Tab to the group, arrows within it."""
        wanted = self._found(self.page.get_by_role("radio", name=label).first, label)
        self._tab_until(wanted, _IN_GROUP, label)
        for _ in range(30):
            if wanted.evaluate(_IS_HERE):
                self._shows_focus(wanted, label)
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"Arrows never reach {label!r} on {self.page.url}")

    def tick(self, label: str) -> None:
        self._reach("checkbox", label)
        self.page.keyboard.press("Space")

    def pick(self, label: str, words: str) -> None:
        """Choose from a list that folds down, by typing how it begins."""
        box = self.page.get_by_label(label).locator("visible=true").first
        self._tab_to(box, label)
        self.page.keyboard.type(words)
        chosen = box.evaluate("e => e.selectedOptions[0].label")
        assert chosen.startswith(words), (label, chosen)

    # Reading

    @property
    def reads(self) -> str:
        """The page's words, as they stand."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    # How Tab gets there

    def _reach(self, role: Role, name: str, *, within: str = "", exact: bool = False) -> None:
        where = self.page.get_by_role("region", name=within) if within else self.page
        self._tab_to(where.get_by_role(role, name=name, exact=exact).locator("visible=true").first, name)

    def _tab_to(self, wanted: Locator, name: str) -> None:
        handle = self._found(wanted, name)
        self._tab_until(handle, _IS_HERE, name)
        self._shows_focus(handle, name)

    def _found(self, wanted: Locator, name: str) -> ElementHandle:
        if wanted.count() == 0:
            raise AssertionError(f"There is no {name!r} on {self.page.url}, which reads: {self.reads[:1500]}")
        handle = wanted.element_handle()
        assert handle is not None
        return handle

    def _tab_until(self, handle: ElementHandle, is_it: str, name: str) -> None:
        passed = 0
        while passed < TABS:
            if handle.evaluate(is_it):
                return
            # To look at each stop on the way takes as long as to press Tab: those surely in between are passed by.
            on_the_way = handle.evaluate(_STOPS_BETWEEN) if passed == 0 else 0
            for _ in range(min(max(on_the_way, 1), TABS)):
                self.page.keyboard.press("Tab")
                passed += 1
        names = self.page.evaluate(_REACHED)
        raise AssertionError(f"Tab never reaches {name!r} on {self.page.url}: after {passed} it is at {names!r}")

    def _shows_focus(self, handle: ElementHandle, name: str) -> None:
        assert handle.evaluate(_SHOWS_FOCUS), f"{name!r} on {self.page.url} does not show that it is focused"

    def _enter_and_arrive(self) -> None:
        before = self.page.url
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press("Enter")
        refused = self.page.locator(".error-summary")
        if refused.count() and refused.first.is_visible():
            raise AssertionError(f"{before} was not taken: {refused.first.inner_text()}")
        self._walked.look(self.page)
