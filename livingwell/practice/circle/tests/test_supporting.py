"""A supporter sees what is shared and no more, tells the team and gets nothing back but thanks, and is a person too."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from livingwell.practice.circle.actions import end_tie, invite_supporter, join_circle, tell_team
from livingwell.practice.circle.models import CircleTie, WordToTeam
from livingwell.practice.circle.tests.asking import only, signed_in, url
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db


@pytest.fixture
def alive(cast: Cast) -> Cast:
    live_a_little(cast)
    _, code = invite_supporter(cast.people["person"], named_as="My Fred", by=cast.who("person"))
    join_circle(cast.place, code=code, by=cast.who("friend"))
    return cast


def test_a_supporter_sees_what_is_shared_tells_the_team_and_gets_thanks(alive: Cast) -> None:
    tie, friend = only(alive, "friend", CircleTie), signed_in(alive, "friend")
    page = friend.get(url(alive, "supporting", tie.pk)).content.decode()
    assert "The plan of Ana Asking" in page
    for theirs in ("My Fred", "My story", "Pearl", "North"):
        assert theirs not in page.partition("<main")[2], "who else is there, and what else, is not theirs to know"
    thanks = friend.post(url(alive, "tell_team", tie.pk), {"words": "She sold the dog."}, follow=True).content.decode()
    assert "Thank you. It is with the team now." in thanks
    assert "She sold the dog." not in thanks
    assert "She sold the dog." in signed_in(alive, "peer").get(url(alive, "words")).content.decode()
    assert "She sold the dog." not in signed_in(alive, "south_lead").get(url(alive, "words")).content.decode()
    said = only(alive, "peer", WordToTeam)
    assert said.words == "She sold the dog."
    signed_in(alive, "peer").post(url(alive, "read_word", said.pk))
    mine = signed_in(alive, "person").get(url(alive, "circle")).content.decode()
    assert "She sold the dog." in mine
    assert "Pearl read it on" in mine


@pytest.mark.parametrize(("name", "status"), [("friend", 404), ("stranger", 404), ("south_lead", 404), ("person", 403)])
def test_what_was_told_is_read_by_the_team_and_the_person_alone(alive: Cast, name: str, status: int) -> None:
    said = tell_team(only(alive, "friend", CircleTie), words="Quietly.", by=alive.who("friend"))
    assert signed_in(alive, name).post(url(alive, "read_word", said.pk)).status_code == status


def test_whoever_is_no_longer_in_the_circle_tells_nothing(alive: Cast) -> None:
    tie = only(alive, "friend", CircleTie)
    with pytest.raises(PermissionDenied):
        tell_team(tie, words="I am not asked.", by=alive.who("stranger"))
    end_tie(tie, by=alive.who("person"))
    assert signed_in(alive, "friend").get(url(alive, "supporting", tie.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        tell_team(tie, words="Still here.", by=alive.who("friend"))
