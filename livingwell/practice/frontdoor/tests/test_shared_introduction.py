"""A share of what was said on arriving, or of what was talked about, opens a page; its end closes it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.models import Look, Part, Share
from livingwell.practice.frontdoor.actions import add_to_introduction
from livingwell.practice.frontdoor.models import Introduction
from tests.cast import MADE_FOR_TESTS, Cast
from tests.lives import live_fully

PAGES = {
    Part.INTRODUCTION: ("shared_introduction", "And warm."),
    Part.MEETINGS: ("shared_meetings", "First conversation"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", PAGES)
def test_a_share_opens_its_page_and_its_end_closes_it(cast: Cast, client: Client, what: Part) -> None:
    live_fully(cast)
    person, mine = cast.people["person"], cast.who("person")
    with speaking(MADE_FOR_TESTS):
        introduction = Introduction.unguarded.filter(person=person).order_by("pk").first()
    add_to_introduction(introduction, words="And warm.", by=mine)
    name, words = PAGES[what]
    address = reverse(name, kwargs={"place": cast.place.slug, "pk": person.pk})
    client.force_login(cast.accounts["friend"])
    assert words not in client.get(address).content.decode(), "the friend has a share of the plan alone"

    month = clock.now() + timedelta(days=30)
    share = circle.give_share(person, what=what, to=cast.people["friend"], to_name="Fred", until=month, by=mine)
    assert words in client.get(address).content.decode()
    assert address in client.get(reverse("home", kwargs={"place": cast.place.slug})).content.decode()
    with speaking(mine):
        looks = Look.objects.visible_to(mine).filter(person=person, by=cast.people["friend"], page=name)
        assert "you shared it with them" in {look.reason for look in looks}

    circle.end_share(share, by=mine)
    assert words not in client.get(address).content.decode(), "an ended share is refused at the next request"
    _forget_the_plan(cast, mine)
    assert client.get(address).status_code == 404


def _forget_the_plan(cast: Cast, mine: Any) -> None:
    with speaking(mine):
        shares = list(Share.objects.visible_to(mine).filter(to_person=cast.people["friend"], ended_at=None))
    for share in shares:
        circle.end_share(share, by=mine)
