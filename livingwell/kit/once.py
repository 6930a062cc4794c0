"""A form sent twice is one act: each form carries a token, and a token is spent in the act's own transaction."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, ClassVar

from django.db import connection, models

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer

FIELD = "once"
#: Fields that say nothing of what was typed: another request of the same form may carry others.
NOT_SAID = frozenset({FIELD, "csrfmiddlewaretoken"})


class Once(models.Model):
    """A token that has been spent. `spender` keeps one person's tokens from another."""

    token = models.CharField(max_length=64)
    spender = models.CharField(max_length=64)
    spent_at = models.DateTimeField()

    class Meta:
        app_label = "kit"
        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "spender"], name="once_spent_once")]


def fresh_token() -> str:
    """A token for a form that is being shown."""
    return secrets.token_urlsafe(18)


def first_time(request: Any, *, nobody: bool = False) -> bool:
    """Is this the first time the form is sent? Asked before its act; spends the form's token for the viewer (or, with
    `nobody`, for whoever holds the page, where somebody who is signed in and somebody who is not are one).

    What is sent once is these words. Somebody who goes back, mends a line and sends the same page again says something
    new: their words must not be taken for a second click and dropped.
    """
    said = _what_is_said(request)
    return not said or spend(said, None if nobody else request.viewer)


def sent_before(request: Any) -> bool:
    """Whether these words were sent from this form before, by whoever sends them now, and the act was done.

    For a door that refuses: the second click of a button that worked, or a page sent again because its answer was lost
    on the way, is not somebody trying what they may not do.
    """
    said = _what_is_said(request) if request.method == "POST" else ""
    return bool(said) and Once.objects.filter(token=said, spender=str(request.viewer.id)).exists()


def _what_is_said(request: Any) -> str:
    """The form's token and what was typed, in one word; nothing for a form without a token."""
    token = request.POST.get(FIELD, "")
    if not token:
        return ""
    said = hashlib.sha256(token.encode(errors="surrogatepass"))
    for name in sorted(request.POST.keys() - NOT_SAID):
        for value in request.POST.getlist(name):
            said.update(f"\x1e{name}\x1f{value}".encode(errors="surrogatepass"))
    return said.hexdigest()


def spend(token: str, viewer: Viewer | None) -> bool:
    """Spend `token` in this transaction; False when it was spent before, so that the second click does nothing.

    A second click that arrives while the first is under way waits for it here. A form without a token (an old page)
    counts as fresh: refusing it would lose what somebody wrote.
    """
    if not token:
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into kit_once (token, spender, spent_at) values (%s, %s, %s)"
            " on conflict (token, spender) do nothing",
            [token[:64], str(viewer.id) if viewer else "", clock.now()],
        )
        return bool(cursor.rowcount == 1)
