"""Promise 5: who has looked, so that somebody can take it in; what is unusual comes first, and nothing is left out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.practice.circle.models import Look
from livingwell.practice.circle.tests.asking import as_the_database_sees, signed_in, url
from livingwell.practice.circle.weeks import weeks_of
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db
ZONE = "Europe/London"


def looked(cast: Cast, name: str, ago: timedelta, *, hour: int = 11, what: str = "story", listed: bool = False) -> None:
    """One of the cast looked at the person, so long ago, at this hour."""
    who, whom = cast.who(name), cast.people["person"].pk
    at = (clock.now() - ago).replace(hour=hour, minute=0)
    theirs = {"people": [whom], "what": "list"} if listed else {"person_id": whom, "what": what}
    with speaking(who):
        Look.unguarded.bulk_create(
            [Look(at=at, place_id=who.place_id, by_id=who.id, by_name=who.name, page="x", reason="because", **theirs)]
        )


@pytest.fixture
def seen(cast: Cast) -> Cast:
    live_a_little(cast)
    for weeks in (6, 3, 2, 1):
        looked(cast, "peer", timedelta(weeks=weeks))
        looked(cast, "peer", timedelta(weeks=weeks), listed=True)
    looked(cast, "peer", timedelta(weeks=1), what="plan")
    looked(cast, "nurse", timedelta(weeks=1), hour=2)
    return cast


def test_weeks_say_who_looked_and_what_is_unusual_first(seen: Cast) -> None:
    page = signed_in(seen, "person").get(url(seen, "looks"))
    weeks = {week.monday: week.lookers for week in page.context["weeks"]}
    day = (clock.now() - timedelta(weeks=1)).date()
    nadia, pearl = weeks[day - timedelta(days=day.weekday())]
    assert nadia.name == "Nadia"
    assert [said[:26] for said in nadia.unusual] == ["They had never opened a pa", "They looked between 10 at "]
    assert (pearl.unusual, pearl.pages, pearl.lists, pearl.parts) == ([], 2, 1, ["your plan", "your story"])
    assert "2 pages, and 1 list with your name in it" in page.content.decode()


def test_every_look_is_in_some_week_and_one_may_go_back(seen: Cast) -> None:
    me = signed_in(seen, "person")
    counted, address, pages = 0, url(seen, "looks"), 0
    while True:
        page = me.get(address)
        counted += sum(one.pages + one.lists for week in page.context["weeks"] for one in week.lookers)
        pages += 1
        if not page.context["earlier"]:
            break
        address = url(seen, "looks") + page.context["earlier"]
    assert (counted, pages) == (10, 2)


def test_only_the_person_may_ask(seen: Cast) -> None:
    for name in ("peer", "friend", "stranger"):
        with as_the_database_sees(seen, name), pytest.raises(ProgrammingError), transaction.atomic():
            weeks_of(seen.people["person"].pk, clock.today(ZONE), ZONE)


@pytest.mark.parametrize("odd", ["x", "2026-02-31", "0001-01-01", "9999-12-31", "%00"])
def test_an_odd_week_is_the_present_one(seen: Cast, odd: str) -> None:
    assert signed_in(seen, "person").get(url(seen, "looks") + f"?until={odd}").context["weeks"]
