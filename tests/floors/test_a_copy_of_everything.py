"""Everything that is mine: whole, mine alone, sealed, and gone after a day."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.files.sounds import Sound
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from livingwell.practice.keeping import jobs
from livingwell.practice.keeping.actions import ask_for_copy
from livingwell.practice.keeping.models import CopySlice, WholeCopy
from livingwell.practice.story.actions import enclose, write_entry
from tests.cast import MADE_FOR_TESTS, Cast
from tests.lives import live_fully

pytestmark = pytest.mark.django_db
NOISE = bytes(range(256)) * 1500


@pytest.fixture
def copied(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The person's whole life, with a long sound; their copy made, piece by piece, as the worker would."""
    live_fully(cast)
    entry = write_entry(cast.people["person"], heading="Sung", words="", by=cast.who("person"))
    enclose(entry, what=Sound(NOISE, "audio/webm"), words="A song.", by=cast.who("person"))
    monkeypatch.setattr(jobs, "PIECE", 200_000)
    copy = ask_for_copy(cast.people["person"], by=cast.who("person"))
    done = []
    while only(cast, "person", WholeCopy).ready_at is None:
        jobs.make_copy.func(copy=str(copy.pk))
        done.append(only(cast, "person", WholeCopy).pieces_done)
    assert done == list(range(1, len(done) + 1))
    assert len(done) > 2
    return cast


def fetched(cast: Cast) -> ZipFile:
    answer = signed_in(cast, "person").get(url(cast, "fetch_copy", only(cast, "person", WholeCopy).pk))
    content = b"".join(answer.streaming_content)
    assert answer["Content-Length"] == str(len(content))
    assert "no-store" in answer["Cache-Control"]
    return ZipFile(BytesIO(content))


def test_it_is_whole_and_readable(copied: Cast) -> None:
    whole = fetched(copied)
    assert whole.testzip() is None
    page = whole.read("read me first.html").decode()
    parts = json.loads(whole.read("everything.json"))["parts"]
    for words in ("Where I am", "For me alone", "Sleep well.", "I lie awake.", "We walked.", "Likes walking.", "Tired.",
                  "I fear for a life.", "She sold the piano.", "Walking group", "Told in confidence"):  # fmt: skip
        assert words in page, words
        assert words in json.dumps(parts), words
    assert "Her sister rang." not in page, "what was told in confidence by another is held back here as on their pages"
    sounds = [name for name in whole.namelist() if name.endswith(".webm")]
    assert [whole.read(name) for name in sounds] == [NOISE]
    assert any(name.endswith(".jpg") for name in whole.namelist())
    assert {look["by_name"] for look in parts["who has looked"] if "by_name" in look} >= {"Pearl"}


@pytest.mark.parametrize("name", ["peer", "nurse", "friend", "stranger", "privacy_lead", "place_lead"])
def test_it_is_nobody_elses(copied: Cast, name: str) -> None:
    copy = only(copied, "person", WholeCopy)
    assert signed_in(copied, name).get(url(copied, "fetch_copy", copy.pk)).status_code == 404
    with pytest.raises(PermissionDenied):
        ask_for_copy(copied.people["person"], by=copied.who(name))
    with as_the_database_sees(copied, name):
        assert not CopySlice.objects.exists()


def test_it_is_sealed_asked_for_twice_the_same_and_gone_at_a_press(copied: Cast) -> None:
    me, copy = signed_in(copied, "person"), only(copied, "person", WholeCopy)
    with speaking(MADE_FOR_TESTS), connection.cursor() as cursor:
        cursor.execute("select string_agg(content, '') from keeping_copyslice")
        kept = bytes(cursor.fetchone()[0])
    assert NOISE[:64] not in kept
    assert b"PK\x03\x04" not in kept[:64]
    me.post(url(copied, "my_copy"))
    assert only(copied, "person", WholeCopy).pk == copy.pk
    assert "It is ready." in me.get(url(copied, "my_copy")).content.decode()
    me.post(url(copied, "throw_copy_away", copy.pk))
    assert me.get(url(copied, "fetch_copy", copy.pk)).status_code == 403
    with speaking(MADE_FOR_TESTS):
        assert not CopySlice.objects.exists()


def test_it_is_gone_after_a_day(copied: Cast) -> None:
    with clock.at(clock.now() + timedelta(hours=23)):
        jobs.throw_old_copies_away.func()
        assert only(copied, "person", WholeCopy).gone_at is None
    with clock.at(clock.now() + timedelta(hours=25)):
        jobs.throw_old_copies_away.func()
        assert only(copied, "person", WholeCopy).gone_at is not None
    with speaking(MADE_FOR_TESTS):
        assert not CopySlice.objects.exists()
