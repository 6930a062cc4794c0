"""Which team an introduction goes to: the place's own areas decide, and nobody is sent to a team they work in."""

from __future__ import annotations

import re
from uuid import UUID

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
    areas = RoutingArea.objects.filter(place=place, team__closed_at=None).select_related("team")
    fitting = [area for area in areas if wanted.startswith(tidy_postcode(area.postcode_prefix))]
    fitting.sort(key=lambda area: len(tidy_postcode(area.postcode_prefix)), reverse=True)
    others = list(Team.objects.filter(place=place, closed_at=None).order_by("opened_at", "id"))
    teams = [area.team for area in fitting] + others
    if not teams:
        raise Team.DoesNotExist(f"{place.slug} has no open team")
    if person is not None:
        theirs = set(Membership.objects.filter(person_id=person, ended_at=None).values_list("team_id", flat=True))
        teams = [team for team in teams if team.pk not in theirs] or teams
    return teams[0]
