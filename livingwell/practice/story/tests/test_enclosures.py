"""Pictures and sounds go with an entry: sealed, seen by whoever sees the entry and at each request anew, and nothing by
themselves; described, taken out and put back by the person."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from livingwell.kit.database.speaking import speaking
from livingwell.kit.files.pictures import clean_picture
from livingwell.kit.files.sounds import Sound
from livingwell.kit.permission.acts import Refused
from livingwell.kit.record.models import Event
from livingwell.kit.secrets.keys import KeyDestroyed
from livingwell.kit.tests.test_files import SOUNDS, photograph, picture
from livingwell.practice.circle.models import Look
from livingwell.practice.circle.tests.asking import as_the_database_sees, looks_of, only, signed_in, url
from livingwell.practice.story import actions
from livingwell.practice.story.actions import enclosures
from livingwell.practice.story.models import Enclosure, EnclosureSlice, Entry, Story
from livingwell.practice.story.reads import bytes_of
from tests.cast import Cast, live_a_little
from tests.destroyed import destroy_key_of

pytestmark = pytest.mark.django_db

#: Longer than two slices, and no two stretches of it alike.
LONG = Sound(b"".join(n.to_bytes(4, "big") for n in range(200_000)), "audio/wav")


@pytest.fixture
def told(cast: Cast) -> Cast:
    """An entry of the person's, shared with North, with a picture and a long recording."""
    live_a_little(cast)
    mine = cast.who("person")
    entry = actions.write_entry(cast.people["person"], heading="Sea", words="By the sea", by=mine)
    actions.enclose(entry, what=clean_picture(photograph()), words="The pier at low tide", by=mine)
    actions.enclose(entry, what=LONG, by=mine)
    return cast


def one(cast: Cast, kind: str, name: str = "person") -> Any:
    return only(cast, name, Enclosure, kind=kind)


def file(content: bytes, called: str = "holiday.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(called, content, content_type=kind)


def test_a_picture_is_added_and_stands_with_the_entry(told: Cast) -> None:
    me, entry = signed_in(told, "person"), only(told, "person", Entry)
    answer = me.post(url(told, "enclose_picture", entry.pk), {"file": file(photograph()), "words": "My dog"})
    assert answer.status_code == 302
    page = me.get(url(told, "story")).content.decode()
    assert 'alt="My dog"' in page
    assert 'alt="The pier at low tide"' in page
    assert "<audio controls" in page


def test_a_story_can_begin_with_a_sound_alone(cast: Cast) -> None:
    me = signed_in(cast, "person")
    sound = file(SOUNDS["audio/webm"], "recording.webm", "audio/webm")
    assert me.post(url(cast, "write_with_sound"), {"file": sound, "heading": "Aloud", "keep": "on"}).status_code == 302
    entry = only(cast, "person", Entry)
    assert (entry.heading, entry.words, bool(entry.kept_at)) == ("Aloud", "", True)
    assert one(cast, "sound").media_type == "audio/webm"
    assert "<audio" in me.get(url(cast, "story")).content.decode()


def test_what_is_spoken_alone_is_given_another_heading_without_words(cast: Cast) -> None:
    me = signed_in(cast, "person")
    me.post(url(cast, "write_with_sound"), {"file": file(SOUNDS["audio/wav"]), "heading": "Aloud"})
    entry = only(cast, "person", Entry)
    assert me.post(url(cast, "change_entry", entry.pk), {"heading": "Louder", "version": 1}).status_code == 302
    assert only(cast, "person", Entry).heading == "Louder"


@pytest.mark.parametrize(
    ("address", "content", "says"),
    [
        ("write_with_picture", b"<svg onload=alert(1)>", "no picture that we can show"),
        ("write_with_picture", b"", "There is nothing in this file"),
        ("write_with_sound", picture(), "no sound that we can play"),
        ("write_with_sound", b"MZ\x90\x00" * 900, "no sound that we can play"),
        ("write_with_sound", b"\x00" * (25 * 1024 * 1024 + 1), "bigger than 25 MB"),
    ],
)
def test_what_is_wrong_is_refused_by_what_is_in_it(cast: Cast, address: str, content: bytes, says: str) -> None:
    for called, kind in (("x.jpg", "image/jpeg"), ("x.mp3", "audio/mpeg")):
        answer = signed_in(cast, "person").post(url(cast, address), {"file": file(content, called, kind), "words": "w"})
        assert answer.status_code == 200
        assert says in answer.content.decode()
        if len(content) > 1000:
            break
    with as_the_database_sees(cast, "person"):
        assert not Entry.unguarded.exists()


def test_no_file_at_all_is_said_and_what_was_typed_stays(cast: Cast) -> None:
    page = signed_in(cast, "person").post(url(cast, "write_with_sound"), {"words": "Typed"}).content.decode()
    assert "Please record something, or choose a recording." in page
    assert "Typed" in page


def test_no_other_page_takes_a_file(cast: Cast) -> None:
    me = Client(raise_request_exception=False)
    me.force_login(cast.accounts["person"])
    assert me.post(url(cast, "write_entry"), {"words": "w", "file": file(picture())}).status_code == 400


def test_it_is_sent_as_what_it_is_and_nothing_else(told: Cast) -> None:
    answer = signed_in(told, "person").get(url(told, "enclosure", one(told, "picture").pk))
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert b"SecretPhone" not in answer.content
    said = answer.headers
    assert said["Content-Type"] == "image/jpeg"
    assert said["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in said["Content-Security-Policy"]
    assert "default-src 'none'" in said["Content-Security-Policy"]
    assert said["Content-Disposition"] == 'attachment; filename="picture.jpg"'
    assert "no-store" in said["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "status", "start", "stop"),
    [
        ("bytes=0-99", 206, 0, 100), ("bytes=262140-262150", 206, 262140, 262151), ("", 200, 0, 800000),
        ("bytes=-5", 206, 799995, 800000), ("bytes=799999-9999999", 206, 799999, 800000),
        ("bytes=5-2", 416, 0, 0), ("bytes=800000-", 416, 0, 0), ("bytes=0-1,5-6", 200, 0, 800000),
    ],
)  # fmt: skip
def test_a_part_of_a_sound_can_be_asked_for(told: Cast, asked: str, status: int, start: int, stop: int) -> None:
    address = url(told, "enclosure", one(told, "sound").pk)
    answer = signed_in(told, "person").get(address, headers={"range": asked} if asked else {})
    assert answer.status_code == status
    assert answer.content == LONG.data[start:stop]
    if status == 206:
        assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/800000"


def test_whoever_was_let_in_sees_it_until_the_share_ends_and_at_each_request_anew(told: Cast) -> None:
    address, worker = url(told, "enclosure", one(told, "picture").pk), signed_in(told, "peer")
    story = only(told, "person", Story)
    assert "The pier at low tide" in worker.get(url(told, "shared_story", story.pk)).content.decode()
    assert worker.get(address).status_code == 200
    signed_in(told, "person").post(url(told, "end_all_shares"))
    assert worker.get(address).status_code == 404


def test_it_belongs_to_the_look_of_its_page_and_alone_is_a_look_of_its_own(told: Cast) -> None:
    address, worker = url(told, "enclosure", one(told, "picture").pk), signed_in(told, "peer")
    worker.get(address)
    assert {(who, page) for who, what, why, page in looks_of(told, "person")} == {("Pearl", "enclosure")}
    worker.get(url(told, "shared_story", only(told, "person", Story).pk))
    for _ in range(3):
        worker.get(address)
    with as_the_database_sees(told, "person"):
        assert Look.unguarded.filter(page="enclosure").count() == 1


@pytest.mark.parametrize("act", ["keep_entry_to_myself", "take_back_entry", "take_out_enclosure"])
def test_what_is_kept_back_or_taken_out_is_shown_to_nobody(told: Cast, act: str) -> None:
    found = one(told, "picture")
    row = found if act == "take_out_enclosure" else only(told, "person", Entry)
    getattr(actions, act)(row, by=told.who("person"))
    for name in ("peer", "nurse", "friend"):
        assert signed_in(told, name).get(url(told, "enclosure", found.pk)).status_code == 404
        with as_the_database_sees(told, name), connection.cursor() as cursor:
            cursor.execute("select count(*) from story_enclosureslice where enclosure_id = %s", [found.pk])
            assert cursor.fetchone() == (0,), "the database answers the same"
    assert signed_in(told, "person").get(url(told, "enclosure", found.pk)).status_code == 200


@pytest.mark.parametrize(("name", "status"), [("stranger", 404), ("far_worker", 404), ("south_lead", 404)])
def test_strangers_find_nothing(told: Cast, name: str, status: int) -> None:
    for address in ("enclosure", "describe_enclosure"):
        assert signed_in(told, name).get(url(told, address, one(told, "sound").pk)).status_code == status
    assert Client().get(url(told, "enclosure", one(told, "sound").pk)).status_code == 302


def test_it_is_taken_out_and_put_back_and_described(told: Cast) -> None:
    me, found = signed_in(told, "person"), one(told, "sound")
    me.post(url(told, "take_out_enclosure", found.pk))
    assert one(told, "sound").taken_out_at
    assert "Put it back" in me.get(url(told, "story")).content.decode()
    me.post(url(told, "put_back_enclosure", found.pk))
    assert one(told, "sound").taken_out_at is None
    me.post(url(told, "describe_enclosure", found.pk), {"words": "I say how the year began."})
    assert "I say how the year began." in me.get(url(told, "story")).content.decode()


def test_a_worker_adds_it_in_their_voice_and_never_in_their_own(told: Cast) -> None:
    entry, worker = only(told, "person", Entry), signed_in(told, "peer")
    page = worker.post(url(told, "enclose_picture", entry.pk), {"file": file(picture())}).content.decode()
    assert "Please choose one." in page
    worker.post(url(told, "enclose_picture", entry.pk), {"file": file(picture()), "channel": "in_person"})
    with as_the_database_sees(told, "person"):
        last = Event.objects.filter(act="enclose").latest("at")
        assert (last.by_id, last.voice_id) == (told.people["peer"].pk, told.people["person"].pk)
    with pytest.raises(PermissionDenied):
        actions.enclose(entry, what=LONG, by=told.who("peer"))
    with pytest.raises(PermissionDenied):
        actions.take_out_enclosure(one(told, "sound"), by=told.who("friend"))


def test_a_story_holds_so_much_and_says_when_it_is_full(told: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enclosures, "ROOM", 900_000)
    with pytest.raises(Refused, match="no more room"):
        actions.enclose(only(told, "person", Entry), what=LONG, by=told.who("person"))


def test_it_is_sealed_and_a_destroyed_key_destroys_it(told: Cast) -> None:
    sound, found = one(told, "sound"), one(told, "picture")
    with as_the_database_sees(told, "person"), connection.cursor() as cursor:
        cursor.execute("select string_agg(content, ''::bytea) from story_enclosureslice")
        assert LONG.data[1000:1040] not in bytes(cursor.fetchone()[0])
        rows = EnclosureSlice.objects.filter(enclosure_id=sound.pk)
        assert [len(row.content) for row in rows.order_by("number")] == [262144, 262144, 262144, 13568]
    destroy_key_of(told.people["person"].pk)
    with speaking(told.who("person")), pytest.raises(KeyDestroyed):
        bytes_of(found)
