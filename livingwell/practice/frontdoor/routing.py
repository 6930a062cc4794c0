"""Which team an introduction goes to: the place's own areas decide, and nobody is sent to a team they work in."""

from __future__ import annotations

import re
from uuid import UUID

from django.db.models.functions import Length

from livingwell.people.models import Membership, Place, RoutingArea, Team


def tidy_postcode(typed: str) -> str:
    """Capital letters and digits alone: 'se11 5qy' is 'SE115QY'."""
    return re.sub(r"[^A-Z0-9]", "", typed.upper())[:8]


def team_for(place: Place, postcode: str, person: UUID | None = None) -> Team:
    """The open team of the longest area that begins the postcode; else the place's everywhere; else its first team.

    Somebody who works in that team goes to the next best that they do not work in, where there is one.

    :raises Team.DoesNotExist: where the place has no open team at all.
    """
    wanted = tidy_postcode(postcode)
    beginnings = [wanted[:length] for length in range(len(wanted) + 1)]
    areas = RoutingArea.objects.filter(place=place, team__closed_at=None, postcode_prefix__in=beginnings)
    fitting = [area.team for area in areas.select_related("team").order_by(Length("postcode_prefix").desc())]
    theirs = set() if person is None else _worked_in(person)
    open_teams = Team.objects.filter(place=place, closed_at=None).order_by("opened_at", "id")
    found = (
        next((team for team in fitting if team.pk not in theirs), None)
        or open_teams.exclude(pk__in=theirs).first()
        or next(iter(fitting), None)
        or open_teams.first()
    )
    if found is None:
        raise Team.DoesNotExist(f"{place.slug} has no open team")
    return found


def _worked_in(person: UUID) -> set[UUID]:
    return set(Membership.objects.filter(person_id=person, ended_at=None).values_list("team_id", flat=True))
