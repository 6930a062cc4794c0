"""One edit: a page is opened, a form filled in with words nobody else has, and sent; later the words are looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.test import Client

HIDDEN = re.compile(r"<input\b[^>]*\btype=\"hidden\"[^>]*>")
ATTRIBUTE = re.compile(r"\b(name|value)=\"([^\"]*)\"")


@dataclass
class Edit:
    """What `who` writes into the form at `url`; `word` is in one of the fields of `form` ('' for a press)."""

    who: Client
    url: str
    form: dict[str, Any]
    word: str
    opened_at: str = ""  # the page the form is on, where it is not the same address
    hidden: dict[str, Any] = field(default_factory=dict)
    status: int = 0
    screen: str = ""

    def open(self) -> None:
        """Open the page, and keep what it hides in its form: the version, the token, what it settles."""
        page = self.who.get(self.opened_at or self.url)
        for tag in HIDDEN.findall(page.content.decode()):
            said = dict(ATTRIBUTE.findall(tag))
            if said.get("name") and said["name"] != "csrfmiddlewaretoken":
                self.hidden.setdefault(unescape(said["name"]), unescape(said.get("value", "")))

    def send(self) -> None:
        """Send it, and read the screen that comes of it."""
        page = self.who.post(self.url, self.hidden | self.form)
        self.status, self.screen = page.status_code, page.content.decode()
        if page.status_code in (301, 302, 303):
            self.screen = self.who.get(page["Location"]).content.decode()

    def is_kept(self, pages: list[tuple[Client, str]]) -> bool:
        """Are the words on the screen that was handed back, or on one of these pages?"""
        return self.word in self.screen or any(self.word in who.get(url).content.decode() for who, url in pages)


@dataclass
class Pair:
    """Two edits that meet, and the pages on which what became of them can be read."""

    first: Edit
    second: Edit
    pages: list[tuple[Client, str]]
