"""Who may read what was said on arriving: the rule, the manager and the database agree, row by row, for everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.people.models import Person
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.models import Part
from livingwell.practice.frontdoor.models import Addition, Introducer, Introduction, SamePersonHint
from livingwell.practice.frontdoor.tests.walking import BASE, OTHER, STEWARD, send
from tests.cast import Cast
from tests.laws.test_three_answers import answers


@pytest.mark.parametrize("telling", ["open", "not_safe"])
def test_three_answers_are_one(cast: Cast, telling: str) -> None:
    """Introduced by a colleague, by a stranger, by themselves; shared with a friend; held, and kept apart."""
    for name in ("person", "nurse"):
        client = Client()
        client.force_login(cast.accounts[name])
        send(client, "me", {"reach": {"other": "The hub"}, "happening": {"words": "…"}})
        client.post(f"{BASE}mine/more/", {"words": "More."})
    introducer = Client()
    introducer.force_login(cast.accounts["friend"])
    send(introducer, "known", OTHER | {"contact": {"contact": "yes", "telling": telling}})
    with speaking(STEWARD):
        introduced = Person.unguarded.get(name="Bodil")
        until = clock.now() + timedelta(days=9)
        give_share(
            introduced, what=Part.INTRODUCTION, to=cast.people["stranger"], to_name="Stan", until=until, by=STEWARD
        )
        SamePersonHint(
            place=cast.place,
            person=introduced,
            other=cast.people["nurse"],
            introduction=Introduction.unguarded.get(person=introduced),
            for_team=cast.north,
            alike=["name"],
            found_at=clock.now(),
        ).save(force_insert=True)
    seen = 0
    for name in cast.names:
        who = cast.who(name)
        for model in (Introduction, Introducer, Addition, SamePersonHint):
            found = answers(model, who)
            assert found["rule"] == found["manager"] == found["database"], (name, model.__name__)
            seen += len(found["rule"])
    assert seen > 10
    nurse = answers(Introduction, cast.who("nurse"))["rule"]
    with speaking(STEWARD):
        colleagues = Introduction.unguarded.get(person=cast.people["nurse"]).pk
    assert colleagues in nurse
    assert colleagues not in answers(Introduction, cast.who("lead"))["rule"]
    assert answers(SamePersonHint, cast.who("nurse"))["rule"] == set()  # it is about her
