"""The day to look again is said on the person's home, once it has come; a risk taken together goes on the phone too."""

from __future__ import annotations

from datetime import timedelta

import pytest

from livingwell.kit import clock
from livingwell.practice.circle.tests.asking import signed_in, url
from livingwell.practice.plan import actions
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db


def test_a_day_to_look_again_is_said_once_it_has_come_and_not_before(cast: Cast) -> None:
    live_a_little(cast)
    me, mine, today = cast.people["person"], cast.who("person"), clock.now().date()
    actions.write_review(me, back="I slept.", forward="", look_again=today + timedelta(days=9), by=mine)
    chance = actions.SaidOfChance("Swim", "", "", "", "Not alone", today, cast.people["peer"].pk, "Pearl")
    actions.write_chance(me, said=chance, by=mine)
    home = signed_in(cast, "person").get(url(cast, "home")).content.decode()
    assert "You wanted to look again" in home
    assert "You wanted to look at your plan again" not in home
    actions.write_review(me, back="I slept again.", forward="", look_again=today - timedelta(days=1), by=mine)
    home = signed_in(cast, "person").get(url(cast, "home")).content.decode()
    assert "You wanted to look at your plan again" in home


def test_what_a_phone_keeps_holds_the_risks_taken_together(cast: Cast) -> None:
    live_a_little(cast)
    chance = actions.SaidOfChance("Swim", "The sea", "", "", "Not alone", None, cast.people["peer"].pk, "Pearl")
    actions.write_chance(cast.people["person"], said=chance, by=cast.who("person"))
    page = signed_in(cast, "person").get(url(cast, "staying_safe")).content.decode()
    kept = page.split("data-words=")[1].split("data-worker=")[0]
    assert "What we agreed: Not alone" in kept
    assert "Together with: Pearl" in kept
