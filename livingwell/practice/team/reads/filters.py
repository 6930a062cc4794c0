"""Which rows a board shows: what a team keeps asking of it, each said in the address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer
from livingwell.practice.holding.models import HowHeld
from livingwell.practice.network.models import ENDED, Connection
from livingwell.practice.plan.models import Suggestion
from livingwell.practice.team.reads.needs import Need
from livingwell.practice.team.reads.waits import open_or_unread

#: After so long a team wants to see with whom nobody has spoken.
QUIET_AFTER = timedelta(days=14)


class Show(TextChoices):
    """Which rows the board shows."""

    ALL = "", _("Everybody")
    TALK = "talk", _("Talk today")
    MINE = "mine", _("I hold")
    DUTY = "duty", _("On duty")
    WAITING = "waiting", _("Waiting for us")
    UNREAD = "unread", _("Not read or answered")
    MET = "met", _("Waiting to meet")
    QUIET = "quiet", _("14 days without a word")


#: These are one list, whoever has waited longest at the top; every other is parted by what is needed first.
LONGEST = {
    Show.MET: _("On the way to somebody or something, and not met yet: the longest first"),
    Show.QUIET: _("Nobody has spoken with them for 14 days or more: the longest first"),
}


def shown(rows: Any, show: Show, viewer: Viewer) -> Any:
    """Of the journeys that `needs` asks for, those that `show` names; of a list in `LONGEST` each has its `waited`."""
    if show == Show.MINE:
        return rows.filter(holder_id=viewer.id)
    if show == Show.DUTY:
        return rows.filter(how=HowHeld.DUTY)
    if show == Show.TALK:
        return rows.filter(need=Need.TALK_TODAY)
    if show == Show.WAITING:
        return rows.filter(need__lt=Need.SILENCE)
    if show == Show.UNREAD:
        suggested = Suggestion.objects.visible_to(viewer).not_shown("whose rows are shown")
        suggested = suggested.filter(open_or_unread(viewer), person_id=OuterRef("person_id"))
        return rows.filter(Q(wrote_at__isnull=False) | Q(told_at__isnull=False) | Q(Exists(suggested)))
    if show == Show.MET:
        chosen = Connection.objects.visible_to(viewer).not_shown("whose rows are shown")
        chosen = chosen.filter(person_id=OuterRef("person_id")).exclude(stage__in=ENDED).order_by("chosen_at")
        rows = rows.annotate(waited=Subquery(chosen.values("chosen_at")[:1])).filter(waited__isnull=False)
        return rows.order_by("waited", "pk")
    if show == Show.QUIET:
        rows = rows.annotate(waited=Coalesce("spoken_at", "opened_at"))
        return rows.filter(waited__lt=clock.now() - QUIET_AFTER).order_by("waited", "pk")
    return rows
