"""Earlier versions: the person reads and puts back each; a worker puts back what they have just replaced."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from livingwell.kit import clock
from livingwell.kit.record.models import Event
from livingwell.kit.secrets.keys import KeyDestroyed
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from livingwell.practice.story.actions import change_entry, restore_wording, write_entry
from livingwell.practice.story.models import Entry, Wording
from tests.cast import Cast, live_a_little
from tests.destroyed import destroy_key_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast: Cast) -> Cast:
    """An entry of the person's, shared with North, that has been worded three times."""
    live_a_little(cast)
    mine = cast.who("person")
    entry = write_entry(cast.people["person"], heading="Sea", words="first words", by=mine)
    change_entry(entry, heading="Sea", words="second words", version=1, by=mine)
    change_entry(entry, heading="The lake", words="third words", version=2, by=mine)
    return cast


def entry(cast: Cast) -> Any:
    return only(cast, "person", Entry)


def test_every_version_is_readable_and_the_first_can_be_put_back(told: Cast) -> None:
    me, pk = signed_in(told, "person"), entry(told).pk
    assert url(told, "earlier_wordings", pk) in me.get(url(told, "story")).content.decode()
    page = me.get(url(told, "earlier_wordings", pk)).content.decode()
    for words in ("first words", "second words", "third words"):
        assert words in page
    first = only(told, "person", Wording, version=1)
    assert me.post(url(told, "restore_wording", first.pk)).status_code == 302
    now = entry(told)
    assert (now.heading, now.words, now.version) == ("Sea", "first words", 4)
    page = me.get(url(told, "earlier_wordings", pk)).content.decode()
    assert "third words" in page, "what stood there is an earlier version now"
    with as_the_database_sees(told, "person"):
        assert Event.objects.get(act="restore_wording").facts == {"of": 1, "version": 4}


def test_words_that_stand_there_already_are_not_put_back_again(told: Cast) -> None:
    first = only(told, "person", Wording, version=1)
    restore_wording(first, by=told.who("person"))
    assert restore_wording(first, by=told.who("person")).version == 4


def test_saving_the_same_words_or_a_clash_makes_no_version(told: Cast) -> None:
    mine, now = told.who("person"), entry(told)
    change_entry(now, heading="The lake", words="third words", version=3, by=mine)
    change_entry(now, heading="The lake", words="typed in an old window", version=1, by=mine)
    with as_the_database_sees(told, "person"):
        assert Wording.unguarded.count() == 2


def test_a_long_history_is_read_page_by_page(told: Cast) -> None:
    mine, now = told.who("person"), entry(told)
    for version in range(3, 28):
        change_entry(now, heading="", words=f"words of version {version + 1}", version=version, by=mine)
    me = signed_in(told, "person")
    address = url(told, "earlier_wordings", now.pk)
    page = me.get(address).content.decode()
    assert "words of version 27" in page
    assert "first words" not in page
    assert f"{address}?before=8" in page
    assert "first words" in me.get(f"{address}?before=8").content.decode()
    assert me.get(f"{address}?before=²9").status_code == 200


@pytest.mark.parametrize("name", ["peer", "friend", "nurse"])
def test_whoever_was_let_in_reads_no_earlier_version(told: Cast, name: str) -> None:
    first = only(told, "person", Wording, version=1)
    them = signed_in(told, name)
    answer = them.get(url(told, "earlier_wordings", entry(told).pk))
    assert answer.status_code in (200, 403, 404)
    assert "first words" not in answer.content.decode()
    assert them.post(url(told, "restore_wording", first.pk)).status_code == 404
    with as_the_database_sees(told, name), connection.cursor() as cursor:
        cursor.execute("select count(*) from story_wording")
        assert cursor.fetchone() == (0,)


def test_a_worker_puts_back_what_they_replaced_in_this_sitting_and_no_later(told: Cast) -> None:
    worker, now = signed_in(told, "peer"), entry(told)
    said = {"heading": "", "words": "misheard", "version": 3, "channel": "phone"}
    assert worker.post(url(told, "change_entry", now.pk), said).status_code == 302
    page = worker.get(url(told, "earlier_wordings", now.pk)).content.decode()
    assert "third words" in page
    assert "first words" not in page
    replaced = only(told, "peer", Wording)
    put = url(told, "restore_wording", replaced.pk)
    assert "How did they tell you?" in worker.post(put).content.decode()
    assert worker.post(put, {"asked": "1", "channel": "phone"}).status_code == 302
    assert entry(told).words == "third words"


def test_a_sitting_is_over_after_an_hour(told: Cast) -> None:
    worker, now = signed_in(told, "peer"), entry(told)
    with clock.at(clock.now() - timedelta(hours=2)):
        told_so = told.who("peer").entering_for(now.person_id, "phone")
        change_entry(now, heading="", words="misheard", version=3, by=told_so)
    replaced = only(told, "person", Wording, version=3)
    assert worker.post(url(told, "restore_wording", replaced.pk)).status_code == 404
    with as_the_database_sees(told, "peer"):
        assert not Wording.unguarded.exists()


def test_nobody_puts_words_back_in_their_own_name(told: Cast) -> None:
    first = only(told, "person", Wording, version=1)
    for name in ("peer", "friend", "stranger"):
        with pytest.raises(PermissionDenied):
            restore_wording(first, by=told.who(name))


def test_an_earlier_version_is_never_rewritten(told: Cast) -> None:
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with as_the_database_sees(told, "person"), connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute("update story_wording set version = 9")


def test_a_destroyed_key_destroys_every_version(told: Cast) -> None:
    destroy_key_of(told.people["person"].pk)
    first = only(told, "person", Wording, version=1)
    with pytest.raises(KeyDestroyed):
        print(first.words)
