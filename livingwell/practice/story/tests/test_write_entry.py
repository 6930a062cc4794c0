"""Writing: drafts, clashes, odd input, undo; entered for somebody; refused to everybody else."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from livingwell.kit.record.models import Event
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from livingwell.practice.story.actions import change_entry, keep_entry_to_myself, write_entry
from livingwell.practice.story.models import Entry
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db


@pytest.fixture
def alive(cast: Cast) -> Cast:
    live_a_little(cast)
    return cast


def entries(cast: Cast, name: str = "person") -> list[Entry]:
    with as_the_database_sees(cast, name):
        return list(Entry.unguarded.order_by("written_at", "id"))


def test_a_draft_is_saved_and_carried_on(alive: Cast) -> None:
    me = signed_in(alive, "person")
    me.post(url(alive, "write_entry"), {"heading": "", "words": "half a thought", "then": "later"})
    draft = only(alive, "person", Entry)
    assert draft.finished_at is None
    assert "half a thought" in me.get(url(alive, "story")).content.decode()
    me.post(url(alive, "change_entry", draft.pk), {"words": "a whole one", "version": 1, "then": "finish"})
    done = only(alive, "person", Entry)
    assert done.finished_at is not None
    assert done.words == "a whole one"
    assert done.version == 2


def test_words_are_sealed_in_the_database(alive: Cast) -> None:
    write_entry(alive.people["person"], heading="h", words="By the sea", by=alive.who("person"))
    with as_the_database_sees(alive, "person"), connection.cursor() as cursor:
        cursor.execute("select words from story_entry")
        assert b"sea" not in bytes(cursor.fetchone()[0])


def test_two_tabs_both_keep_their_words(alive: Cast) -> None:
    me = signed_in(alive, "person")
    entry = write_entry(alive.people["person"], heading="h", words="first", by=alive.who("person"))
    address = url(alive, "change_entry", entry.pk)
    me.post(address, {"heading": "h", "words": "from tab one", "version": 1})
    answer = me.post(address, {"heading": "h", "words": "from tab two", "version": 1}, follow=True)
    page = answer.content.decode()
    assert "There are two versions" in page
    assert "from tab one" in page
    assert "from tab two" in page
    copy = next(one for one in entries(alive) if one.beside_id)
    me.post(address, {"heading": "h", "words": "both in one", "version": 2, "settles": [str(copy.pk), "nonsense"]})
    assert [one.words for one in entries(alive) if not one.taken_back_at] == ["both in one"]
    assert "There are two versions" not in me.get(address).content.decode()


def test_the_same_words_saved_again_change_nothing(alive: Cast) -> None:
    entry = write_entry(alive.people["person"], heading="h", words="same", by=alive.who("person"))
    assert change_entry(entry, heading="h", words="same", version=99, by=alive.who("person")).version == 1


@pytest.mark.parametrize("press", [("take_back_entry", "put_back_entry", "taken_back_at"),
                                   ("keep_entry_to_myself", "let_entry_be_seen", "kept_at")])  # fmt: skip
def test_done_and_undone(alive: Cast, press: tuple[str, str, str]) -> None:
    entry = write_entry(alive.people["person"], heading="h", words="w", by=alive.who("person"))
    do, undo, column = press
    me = signed_in(alive, "person")
    me.post(url(alive, do, entry.pk))
    assert getattr(only(alive, "person", Entry), column)
    me.post(url(alive, undo, entry.pk))
    assert getattr(only(alive, "person", Entry), column) is None


def test_a_double_click_writes_one_entry(alive: Cast) -> None:
    me = signed_in(alive, "person")
    for _ in range(2):
        me.post(url(alive, "write_entry"), {"words": "once", "once": "a token"})
    assert len(entries(alive)) == 1


def test_nothing_written_is_said_kindly_and_what_was_typed_is_kept(alive: Cast) -> None:
    answer = signed_in(alive, "person").post(url(alive, "write_entry"), {"heading": "A heading 🌊", "words": " \x00 "})
    assert answer.status_code == 200
    assert "There is nothing here yet" in answer.content.decode()
    assert "A heading 🌊" in answer.content.decode()


@pytest.mark.parametrize("words", ["🌊" * 500, "a\x00b", "x" * 39_000, "<script>alert(1)</script>", "مرحبا"])
def test_odd_words_are_kept_as_words(alive: Cast, words: str) -> None:
    me = signed_in(alive, "person")
    assert me.post(url(alive, "write_entry"), {"words": words}).status_code == 302
    page = me.get(url(alive, "story")).content.decode()
    assert "<script>alert" not in page
    assert only(alive, "person", Entry).words == words.replace("\x00", "")


def test_too_much_is_refused_with_a_sentence(alive: Cast) -> None:
    answer = signed_in(alive, "person").post(url(alive, "write_entry"), {"words": "x" * 50_000})
    assert answer.status_code == 200
    assert "has-error" in answer.content.decode()


def test_a_tampered_version_or_prompt_is_no_500(alive: Cast) -> None:
    me = signed_in(alive, "person")
    entry = write_entry(alive.people["person"], heading="h", words="w", by=alive.who("person"))
    assert me.post(url(alive, "change_entry", entry.pk), {"words": "w2", "version": "9" * 40}).status_code == 200
    assert me.get(url(alive, "write_entry") + "?prompt=²").status_code == 200


def test_entered_for_somebody_is_theirs_and_names_both(alive: Cast) -> None:
    worker = signed_in(alive, "peer")
    quiet = alive.people["quiet"]
    page = worker.get(url(alive, "enter_entry", quiet.pk)).content.decode()
    assert "You are entering this for Quinn Quiet, in their voice" in page
    worker.post(url(alive, "enter_entry", quiet.pk), {"channel": "phone", "heading": "Said", "words": "I like maps"})
    with as_the_database_sees(alive, "peer"):
        told = Event.objects.get(act="write_entry")
        assert (told.by_id, told.voice_id, told.channel) == (alive.people["peer"].pk, quiet.pk, "phone")
    with as_the_database_sees(alive, "nurse"):
        assert not Entry.unguarded.filter(person=quiet).exists(), "for the rest of the team it needs a share"


def test_the_channel_is_asked(alive: Cast) -> None:
    answer = signed_in(alive, "peer").post(url(alive, "enter_entry", alive.people["quiet"].pk), {"words": "x"})
    assert answer.status_code == 200
    assert "Please choose one." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "status"), [("stranger", 404), ("south_lead", 404), ("far_worker", 404), ("privacy_lead", 404)]
)
def test_entering_is_for_those_who_hold(alive: Cast, name: str, status: int) -> None:
    assert signed_in(alive, name).get(url(alive, "enter_entry", alive.people["person"].pk)).status_code == status


def test_a_friend_with_a_share_cannot_enter_in_their_voice(alive: Cast) -> None:
    person = alive.people["person"]
    assert signed_in(alive, "friend").get(url(alive, "enter_entry", person.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        write_entry(person, heading="", words="w", by=alive.who("friend").entering_for(person.pk, "phone"))


def test_a_worker_changes_nothing_in_their_own_name(alive: Cast) -> None:
    entry = write_entry(alive.people["person"], heading="h", words="mine", by=alive.who("person"))
    who = alive.who("peer")
    with pytest.raises(PermissionDenied):
        change_entry(entry, heading="h", words="theirs", version=1, by=who)
    with pytest.raises(PermissionDenied):
        keep_entry_to_myself(entry, by=who)
    answer = signed_in(alive, "peer").post(url(alive, "change_entry", entry.pk), {"words": "x"})
    assert "Please choose one." in answer.content.decode(), "only in her voice, and then by which channel"
    assert only(alive, "person", Entry).words == "mine"
    assert signed_in(alive, "stranger").post(url(alive, "change_entry", entry.pk), {"words": "x"}).status_code == 404


def test_the_database_alone_refuses_a_worker(alive: Cast) -> None:
    entry = write_entry(alive.people["person"], heading="h", words="mine", by=alive.who("person"))
    with as_the_database_sees(alive, "peer"), connection.cursor() as cursor:
        cursor.execute("update story_entry set words = 'x' where id = %s", [entry.pk])
        assert cursor.rowcount == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute(
                "insert into story_story (id, place_id, person_id, begun_by_id, begun_at)"
                " values (gen_random_uuid(), %s, %s, %s, now())",
                [alive.place.pk, alive.people["quiet"].pk, alive.people["peer"].pk],
            )


def test_the_database_alone_hides_what_is_kept_back(alive: Cast) -> None:
    entry = write_entry(alive.people["person"], heading="h", words="w", by=alive.who("person"))
    for kept, seen in ((False, 1), (True, 0)):
        if kept:
            keep_entry_to_myself(entry, by=alive.who("person"))
        with as_the_database_sees(alive, "peer"), connection.cursor() as cursor:
            cursor.execute("select count(*) from story_entry")
            assert cursor.fetchone() == (seen,)
