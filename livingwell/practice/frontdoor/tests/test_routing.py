"""Routing: the longest area wins, however a postcode is typed; closed teams get nothing."""

from __future__ import annotations

import pytest

from livingwell.kit.database.speaking import speaking
from livingwell.people.models import RoutingArea
from livingwell.practice.frontdoor.routing import team_for
from livingwell.practice.frontdoor.tests.walking import STEWARD
from tests.cast import Cast


@pytest.mark.parametrize(
    ("postcode", "team"),
    [("SE11 5QY", "south"), ("se115qy", "south"), ("SE1 2AB", "north"), ("", "north"), ("nonsense!", "north")],
)
def test_the_longest_area_wins(cast: Cast, postcode: str, team: str) -> None:
    with speaking(STEWARD):
        RoutingArea.objects.create(place=cast.place, postcode_prefix="", team=cast.north)
        RoutingArea.objects.create(place=cast.place, postcode_prefix="SE1", team=cast.north)
        RoutingArea.objects.create(place=cast.place, postcode_prefix="SE11", team=cast.south)
    assert team_for(cast.place, postcode) == getattr(cast, team)


def test_a_colleague_goes_elsewhere(cast: Cast) -> None:
    with speaking(STEWARD):
        RoutingArea.objects.create(place=cast.place, postcode_prefix="", team=cast.north)
    assert team_for(cast.place, "", cast.people["nurse"].pk) == cast.south
