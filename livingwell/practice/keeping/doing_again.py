"""How what was taken away before a disaster is taken away again after a restore: of the rooms below; those above say it
of their own (`story/reactions.py`, `messages/reactions.py`)."""

from __future__ import annotations

from django.db.models import F

from livingwell.kit import clock
from livingwell.people.actions.sessions import shut_account
from livingwell.people.models import Account, Membership, Organisation
from livingwell.practice.circle.models import CircleTie, Share
from livingwell.practice.holding.actions.leaving import leave_all
from livingwell.practice.keeping.taken_away import Line


def ends(rows: object, **also: object) -> int:
    """Those that have not ended end now, by whoever they are about."""
    live = rows.filter(ended_at=None)  # type: ignore[attr-defined]
    ended: int = live.update(ended_at=clock.now(), ended_by_id=F("person_id"), **also)
    return ended


def share_ends(line: Line) -> int:
    """By whoever gave it, as it was."""
    return ends(Share.unguarded.filter(pk=line.row))


def all_shares_end(line: Line) -> int:
    """Those that were given before; what was given afterwards is lost, or newer."""
    return ends(Share.unguarded.filter(person_id=line.about, given_at__lt=line.at))


def tie_ends(line: Line) -> int:
    """And what was shared with the supporter; a code that nobody used yet opens nothing."""
    tie = CircleTie.unguarded.filter(pk=line.row, ended_at=None).first()
    if tie is None:
        return 0
    if tie.supporter_id is not None:
        ends(Share.unguarded.filter(person_id=tie.person_id, to_person_id=tie.supporter_id))
    return ends(CircleTie.unguarded.filter(pk=tie.pk), code_hash=None)


def worker_leaves(line: Line) -> int:
    """As when they left: duty holds what they held."""
    return leave_all(Membership.objects.filter(pk=line.row, ended_at=None))


def organisation_leaves(line: Line) -> int:
    """Every worker of its leaves every team."""
    left = leave_all(Membership.objects.filter(organisation_id=line.row, ended_at=None))
    return left + Organisation.objects.filter(pk=line.row, left_at=None).update(left_at=clock.now())


def account_closes(line: Line) -> int:
    """That account; one that somebody opened later is another."""
    there = Account.objects.filter(pk=line.row, closed_at=None).exists()
    return int(there and shut_account(line.about) is not None)
