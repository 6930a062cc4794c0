"""A friend has no desk: what they took on, and what became of what they suggested, stands on their own pages."""

from __future__ import annotations

import pytest

from livingwell.practice.circle.tests.asking import only, signed_in, url
from livingwell.practice.plan import actions
from livingwell.practice.plan.models import Plan, Step
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db


def test_a_friend_ticks_their_step_and_hears_the_answer(cast: Cast) -> None:
    live_a_little(cast)
    me, mine, friend = cast.people["person"], cast.who("person"), cast.people["friend"]
    actions.add_step(me, words="Mend the gate", taker=friend.pk, taker_name="Fred", day=None, by=mine)
    suggestion = actions.suggest_step(only(cast, "person", Plan), words="Come to the choir", by=cast.who("friend"))
    actions.leave_suggestion(suggestion, by=mine)
    browser = signed_in(cast, "friend")
    assert "what became of what you suggested" in browser.get(url(cast, "home")).content.decode()
    page = browser.get(url(cast, "with_others")).content.decode()
    assert "Mend the gate" in page
    assert "Ana Asking left it." in page
    browser.post(url(cast, "tick_step", only(cast, "person", Step).pk))
    browser.post(url(cast, "hear_answer", suggestion.pk))
    assert "Nothing now" in browser.get(url(cast, "with_others")).content.decode()
    assert "what became of" not in browser.get(url(cast, "home")).content.decode()
    done = only(cast, "person", Step)
    assert done.done_by_id == friend.pk
