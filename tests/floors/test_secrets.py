"""Sealed words cannot be moved, altered or read without their key; codes can be written down and not be guessed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from livingwell.kit.database.speaking import speaking
from livingwell.kit.secrets import codes, keys
from livingwell.kit.secrets.hashes import keyed_hash
from livingwell.kit.secrets.keys import KeyDestroyed
from livingwell.kit.secrets.master import wrapping_keys
from livingwell.kit.secrets.models import DataKey
from livingwell.kit.viewers import Errand
from livingwell.people.models import Person
from tests.cast import Cast
from tests.destroyed import destroy_key_of

MADE = Errand("an invented place")


def raw(person: Person, column: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} from people_person where id = %s", [person.pk])
        return bytes(cursor.fetchone()[0])


def write(person: Person, column: str, sealed: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"update people_person set {column} = %s where id = %s", [sealed, person.pk])


def fresh(person: Person) -> Person:
    found: Person = Person.unguarded.get(pk=person.pk)
    return found


@pytest.fixture
def two(cast: Cast) -> tuple[Person, Person]:
    ana, fred = cast.people["person"], cast.people["friend"]
    with speaking(MADE):
        for person in (ana, fred):
            person.reach, person.needs = "catch me at the allotment 🌱", "a quiet room"
            person.save(update_fields=["reach", "needs"])
    return ana, fred


def test_words_are_plain_in_hand_and_sealed_in_the_table(two: tuple[Person, Person]) -> None:
    with speaking(MADE):
        assert fresh(two[0]).reach == "catch me at the allotment 🌱"
        assert b"allotment" not in raw(two[0], "reach")


def test_the_same_words_of_two_people_are_sealed_under_two_keys(two: tuple[Person, Person]) -> None:
    ana, fred = two
    with speaking(MADE):
        assert keys.key_to_read(ana.pk) != keys.key_to_read(fred.pk)
        assert raw(ana, "reach") != raw(fred, "reach")


def test_words_moved_to_another_column_or_person_or_altered_are_refused(two: tuple[Person, Person]) -> None:
    ana, fred = two
    with speaking(MADE):
        sealed = raw(ana, "reach")
        for person, column, what in (
            (ana, "needs", sealed),
            (fred, "reach", sealed),
            (ana, "reach", sealed[:-1] + bytes([sealed[-1] ^ 1])),
            (ana, "reach", sealed[:5]),
        ):
            write(person, column, what)
            with pytest.raises((InvalidTag, ValueError)):
                getattr(fresh(person), column)


def test_a_destroyed_key_destroys_the_words_and_nothing_new_is_sealed_under_it(two: tuple[Person, Person]) -> None:
    ana, fred = two
    with speaking(MADE):
        destroy_key_of(ana.pk)
        row = fresh(ana)
        with pytest.raises(KeyDestroyed):
            _ = row.reach
        ana.reach = "new words"
        with pytest.raises(KeyDestroyed), transaction.atomic():
            ana.save(update_fields=["reach"])
        assert fresh(fred).reach.startswith("catch me")


def test_somebody_s_key_wrapped_for_another_opens_nothing(two: tuple[Person, Person]) -> None:
    ana, fred = two
    with speaking(MADE):
        theirs = DataKey.objects.get(owner_id=fred.pk).wrapped
        DataKey.objects.filter(owner_id=ana.pk).update(wrapped=theirs)
        with pytest.raises(InvalidTag):
            keys.key_to_read(ana.pk)


def test_a_keyring_forgets_at_the_end_of_the_page(two: tuple[Person, Person]) -> None:
    ana, _ = two
    with speaking(MADE):
        with keys.keyring():
            keys.bring([ana.pk])
            assert keys.key_to_read(ana.pk)
        destroy_key_of(ana.pk)
        with pytest.raises(KeyDestroyed):
            keys.key_to_read(ana.pk)


def test_sealed_words_cannot_be_written_in_bulk(two: tuple[Person, Person]) -> None:
    with speaking(MADE), pytest.raises(TypeError), transaction.atomic():
        Person.unguarded.filter(pk=two[0].pk).update(reach="in the clear")


@pytest.mark.django_db
def test_nothing_said_is_no_bytes() -> None:
    assert keys.unseal(b"k" * 32, keys.seal(b"k" * 32, "", "x"), "x") == ""


def test_hashes_differ_by_purpose_and_are_not_the_plain_hash() -> None:
    from hashlib import sha256

    assert keyed_hash("phone", "1") != keyed_hash("email", "1")
    assert keyed_hash("phone", "1") == keyed_hash("phone", "1")
    assert keyed_hash("phone", "1") != sha256(b"1").digest()


def test_codes_hold_at_least_44_bits() -> None:
    assert codes.bits() >= 44


def test_codes_differ_and_are_never_unkind() -> None:
    made = [codes.new_code() for _ in range(2000)]
    assert len(set(made)) == len(made)
    assert not {word for code in made for word in code.split("-")} & codes.UNKIND
    assert not set(codes._words()) & codes.UNKIND


@given(st.sampled_from([" ", "-", "  ", ", ", ".", "/", " - ", "\n"]), st.booleans(), st.booleans())
def test_a_code_typed_another_way_is_the_same_code(between: str, upper: bool, around: bool) -> None:
    code = codes.new_code()
    typed = between.join(code.split("-"))
    typed = typed.upper() if upper else typed
    assert codes.tidy(f"  {typed}\n" if around else typed) == code


@given(st.text(max_size=500))
def test_tidying_takes_anything(typed: str) -> None:
    assert codes.tidy(codes.tidy(typed)) == codes.tidy(typed)


def test_a_key_nobody_has_is_said(db: None) -> None:
    with speaking(MADE), pytest.raises(KeyDestroyed):
        keys.key_to_read(uuid4())


def test_an_act_asks_for_a_key_once_and_never_keeps_one_that_was_undone(cast: Cast) -> None:
    somebody, already = uuid4(), cast.people["person"].pk
    with speaking(MADE):
        keys.key_to_write(already)
    with speaking(MADE), keys.keys_of_an_act():
        with CaptureQueriesContext(connection) as asked:
            first = keys.key_to_write(already)
            assert keys.key_to_write(already) == first
        assert len(asked) == 1
        undone = transaction.savepoint()
        connection.savepoint_ids.append(undone)
        made = keys.key_to_write(somebody)
        assert keys.key_to_write(somebody) == made
        connection.savepoint_ids.pop()
        transaction.savepoint_rollback(undone)
        assert keys.key_to_write(somebody) != made


def test_a_changed_wrapping_key_opens_what_the_one_before_wrapped_until_it_is_wrapped_anew(
    two: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, fred = two
    with speaking(MADE):
        key = keys.key_to_write(ana.pk)
        destroy_key_of(fred.pk)
        before = wrapping_keys()
        monkeypatch.setattr(keys, "wrapping_keys", lambda: (b"n" * 32, *before))
        assert keys.key_to_read(ana.pk) == key
        assert keys.rewrap(many=1) == DataKey.objects.filter(wrapped__isnull=False).count()
        assert keys.rewrap() == 0
        monkeypatch.setattr(keys, "wrapping_keys", lambda: (b"n" * 32,))
        assert keys.key_to_read(ana.pk) == key
        monkeypatch.setattr(keys, "wrapping_keys", lambda: before)
        with pytest.raises(InvalidTag):  # what a copy made before holds opens nothing of now, and the other way round
            keys.key_to_read(ana.pk)
        with pytest.raises(InvalidTag):
            keys.rewrap()
        assert DataKey.objects.get(owner_id=fred.pk).wrapped is None
