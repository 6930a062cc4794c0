"""Why a colleague might better not be asked to hold just now; whoever offers is told, and may ask all the same."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from livingwell.kit.components.days import short_day
from livingwell.people.models import Membership
from livingwell.practice.holding.before_asking import hesitates


@hesitates
def beyond_what_they_can_hold(to: Membership) -> str:
    """They hold as many as they said they can, or more."""
    _away, at_most, holds = _of(to.person_id)
    if at_most is None or holds < at_most:
        return ""
    words = _("%(name)s says they can hold %(n)s, and holds %(holds)s now.")
    return words % {"name": to.known_as, "n": at_most, "holds": holds}


@hesitates
def away(to: Membership) -> str:
    """They are away today."""
    until, _at_most, _holds = _of(to.person_id)
    return _("%(name)s is away until %(day)s.") % {"name": to.known_as, "day": short_day(until)} if until else ""


def _of(worker: UUID) -> tuple[date | None, int | None, int]:
    """Until when they are away, how many they can hold, how many they hold: asked of the gate, for they may work in
    another team, whose board is not for whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute("select away_until, at_most, holds from gate.load_of(%s)", [worker])
        row = cursor.fetchone()
    return (row[0], row[1], row[2]) if row else (None, None, 0)
