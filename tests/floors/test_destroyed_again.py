"""What was destroyed is said outside the database, and a database from before is brought back without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import DatabaseError

from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand
from livingwell.people.models import Account, Person
from livingwell.practice.keeping import exported
from livingwell.practice.keeping.models import Destruction
from livingwell.practice.story.actions import write_entry
from livingwell.practice.story.models import Entry
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little
from tests.destroyed import destroy_key_of

pytestmark = pytest.mark.django_db
RESTORING = Errand("restoring")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SEAL_HEADS_FILE", tmp_path / "heads.jsonl")


def test_what_was_destroyed_after_the_backup_does_not_come_back(cast: Cast) -> None:
    live_a_little(cast)
    person, quiet = cast.people["person"], cast.people["quiet"]
    entry = write_entry(person, heading="The sea", words="I swam.", by=cast.who("person"))
    with transaction.atomic():  # what happens after the backup, and is lost with the disaster
        destroy_key_of(person.pk)
        destroy_key_of(quiet.pk)
        with speaking(MADE_FOR_TESTS):
            assert (exported.export(), exported.export()) == (2, 0), "each has one line, however often it is asked"
        transaction.set_rollback(True)
    with exported.path().open("a", encoding="utf-8") as file:
        file.write('\n{"id": "torn by a cra')
    known = exported.lines()
    assert set(exported.keys_gone(known)) == {str(person.pk), str(quiet.pk)}
    assert person.name not in exported.path().read_text(encoding="utf-8")

    own = [line | {"what": "own"} if line["person"] == str(person.pk) else line for line in known]
    for by in (MADE_FOR_TESTS, cast.who("privacy_lead")):
        with speaking(by), pytest.raises(DatabaseError, match="only a restore"), transaction.atomic():
            exported.destroy_again(own)
    with speaking(RESTORING):
        assert exported.destroy_again(own) == 2
        assert Person.unguarded.get(pk=quiet.pk).name == "Name destroyed"
        assert Person.unguarded.get(pk=person.pk).name == "Ana Asking"
        assert Account.objects.filter(person_id=person.pk, closed_at=None).exists()
        with connection.cursor() as cursor:
            cursor.execute("select words from story_entry where id = %s", [entry.pk])
            assert bytes(cursor.fetchone()[0]) == b"\x00"
        assert Entry.unguarded.filter(pk=entry.pk).exists()
        assert not Destruction.unguarded.exists(), "those who agreed to it came after the backup"
