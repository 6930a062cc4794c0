"""Promise 13, for a story: what a person can do with an entry, a worker who holds can do with them, in their voice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from livingwell.kit import clock
from livingwell.kit.record.models import Event
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from livingwell.practice.story import actions
from livingwell.practice.story.models import Entry, Story
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db

PRESSES = ("finish_entry", "take_back_entry", "put_back_entry", "keep_entry_to_myself", "let_entry_be_seen")


@pytest.fixture
def told(cast: Cast) -> Cast:
    """The person's entry, in the story that is shared with North."""
    live_a_little(cast)
    actions.write_entry(cast.people["person"], heading="Sea", words="By the sea", by=cast.who("person"))
    return cast


def entry(cast: Cast) -> Any:
    return only(cast, "person", Entry)


def said(cast: Cast, act: str) -> tuple[Any, ...]:
    with as_the_database_sees(cast, "person"):
        told = Event.objects.get(act=act)
        return told.by_id, told.voice_id, told.channel


def test_a_worker_changes_what_was_shared_with_them_as_the_person_says(told: Cast) -> None:
    worker, address = signed_in(told, "peer"), url(told, "change_entry", entry(told).pk)
    page = worker.get(address).content.decode()
    assert "You are entering this for Ana Asking, in their voice" in page
    assert "How did they tell you?" in page
    answer = worker.post(address, {"heading": "Sea", "words": "By the lake", "version": 1, "channel": "phone"})
    assert answer.status_code == 302
    assert entry(told).words == "By the lake"
    assert said(told, "change_entry") == (told.people["peer"].pk, told.people["person"].pk, "phone")
    paper = worker.get(url(told, "print_story", only(told, "person", Story).pk)).content.decode()
    assert "By the lake" in paper


def test_what_was_typed_is_kept_where_the_channel_was_forgotten(told: Cast) -> None:
    address = url(told, "change_entry", entry(told).pk)
    page = signed_in(told, "peer").post(address, {"heading": "", "words": "Typed", "version": 1}).content.decode()
    assert "Please choose one." in page
    assert "Typed" in page
    assert entry(told).words == "By the sea"


@pytest.mark.parametrize(
    ("do", "undo", "column"),
    [("take_back_entry", "put_back_entry", "taken_back_at"), ("keep_entry_to_myself", "let_entry_be_seen", "kept_at")],
)
def test_done_and_undone_in_one_sitting(told: Cast, do: str, undo: str, column: str) -> None:
    worker, pk = signed_in(told, "peer"), entry(told).pk
    assert "How did they tell you?" in worker.post(url(told, do, pk)).content.decode()
    assert "Please choose one." in worker.post(url(told, do, pk), {"asked": "1"}).content.decode()
    assert getattr(entry(told), column) is None
    worker.post(url(told, do, pk), {"asked": "1", "channel": "paper"})
    assert getattr(entry(told), column) is not None
    assert said(told, do)[2] == "paper"
    assert "By the sea" in worker.get(url(told, "enter_entry", told.people["person"].pk)).content.decode()
    assert signed_in(told, "nurse").post(url(told, undo, pk)).status_code == 404, "the rest of the team sees it no more"
    worker.post(url(told, undo, pk), {"asked": "1", "channel": "paper"})
    assert getattr(entry(told), column) is None


def test_a_draft_is_finished_for_somebody_without_an_account(told: Cast) -> None:
    quiet, worker = told.people["quiet"], signed_in(told, "peer")
    voice = told.who("peer").entering_for(quiet.pk, "in_person")
    draft = actions.write_entry(quiet, heading="", words="Half", finish=False, by=voice)
    worker.post(url(told, "finish_entry", draft.pk), {"asked": "1", "channel": "in_person"})
    assert only(told, "peer", Entry, pk=draft.pk).finished_at is not None
    worker.get(url(told, "enter_entry", quiet.pk))
    assert any(what == "story" and "just now" in why for _who, what, why, _page in looks_of_quiet(told))


def looks_of_quiet(cast: Cast) -> set[tuple[str, str, str, str]]:
    from livingwell.kit.database.speaking import speaking
    from livingwell.practice.circle.models import Look
    from tests.cast import MADE_FOR_TESTS

    with speaking(MADE_FOR_TESTS):
        looks = Look.unguarded.filter(person=cast.people["quiet"])
        return set(looks.values_list("by_name", "what", "reason", "page"))


def test_what_the_person_changes_meanwhile_is_theirs_again(told: Cast) -> None:
    voice = told.who("peer").entering_for(told.people["person"].pk, "phone")
    kept = actions.write_entry(told.people["person"], heading="", words="Mine", keep=True, by=voice)
    assert only(told, "peer", Entry, pk=kept.pk)
    actions.change_entry(kept, heading="", words="A secret", version=1, by=told.who("person"))
    with as_the_database_sees(told, "peer"):
        assert not Entry.unguarded.filter(pk=kept.pk).exists()
    assert signed_in(told, "peer").get(url(told, "change_entry", kept.pk)).status_code == 404


def test_a_draft_of_the_persons_own_is_never_opened(told: Cast) -> None:
    draft = actions.write_entry(told.people["person"], heading="", words="Not yet", finish=False, by=told.who("person"))
    for name in (*PRESSES, "change_entry"):
        assert signed_in(told, "peer").post(url(told, name, draft.pk)).status_code == 404, name


@pytest.mark.parametrize("name", ["stranger", "south_lead", "far_worker", "friend"])
def test_nobody_else_may(told: Cast, name: str) -> None:
    browser, row = signed_in(told, name), entry(told)
    sent = {"asked": "1", "channel": "phone", "words": "x", "version": 1}
    for act in (*PRESSES, "change_entry"):
        assert browser.post(url(told, act, row.pk), sent).status_code == 404, act
    forged = told.who(name).entering_for(row.person_id, "phone")
    with pytest.raises(PermissionDenied):
        actions.take_back_entry(row, by=forged)


def test_not_without_the_voice_and_not_without_a_channel(told: Cast) -> None:
    row, worker = entry(told), told.who("peer")
    for by in (worker, worker.entering_for(row.person_id, ""), worker.entering_for(told.people["quiet"].pk, "phone")):
        with pytest.raises(PermissionDenied):
            actions.take_back_entry(row, by=by)
        with pytest.raises(PermissionDenied):
            actions.change_entry(row, heading="", words="x", version=1, by=by)


def test_the_database_refuses_without_the_voice_even_what_they_just_entered(told: Cast) -> None:
    voice = told.who("peer").entering_for(told.people["quiet"].pk, "phone")
    actions.write_entry(told.people["quiet"], heading="", words="Just now", by=voice)
    with as_the_database_sees(told, "peer"), connection.cursor() as cursor:
        cursor.execute("select count(*) from story_entry")
        assert cursor.fetchone() == (2,)
        for change in ("words = 'x'", "taken_back_by_id = gate.viewer(), taken_back_at = now()", "kept_at = null"):
            cursor.execute(f"update story_entry set {change}")
            assert cursor.rowcount == 0, change


def test_after_the_sitting_rule_manager_and_database_close_it(told: Cast) -> None:
    quiet, who = told.people["quiet"], told.who("peer")
    for minutes, open_ in ((58, True), (61, False)):
        with clock.at(clock.now() - timedelta(minutes=minutes)):  # the database believes in no future
            mine = actions.write_entry(quiet, heading="", words="w", by=who.entering_for(quiet.pk, "phone"))
        with as_the_database_sees(told, "peer"):
            assert Entry.unguarded.filter(pk=mine.pk).exists() is open_
            assert Entry.objects.visible_to(who).filter(pk=mine.pk).exists() is open_
