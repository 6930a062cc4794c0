"""The pictures of README and docs/look.md, made again from the invented place: one command, while `make run` serves it.

    make run                                                          # in one terminal
    .venv/bin/python -m tests.journeys.pictures [http://localhost:8000 [home-desk …]]   # in another

Nothing but Larkmoor's invented people is ever in a picture: where the demo's page is missing, nothing is made.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parents[2] / "docs" / "pictures"
PHONE, DESK = {"width": 390, "height": 780}, {"width": 1180, "height": 740}
PLACE = "/larkmoor/"
#: No picture is heavier than this many bytes.
HEAVIEST = 150_000

#: (file, who, address, screen, more of the browser)
PICTURES: tuple[tuple[str, str, str, dict[str, int], dict[str, str]], ...] = (
    ("front-door-phone", "", PLACE, PHONE, {}),
    ("question-phone", "", "question", PHONE, {}),
    ("error-phone", "", "error", PHONE, {}),
    ("home-phone", "ana", f"{PLACE}home/", PHONE, {}),
    ("home-phone-dark", "ana", f"{PLACE}home/", PHONE, {"color_scheme": "dark"}),
    ("home-phone-rtl", "ana", f"{PLACE}home/", PHONE, {"dir": "rtl"}),
    ("home-desk", "ana", f"{PLACE}home/", DESK, {}),
    ("plan-phone", "ana", f"{PLACE}plan/", PHONE, {}),
    ("looks-phone", "ana", f"{PLACE}looks/", PHONE, {}),
    ("board-desk", "pearl", f"{PLACE}board/", DESK, {}),
    ("board-desk-dark", "pearl", f"{PLACE}board/", DESK, {"color_scheme": "dark"}),
    ("journey-desk", "pearl", "journey", DESK, {}),
    ("form-desk", "pearl", "plan_meeting", DESK, {}),
)


def make(base: str, wanted: list[str]) -> None:
    """Every picture, or those that are wanted, into docs/pictures."""
    found = os.environ.get("LIVINGWELL_BROWSER") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    HERE.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, who, address, screen, more in PICTURES:
            if wanted and name not in wanted:
                continue
            context = browser.new_context(
                viewport=screen,  # type: ignore[arg-type]
                locale="en-GB",
                reduced_motion="reduce",
                color_scheme="dark" if more.get("color_scheme") == "dark" else "light",
            )
            page = context.new_page()
            if who:
                page.goto(f"{base}/demo/")
                page.locator(f'form[action$="/demo/{who}/"] button').click()
            _go(page, base, address)
            if more.get("dir"):
                page.evaluate("document.documentElement.dir = 'rtl'")
            picture = page.screenshot()
            if len(picture) > HEAVIEST:
                raise SystemExit(f"{name} weighs {len(picture)} bytes")
            (HERE / f"{name}.png").write_bytes(picture)
            context.close()
        browser.close()


def _go(page: Page, base: str, address: str) -> None:
    """An address, or a page by the way to it."""
    if address.startswith("/"):
        page.goto(base + address)
    elif address in ("question", "error"):
        page.goto(f"{base}{PLACE}introductions/new/me/")
        page.get_by_role("button", name="Begin").click()
        page.wait_for_url("**/questions/name/")
        if address == "error":
            page.get_by_role("button", name="Carry on").click()
            page.locator(".error-summary").wait_for()
    else:
        page.goto(f"{base}{PLACE}board/")
        page.locator("th[scope=row] a").first.click()
        page.wait_for_url("**/journeys/*/")
        if address == "plan_meeting":
            page.get_by_role("link", name="Plan a meeting").click()
            page.wait_for_url("**/meetings/new/")


if __name__ == "__main__":
    make(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8000", sys.argv[2:])
