"""A backup comes back whole, with every row, seal and lock, or it says why not; a destroyed key stays destroyed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.jobs import seal_records
from livingwell.kit.record.models import Event
from livingwell.kit.secrets import keys, master
from livingwell.kit.viewers import Errand
from livingwell.operate import home
from livingwell.operate.backup import manifest, places, stream
from livingwell.operate.backup.checking import what_is_wrong
from livingwell.operate.backup.keyring import write_keyring
from livingwell.operate.backup.making import make_backup
from livingwell.operate.backup.restoring import Refused, Restored, look_at, restore
from livingwell.people.models import Person
from livingwell.practice.circle.actions import end_share
from livingwell.practice.circle.models import Share
from livingwell.practice.keeping import exported
from livingwell.practice.keeping.models import Destruction
from livingwell.practice.story.actions import write_entry
from livingwell.practice.story.models import Entry
from tests.cast import make_cast
from tests.databases import point_at
from tests.destroyed import destroy_key_of, destroy_own_words_of
from tests.jobs import say_outside_what_waits
from tests.lives import live_fully

KEY, OTHER = b"k" * 32, b"o" * 32
LOOKING = Errand("a drill")


def nothing(done: int, total: int, what: str) -> None:
    """Progress that nobody watches."""


# ---- the sealed stream ----------------------------------------------------------------------------------------------


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(stream, "PIECE", 64)
    return 64 + stream.TAG


def sealed(plain: bytes, key: bytes = KEY, kind: str = "backup") -> bytes:
    out = io.BytesIO()
    writer = stream.SealedWriter(out, key, kind)
    for at in range(0, len(plain), 50):
        writer.write(plain[at : at + 50])
    writer.close()
    return out.getvalue()


def unsealed(data: bytes, key: bytes = KEY, kind: str = "backup") -> bytes:
    return b"".join(stream.opened(io.BytesIO(data), key, kind))


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 128, 200, 640])
def test_what_was_sealed_comes_back(small_pieces: int, length: int) -> None:
    plain = bytes(n % 251 for n in range(length))
    assert unsealed(sealed(plain)) == plain
    assert sealed(plain) != sealed(plain)  # a salt of its own each time


def test_whatever_is_changed_does_not_open(small_pieces: int) -> None:
    good = sealed(bytes(640))
    head = len(stream.MAGIC) + stream.NAME + stream.SALT
    body = [good[at : at + small_pieces] for at in range(head, len(good), small_pieces)]
    changed = [good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :] for at in range(0, len(good), 7)]
    changed += [good[:at] for at in range(0, len(good), 13)]  # cut short anywhere
    changed += [good[:head] + b"".join(body[:n]) for n in range(len(body))]  # cut between pieces
    changed += [good[:head] + b"".join([*body[:n], body[n + 1], body[n], *body[n + 2 :]]) for n in range(len(body) - 1)]
    changed += [good[:head] + b"".join([*body[:n], body[n], *body[n:]]) for n in range(len(body))]  # repeated
    changed += [good + b"x", good + body[0], good + good]
    changed += [good[:head] + sealed(bytes(640))[head:]]  # another file's pieces
    for each in changed:
        with pytest.raises(stream.Unreadable):
            unsealed(each)


def test_it_says_what_is_the_matter(small_pieces: int) -> None:
    good = sealed(bytes(640))
    head = len(stream.MAGIC) + stream.NAME + stream.SALT
    for data, key, says in [
        (good, OTHER, "another backup key"),
        (good[: head + 3 * small_pieces], KEY, "cut short"),
        (b"PGDMP" + good, KEY, "not a file that Living Well sealed"),
        (good[:-1] + b"\0", KEY, "altered"),
    ]:
        with pytest.raises(stream.Unreadable, match=says):
            unsealed(data, key)
    with pytest.raises(stream.Unreadable, match="is not a keyring"):
        unsealed(good, KEY, "keyring")


def test_the_backup_key_is_a_key_and_not_the_master_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LIVINGWELL_BACKUP_KEY", "c2hvcnQ=")
    with pytest.raises(home.Unclear, match="32 bytes"):
        places.backup_key()
    monkeypatch.setenv("LIVINGWELL_MASTER_KEY", "c2hvcnQ=")
    with pytest.raises(home.Unclear, match="is the master or wrapping key"):
        places.backup_key()
    monkeypatch.delenv("LIVINGWELL_BACKUP_KEY")
    monkeypatch.setenv("LIVINGWELL_HOME", str(tmp_path))
    assert places.backup_key() == places.backup_key()
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    with pytest.raises(home.Unclear, match="Set LIVINGWELL_BACKUP_KEY"):
        places.backup_key()


# ---- the drill ------------------------------------------------------------------------------------------------------


@pytest.fixture
def empty_database(own_database: str, cluster: Any) -> Iterator[Callable[[], None]]:
    """Call it, and Django means an empty database instead of the one that was lived in."""
    name = f"{own_database}_back"
    with cluster.connect("postgres", autocommit=True) as connection:
        connection.execute(f'create database "{name}" owner livingwell_owner')
    yield lambda: point_at(cluster, name)
    point_at(cluster, own_database)
    with cluster.connect("postgres", autocommit=True) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')


def write_event(act: str) -> None:
    with speaking(Errand("an invented place")):
        Event(at="2026-01-01T00:00Z", act=act, place_id="0199" + "0" * 28, errand="x").save(force_insert=True)


def bring_back(backup: Path, ring: Path, key: bytes = KEY, older: bool = False) -> Restored:
    return restore(
        backup, ring, key, owner=places.as_owner(), backup=places.as_backup(), older_keyring=older, tick=nothing
    )


def test_the_drill(
    own_database: str, empty_database: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A life lived fully is backed up while somebody writes, a key and another's own words are destroyed, and all of it
    comes back but those."""
    monkeypatch.setattr(settings, "SEAL_HEADS_FILE", tmp_path / "heads.jsonl")
    backup, ring = tmp_path / "a" / "b", tmp_path / "k"
    cast = make_cast()
    live_fully(cast)
    seal_records()
    person, gone, friend = (cast.people[name] for name in ("person", "quiet", "friend"))
    swam = write_entry(friend, heading="The sea", words="I swam.", by=cast.who("friend"))
    with speaking(LOOKING):
        keys.key_to_write(gone.pk)
        read_before = {entry.pk: entry.words for entry in Entry.unguarded.filter(person=person)}
    assert read_before
    written: list[int] = []

    def somebody_writes(done: int, total: int, what: str) -> None:
        if not written:
            written.append(done)
            write_event("while it was backed up")
            connections.close_all()  # of the thread that listens to pg_dump

    made = make_backup(places.as_backup(), KEY, backup, somebody_writes)
    assert written
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.iterdir()] == ["b"]
    assert b"Here." not in backup.read_bytes()
    with speaking(LOOKING):  # destroyed after the backup, before the keyring
        destroy_key_of(gone.pk)
        destroy_own_words_of(friend, proposed_by=cast.people["privacy_lead"], agreed_by=cast.people["place_lead"])
        assert exported.export() == 2
        [shared, *_] = Share.unguarded.filter(person=person, ended_at=None).order_by("given_at")
    end_share(shared, by=cast.who("person"))
    assert say_outside_what_waits() == 1
    with speaking(LOOKING):
        assert Event.objects.filter(act="while it was backed up").exists()
    held = write_keyring(places.as_backup(), KEY, ring)
    assert held == made.keys - 1
    assert look_at(backup, KEY, nothing) == made

    seal_records()  # what is sealed after the backup is lost with the disaster, and is said to be
    empty_database()
    refused_before_anything(backup, ring, tmp_path, monkeypatch)
    back = bring_back(backup, ring)

    assert back.manifest.counts == made.counts
    assert made.counts["kit_event"] > 10
    assert (back.keys, back.destroyed, back.destroyed_again) == (held, 1, 2)
    assert (back.taken_away_again, back.refused) == (1, [])
    assert back.heads_put_aside is not None
    assert what_is_wrong(places.as_backup()) == []
    with speaking(LOOKING):
        assert not Event.objects.filter(act="while it was backed up").exists()
        assert {entry.pk: entry.words for entry in Entry.unguarded.filter(person=person)} == read_before
        with pytest.raises(keys.KeyDestroyed):
            keys.key_to_read(gone.pk)
        assert Person.unguarded.get(pk=gone.pk).name == "Name destroyed"
        with pytest.raises(keys.KeyDestroyed):
            _ = Entry.unguarded.get(pk=swam.pk).words
        stands = Destruction.unguarded.get(person=friend)
        assert (stands.agreed_by_id, stands.done_at is not None) == (cast.people["place_lead"].pk, True)
        assert Share.unguarded.get(pk=shared.pk).ended_by_id == person.pk
    with pytest.raises(Refused, match="is not empty"):
        bring_back(backup, ring)


def refused_before_anything(backup: Path, ring: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is not right is said before a single table is made."""
    whole = backup.read_bytes()
    bad = tmp_path / "bad"
    bad.write_bytes(whole[:-200])
    with pytest.raises(stream.Unreadable):
        bring_back(bad, ring)
    with pytest.raises(stream.Unreadable, match="another backup key"):
        bring_back(backup, ring, OTHER)
    with pytest.raises(stream.Unreadable, match="is not a keyring"):
        bring_back(backup, backup)
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "FORMAT", 2)
        patch.setattr(manifest, "read", _from_later)
        with pytest.raises(Refused, match="newer version"):
            bring_back(backup, ring)
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "read", _made_tomorrow)
        with pytest.raises(Refused, match="older than the backup"):
            bring_back(backup, ring)
    with monkeypatch.context() as patch:
        patch.setattr(settings, "MASTER_KEY", "bWFzdGVyIGtleSBtYXN0ZXIga2V5IG1hc3RlciBrZXk=")
        master.master_key.cache_clear()
        master.wrapping_keys.cache_clear()
        with pytest.raises(Refused, match="wrapping key at hand is not"):
            bring_back(backup, ring)
    master.master_key.cache_clear()
    master.wrapping_keys.cache_clear()
    with places.as_owner().connect() as connection:
        assert connection.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone() == (0,)


def _from_later(spelled: bytes) -> manifest.Manifest:
    return manifest.Manifest(**(json.loads(spelled) | {"migrations": ["kit.9999_from_later"]}))


def _made_tomorrow(spelled: bytes) -> manifest.Manifest:
    return manifest.Manifest(**(json.loads(spelled) | {"made_at": "2999-01-01T00:00:00Z"}))
