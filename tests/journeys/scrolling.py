"""How smoothly a board of 300 scrolls: `python -m pytest tests/journeys/scrolling.py -s`.

Not part of the suite (its name begins with no `test_`): it measures, and says what it measured. A frame is the time
between two of the browser's animation frames while the wheel turns from the top of the board to its end and back; with
`slower`, the page's processor is that many times slower (Chromium's throttling).
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median, quantiles
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests.cast import make_journey, make_person
from tests.journeys.conftest import Site
from tests.journeys.keyboard import Keyboard

HELD = 300
WATCH = """() => {
  window.frames_ms = [];
  let before = performance.now();
  const next = now => { window.frames_ms.push(now - before); before = now; requestAnimationFrame(next) };
  requestAnimationFrame(next);
}"""
#: A frame of a sixtieth of a second, with room for one that was missed.
SMOOTH_MS = 34


@pytest.mark.parametrize("view", ["", "?view=cards"])
@pytest.mark.parametrize("slower", [1, 4])
def test_scrolling(
    site: Site, hands_of: Callable[..., Keyboard], django_db_blocker: Any, view: str, slower: int
) -> None:
    with django_db_blocker.unblock(), transaction.atomic():
        for n in range(HELD):
            person, _ = make_person(site.cast.place, f"Person {n:03}", account=False)
            make_journey(person, site.cast.north)
    page = hands_of("peer").page
    page.goto(site + f"/alderbrook/teams/{site.cast.north.pk}/board/{view}")
    expect(page.locator(".table tbody tr:has(td):not([data-more])")).to_have_count(HELD)
    browser = page.context.new_cdp_session(page)
    browser.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.mouse.move(600, 500)
    page.wait_for_timeout(1000)
    page.evaluate(WATCH)
    height = page.evaluate("document.documentElement.scrollHeight")
    for way in (1, -1):
        for _ in range(height // 240):
            page.mouse.wheel(0, 240 * way)
            page.wait_for_timeout(16)
    frames = page.evaluate("window.frames_ms")
    late = sum(frame > SMOOTH_MS for frame in frames)
    print(
        f"\n{HELD} rows {view or 'as a table'}, {height:,} px, {slower} x slower: {len(frames)} frames,"
        f" p50 {median(frames):.0f} ms, p95 {quantiles(frames, n=20)[-1]:.0f} ms, longest {max(frames):.0f} ms,"
        f" {late} later than {SMOOTH_MS} ms"
    )
    assert late < len(frames) / 20 or slower > 1
