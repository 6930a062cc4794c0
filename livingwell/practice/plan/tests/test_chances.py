"""A risk we are taking together: the person's words, and both names on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from livingwell.kit.permission.acts import ask_constraints_now
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from livingwell.practice.plan import actions
from livingwell.practice.plan.models import Chance, SafeBefore
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(cast: Cast) -> Cast:
    """The person wants to go home for the weekend, together with the peer worker. Nothing else is shared."""
    live_a_little(cast)
    actions.write_chance(cast.people["person"], said=said(cast), by=cast.who("person"))
    return cast


def said(cast: Cast, **rest: Any) -> actions.SaidOfChance:
    whole = actions.SaidOfChance(
        want="Sleep at home again",
        good="My own bed",
        worries="My mother, that I will be alone",
        life="The neighbours know me",
        agreed="Pearl rings at nine",
        look_again=date(2027, 1, 4),
        beside_them_id=cast.people["peer"].pk,
        beside_them_name="Pearl",
    )
    return replace(whole, **rest)


def chance(cast: Cast) -> Any:
    return only(cast, "person", Chance)


def test_both_read_it_and_put_their_name_to_it(taken: Cast) -> None:
    me, worker, row = signed_in(taken, "person"), signed_in(taken, "peer"), chance(taken)
    page = worker.get(url(taken, "chance", row.pk)).content.decode()
    assert "Sleep at home again" in page
    worker.post(url(taken, "stand_by_chance", row.pk), {"version": row.version})
    me.post(url(taken, "put_name_to_chance", row.pk), {"version": row.version})
    row = chance(taken)
    assert (row.named_by_id, row.stood_by_id) == (taken.people["person"].pk, taken.people["peer"].pk)
    assert "Both names are on it" in me.get(url(taken, "staying_safe")).content.decode()


def test_other_words_take_both_names_off_and_what_was_named_is_kept(taken: Cast) -> None:
    mine, row = taken.who("person"), chance(taken)
    actions.stand_by_chance(row, version=1, by=taken.who("peer"))
    actions.put_name_to_chance(row, version=1, by=mine)
    actions.change_chance(row, said=said(taken, agreed="Nobody rings"), version=1, by=mine)
    row = chance(taken)
    assert (row.agreed, row.named_at, row.stood_at) == ("Nobody rings", None, None)
    assert "Pearl rings at nine" in only(taken, "person", SafeBefore).was


def test_nobody_puts_their_name_to_words_they_have_not_read(taken: Cast) -> None:
    row = chance(taken)
    actions.change_chance(row, said=said(taken, want="Sleep in the park"), version=1, by=taken.who("person"))
    worker = signed_in(taken, "peer")
    answer = worker.post(url(taken, "stand_by_chance", row.pk), {"version": 1}, follow=True).content.decode()
    assert "It has changed since you read it" in answer
    assert chance(taken).stood_at is None


def test_whoever_takes_it_with_them_reads_it_and_is_told_no_more_of_them_than_that(taken: Cast) -> None:
    """Somebody may be asked to take a risk together who may not know of the person otherwise."""
    them = taken.people["stranger"]
    said_now = said(taken, beside_them_id=them.pk, beside_them_name="Sol")
    actions.change_chance(chance(taken), said=said_now, version=1, by=taken.who("person"))
    answer = signed_in(taken, "stranger").get(url(taken, "chance", chance(taken).pk))
    assert answer.status_code == 200
    assert "Sleep at home again" in answer.content.decode()
    assert taken.people["person"].name not in answer.content.decode()


@pytest.mark.parametrize("name", ["nurse", "friend", "lead", "stranger"])
def test_nobody_else_reads_or_names_it(taken: Cast, name: str) -> None:
    row = chance(taken)
    assert signed_in(taken, name).get(url(taken, "chance", row.pk)).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.stand_by_chance(row, version=1, by=taken.who(name))
    with pytest.raises(PermissionDenied):
        actions.put_name_to_chance(row, version=1, by=taken.who(name))
    with as_the_database_sees(taken, name):
        assert not Chance.unguarded.exists()


def test_the_worker_changes_no_word_of_it_and_the_person_writes_no_other_name(taken: Cast) -> None:
    row = chance(taken)
    with pytest.raises(PermissionDenied):
        actions.change_chance(row, said=said(taken, want="x"), version=1, by=taken.who("peer"))
    with pytest.raises(PermissionDenied):
        actions.stand_by_chance(row, version=1, by=taken.who("person"))
    for name, sql in {
        "person": "update plan_chance set stood_by_id = beside_them_id, stood_at = now()",
        "peer": "update plan_chance set stood_by_id = beside_them_id, stood_at = now()",
    }.items():
        with as_the_database_sees(taken, name), connection.cursor() as cursor:
            try:
                with transaction.atomic():
                    cursor.execute(sql)
                    ask_constraints_now()
                    assert cursor.rowcount == 0, name
            except DatabaseError:
                pass
        assert chance(taken).stood_at is None


def test_the_database_keeps_no_name_on_other_words(taken: Cast) -> None:
    row = chance(taken)
    actions.stand_by_chance(row, version=1, by=taken.who("peer"))

    def change_beneath() -> None:
        with as_the_database_sees(taken, "person"), connection.cursor() as cursor, transaction.atomic():
            cursor.execute("update plan_chance set agreed = ''")
            ask_constraints_now()

    with pytest.raises(IntegrityError):
        change_beneath()


def test_a_form_asks_for_the_want_and_a_name_and_nothing_else(taken: Cast) -> None:
    me = signed_in(taken, "person")
    assert "There is nothing here yet" in me.post(url(taken, "write_chance"), {"who": "other"}).content.decode()
    me.post(url(taken, "write_chance"), {"want": "Swim in the sea", "who": "other", "name": "My brother"})
    row = only(taken, "person", Chance, beside_them=None)
    assert row.beside_them_name == "My brother"
    me.post(url(taken, "change_chance", row.pk), {"want": "Swim", "who": "other", "name": "Bo", "version": 1})
    assert only(taken, "person", Chance, beside_them=None).want == "Swim"


def test_on_a_bench_the_worker_types_and_the_person_says_yes(taken: Cast) -> None:
    worker, quiet = signed_in(taken, "peer"), taken.people["quiet"]
    sent = {"channel": "in_person", "want": "Keep my dog", "who": "other", "name": "Pearl"}
    worker.post(url(taken, "enter_chance", quiet.pk), sent)
    row = only(taken, "peer", Chance, person=quiet)
    worker.post(url(taken, "put_name_to_chance", row.pk), {"asked": "1", "channel": "in_person"})
    row = only(taken, "peer", Chance, person=quiet)
    assert row.named_by_id == taken.people["peer"].pk, "the event names both"


def test_whoever_was_asked_finds_it_on_their_own_pages(taken: Cast) -> None:
    assert "Your name is not on it yet" in signed_in(taken, "peer").get(url(taken, "with_others")).content.decode()
