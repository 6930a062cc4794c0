"""A story's pages: the person's own, and what a share opens, which ends with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import Refused
from livingwell.practice.circle.actions import end_all_shares, give_share, open_unshared
from livingwell.practice.circle.models import Look, Part
from livingwell.practice.circle.tests.asking import as_the_database_sees, looks_of, only, signed_in, url
from livingwell.practice.keeping.actions import ask_right
from livingwell.practice.keeping.models import Right
from livingwell.practice.story.actions import begin_story, change_entry, take_back_entry, write_entry
from livingwell.practice.story.models import Entry, Story
from livingwell.practice.story.views.reading import LATEST
from tests.cast import Cast, live_a_little
from tests.destroyed import destroy_own_words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast: Cast) -> Cast:
    live_a_little(cast)
    mine, me = cast.who("person"), cast.people["person"]
    write_entry(me, heading="Growing up", words="By the sea", by=mine)
    write_entry(me, heading="Secret", words="Only mine", keep=True, by=mine)
    write_entry(me, heading="Half", words="Not finished", finish=False, by=mine)
    return cast


def test_ones_own_page_shows_everything_and_leaves_no_look(told: Cast) -> None:
    answer = signed_in(told, "person").get(url(told, "story"))
    for words in ("By the sea", "Only mine", "Not finished", "North can see your story until"):
        assert words in answer.content.decode()
    assert looks_of(told, "person") == set()


def test_home_never_shows_what_is_just_for_them(cast: Cast) -> None:
    write_entry(cast.people["person"], heading="", words="I nearly rang him", keep=True, by=cast.who("person"))
    live_a_little(cast)
    page = signed_in(cast, "person").get(url(cast, "home")).content.decode()
    assert "I nearly rang him" not in page
    assert "just for you" in page


def test_words_that_were_destroyed_are_said_to_be_and_new_ones_can_be_written(told: Cast) -> None:
    mine, me = told.who("person"), told.people["person"]
    entry = write_entry(me, heading="", words="Gone soon", by=mine)
    asked = ask_right(me, right=Right.DESTROY, words="Burn it.", by=mine)
    leads = (told.people[name] for name in ("privacy_lead", "place_lead"))
    destroy_own_words_of(me, proposed_by=next(leads), agreed_by=next(leads), asked=asked)
    with speaking(mine):
        again = Entry.objects.visible_to(mine).get(pk=entry.pk)
    with pytest.raises(Refused, match="cannot be changed or brought back"):
        change_entry(again, heading="", words="Other words", version=again.version, by=mine)
    page = signed_in(told, "person").get(url(told, "change_entry", entry.pk), follow=True).content.decode()
    assert "You can write new ones." in page
    assert write_entry(me, heading="", words="New words", by=mine).words == "New words"


def test_a_long_story_opens_on_the_last_of_it_and_all_of_it_is_one_press_away(told: Cast) -> None:
    for n in range(LATEST):
        write_entry(told.people["person"], heading=f"Day {n}", words="And on.", by=told.who("person"))
    me = signed_in(told, "person")
    page = me.get(url(told, "story")).content.decode()
    assert f"Day {LATEST - 1}" in page
    assert "By the sea" not in page
    assert "Show the 2 before these too" in page
    whole = me.get(url(told, "story") + "?all").content.decode()
    assert "By the sea" in whole
    assert "before these" not in whole


@pytest.mark.parametrize("address", ["shared_story", "print_story"])
def test_a_share_opens_what_is_finished_and_the_look_says_why(told: Cast, address: str) -> None:
    story = only(told, "person", Story)
    text = signed_in(told, "peer").get(url(told, address, story.pk)).content.decode()
    assert "By the sea" in text
    for hidden in ("Only mine", "Secret", "Not finished"):
        assert hidden not in text
    assert ("Pearl", "story", "you shared it with them", address) in looks_of(told, "person")
    assert "Pearl" in signed_in(told, "person").get(url(told, "looks")).content.decode()


def test_an_ended_share_is_refused_at_the_next_request(told: Cast) -> None:
    story = only(told, "person", Story)
    worker = signed_in(told, "peer")
    assert worker.get(url(told, "shared_story", story.pk)).status_code == 200
    signed_in(told, "person").post(url(told, "end_all_shares"))
    assert worker.get(url(told, "shared_story", story.pk)).status_code == 404


def test_a_share_that_has_run_out_opens_nothing(told: Cast) -> None:
    end_all_shares(told.people["person"], by=told.who("person"))
    with clock.at(clock.now() - timedelta(days=40)):
        give_share(
            told.people["person"], what=Part.STORY, to=told.north, to_name="North",
            until=clock.now() + timedelta(days=30), by=told.who("person"),
        )  # fmt: skip
    assert signed_in(told, "peer").get(url(told, "shared_story", only(told, "person", Story).pk)).status_code == 404


@pytest.mark.parametrize("name", ["stranger", "south_lead", "far_worker", "privacy_lead", "friend", "commissioner"])
def test_nobody_else_gets_in(told: Cast, name: str) -> None:
    story = only(told, "person", Story)
    assert signed_in(told, name).get(url(told, "shared_story", story.pk)).status_code == 404
    assert signed_in(told, name).get(url(told, "print_story", story.pk)).status_code == 404


def test_signed_out_is_asked_to_sign_in(told: Cast) -> None:
    assert "sign" in Client().get(url(told, "story"))["Location"]


def test_an_opening_shows_no_entry_kept_back_and_is_told(told: Cast) -> None:
    end_all_shares(told.people["person"], by=told.who("person"))
    open_unshared(told.people["person"], what=Part.STORY, reason="She said goodbye", by=told.who("nurse"))
    text = signed_in(told, "nurse").get(url(told, "shared_story", only(told, "person", Story).pk)).content.decode()
    assert "By the sea" in text
    assert "Only mine" not in text
    assert any(
        "feared for a life" in reason for _who, what, reason, _page in looks_of(told, "person") if what == "story"
    )
    assert signed_in(told, "peer").get(url(told, "shared_story", only(told, "person", Story).pk)).status_code == 404


def test_a_page_whose_look_cannot_be_recorded_is_not_shown(told: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*args: object, **kwargs: object) -> None:
        raise DatabaseError("the looks are away")

    monkeypatch.setattr(Look.unguarded, "bulk_create", lost, raising=False)
    monkeypatch.setattr(type(Look.unguarded), "bulk_create", lost)
    story = only(told, "person", Story)
    answer = signed_in(told, "peer", raise_request_exception=False).get(url(told, "shared_story", story.pk))
    assert answer.status_code >= 500
    assert "By the sea" not in answer.content.decode()


def test_what_was_taken_back_is_shown_to_nobody_else(told: Cast) -> None:
    entry = next(e for e in _entries(told) if e.words == "By the sea")
    take_back_entry(entry, by=told.who("person"))
    story = only(told, "person", Story)
    assert "By the sea" not in signed_in(told, "peer").get(url(told, "shared_story", story.pk)).content.decode()
    assert "By the sea" not in signed_in(told, "peer").get(url(told, "print_story", story.pk)).content.decode()


@pytest.mark.parametrize(("who", "asked", "on_paper"), [
    ("person", "", False), ("person", "?all", True), ("peer", "", False), ("peer", "?all", False),
])  # fmt: skip
def test_paper_holds_what_is_kept_to_oneself_only_where_one_asks(
    told: Cast, who: str, asked: str, on_paper: bool
) -> None:
    paper = signed_in(told, who).get(url(told, "print_story", only(told, "person", Story).pk) + asked).content.decode()
    assert "By the sea" in paper
    assert ("Only mine" in paper) == on_paper


def _entries(cast: Cast) -> list[Entry]:
    with as_the_database_sees(cast, "person"):
        return list(Entry.unguarded.all())


def test_as_many_queries_for_thirty_entries_as_for_one(told: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for n in range(30):
        write_entry(told.people["person"], heading=str(n), words="more", by=told.who("person"))
    worker, person = signed_in(told, "peer"), signed_in(told, "person")
    shared = url(told, "shared_story", only(told, "person", Story).pk)
    with django_assert_max_num_queries(15):
        person.get(url(told, "story"))
    with django_assert_max_num_queries(15):
        worker.get(shared)


def test_beginning_twice_is_beginning_once(cast: Cast) -> None:
    first = begin_story(cast.people["person"], by=cast.who("person"))
    assert begin_story(cast.people["person"], by=cast.who("person")).pk == first.pk
