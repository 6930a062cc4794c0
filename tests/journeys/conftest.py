"""Journeys in a real browser: a place with the standing cast, served for one test, and Chromium looking at it.

- ``site``: the base URL of a server on a database of its own; ``site.cast`` is everybody in it.
- ``page``: a Chromium page; ``quiet_page`` is one with JavaScript off.
- ``sign_in(page, name)``: be somebody of the cast.
- ``accessible(page)``: fails with every axe violation on the page, in words.
- ``hands_of(name)``: a keyboard of somebody's own (`tests/journeys/keyboard.py`), in a browser apart from the others'.
- ``walked``: the pages a journey reached; each is looked at once, and what is wrong with any is told at the end.

The browser is the machine's own (``LIVINGWELL_BROWSER``, or whatever Chromium is found); nothing is ever downloaded.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections, transaction
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.cast import Cast, make_cast
from tests.journeys.keyboard import Keyboard
from tests.journeys.walked import Walked, faults

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
#: A beep instead of this machine's microphone; whether a page may use it is still the page's headers' word.
A_PRETENDED_MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
_FOUND = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass
class Site:
    """A served place: its address, and the cast who live there."""

    url: str
    cast: Cast

    def __add__(self, path: str) -> str:
        return self.url + path


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Test output is for failures."""


class _Server(LiveServerThread):
    """Serves the real application, middleware and all; each thread takes a connection of its own."""

    def run(self) -> None:
        try:
            self.httpd = ThreadedWSGIServer((self.host, 0), _QuietHandler, allow_reuse_address=False)
            self.port = self.httpd.server_address[1]
            self.httpd.set_app(self.static_handler)
            self.is_ready.set()
            self.httpd.serve_forever()
        except Exception as error:  # noqa: BLE001 - the starter raises it
            self.error = error
            self.is_ready.set()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium, without its sandbox (tests run as root in containers)."""
    found = os.environ.get("LIVINGWELL_BROWSER") or next(filter(None, map(shutil.which, _FOUND)), None)
    if found is None or not Path(found).exists():
        pytest.skip("no Chromium on this machine: install it (Debian: apt install chromium) or set LIVINGWELL_BROWSER")
    # Playwright runs a loop of its own in this thread, which Django would take for an asynchronous view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage", *A_PRETENDED_MICROPHONE]
        )
        yield browser
        browser.close()


@pytest.fixture
def site(own_database: str, django_db_blocker: Any) -> Iterator[Site]:
    """Everybody in a database of this test's own, and a server before it."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            cast = make_cast()
        server = _Server("localhost", lambda environ, start: get_wsgi_application()(environ, start))
        server.daemon = True
        before = settings.ALLOWED_HOSTS
        settings.ALLOWED_HOSTS = [*before, "localhost"]
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        yield Site(f"http://localhost:{server.port}", cast)
        server.terminate()
        settings.ALLOWED_HOSTS = before
        connections.close_all()


#: As patient as the page itself: a busy machine is slow, and nothing here is about speed.
expect.set_options(timeout=30_000)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page on a phone, in British English; a test may resize it."""
    context = chromium.new_context(viewport=PHONE, locale="en-GB")
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def quiet_page(chromium: Browser) -> Iterator[Page]:
    """A page in a browser that runs no JavaScript at all."""
    context = chromium.new_context(viewport=PHONE, locale="en-GB", java_script_enabled=False)
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def sign_in(site: Site, django_db_blocker: Any) -> Callable[[Page, str], None]:
    """``sign_in(page, "peer")``: the browser holds a session as if the code had been typed."""

    def be(page: Page, name: str) -> None:
        client = Client()
        client.force_login(site.cast.accounts[name])
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site.url}])

    return be


@pytest.fixture(scope="session")
def accessible() -> Callable[[Page], None]:
    """``accessible(page)``: no axe violation, and nothing to scroll sideways for at 320 px."""

    def look(page: Page) -> None:
        assert faults(page) == [], page.url

    return look


@pytest.fixture
def walked() -> Walked:
    """Every kind of page a journey reaches, looked at once; the journey ends with ``walked.without_a_fault()``."""
    return Walked()


@pytest.fixture
def hands_of(
    chromium: Browser, sign_in: Callable[[Page, str], None], walked: Walked
) -> Iterator[Callable[..., Keyboard]]:
    """``hands_of("peer")``: the keyboard of somebody of the cast; without a name, of somebody we do not know yet."""
    contexts = []

    def give(name: str = "", **browser: Any) -> Keyboard:
        wanted = {"viewport": DESK if name else PHONE, "locale": "en-GB", "reduced_motion": "reduce"} | browser
        context = chromium.new_context(**wanted)
        contexts.append(context)
        context.set_default_timeout(30_000)
        page = context.new_page()
        if name:
            sign_in(page, name)
        return Keyboard(page, walked)

    yield give
    for context in contexts:
        context.close()
