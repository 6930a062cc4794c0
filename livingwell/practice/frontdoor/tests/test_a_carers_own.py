"""A carer asks for support of their own, from the page on which they support somebody: linked to nobody."""

from __future__ import annotations

import pytest

from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.people.models import RoutingArea
from livingwell.practice.circle.actions import invite_supporter, join_circle
from livingwell.practice.circle.models import CircleTie
from livingwell.practice.circle.tests.asking import only, signed_in, url
from livingwell.practice.frontdoor import actions as frontdoor
from livingwell.practice.frontdoor.models import ForWhom
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little


@pytest.mark.django_db
def test_a_carers_own_introduction_is_linked_to_nobody(cast: Cast) -> None:
    """From the supporter's page the way leads to the front door with nothing in hand."""
    live_a_little(cast)
    _, code = invite_supporter(cast.people["person"], named_as="My Fred", by=cast.who("person"))
    join_circle(cast.place, code=code, by=cast.who("friend"))
    with speaking(MADE_FOR_TESTS):
        RoutingArea.objects.create(place=cast.place, postcode_prefix="", team=cast.south)
    page = signed_in(cast, "friend").get(url(cast, "supporting", only(cast, "friend", CircleTie).pk))
    assert f'href="{url(cast, "place")}"' in page.content.decode().partition("And how are you?")[2]
    answers = {"name": {"name": "Fred"}, "reach": {"phone": "+447700900126"}, "happening": {"words": "Worn out."}}
    frontdoor.send_introduction(
        cast.place, for_whom=ForWhom.ME, answers=answers, code="a b c d 12", by=cast.who("friend")
    )
    ana, fred = str(cast.people["person"].pk), cast.people["friend"].pk
    with speaking(MADE_FOR_TESTS):
        told = list(Event.objects.filter(about_id=fred).values("facts", "voice_id", "by_id", "row_id"))
    assert told
    assert ana not in str(told)
    for name in ("person", "peer"):
        assert "Worn out." not in signed_in(cast, name).get(url(cast, "home")).content.decode()
