"""A form sent twice is one act: each form carries a token, and a token is spent in the act's own transaction."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.db import connection, models

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer

FIELD = "once"


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


def first_time(request: Any) -> bool:
    """Is this the first time the form is sent? Asked before its act; spends the form's token for the viewer."""
    return spend(request.POST.get(FIELD, ""), request.viewer)


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
