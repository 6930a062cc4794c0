"""Staying safe: made together, in the person's words; it opens by a share of its own, and carries no level."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from livingwell.kit import clock
from livingwell.practice.circle.actions import give_share, open_unshared
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.tests.asking import as_the_database_sees, looks_of, only, signed_in, url
from livingwell.practice.plan import actions
from livingwell.practice.plan.models import Chance, SafeBefore, SafeItem, SafeKind, StayingSafe
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db
OTHERS = ("peer", "nurse", "friend", "lead", "stranger", "privacy_lead")


@pytest.fixture
def safe(cast: Cast) -> Cast:
    """Two things that keep the person safe, shared with the nurse alone; the friend sees their plan, the team their
    story."""
    live_a_little(cast)
    me, mine = cast.people["person"], cast.who("person")
    actions.write_safe_item(me, kind=SafeKind.SIGNS, words="I stop opening letters", by=mine)
    actions.write_safe_item(me, kind=SafeKind.PLACES, words="My sister", number="01632 960 001", by=mine)
    until = clock.now().replace(year=2040)
    give_share(me, what=Part.STAYING_SAFE, to=cast.people["nurse"], to_name="Nadia", until=until, by=mine)
    return cast


def test_it_is_written_changed_taken_out_and_put_back_on_the_page(safe: Cast) -> None:
    me = signed_in(safe, "person")
    me.post(url(safe, "write_safe_item"), {"kind": "live_for", "words": "My cat"})
    page = me.get(url(safe, "staying_safe")).content.decode()
    assert "My cat" in page
    assert 'href="tel:01632960001"' in page
    item = only(safe, "person", SafeItem, kind="signs")
    me.post(url(safe, "change_safe_item", item.pk), {"words": "I stop eating", "version": 1})
    assert only(safe, "person", SafeItem, kind="signs").words == "I stop eating"
    assert "I stop opening letters" in only(safe, "person", SafeBefore).was
    me.post(url(safe, "take_out_safe_item", item.pk))
    with as_the_database_sees(safe, "nurse"):
        assert SafeItem.unguarded.count() == 2
    me.post(url(safe, "put_back_safe_item", item.pk))
    paper = me.get(url(safe, "print_staying_safe", only(safe, "person", StayingSafe).pk)).content.decode()
    assert "I stop eating" in paper


def test_it_opens_by_its_own_share_alone(safe: Cast) -> None:
    address = url(safe, "shared_staying_safe", only(safe, "person", StayingSafe).pk)
    assert "My sister" in signed_in(safe, "nurse").get(address).content.decode()
    assert ("Nadia", "staying_safe", "you shared it with them", "shared_staying_safe") in looks_of(safe, "person")
    for name in OTHERS:
        if name != "nurse":
            assert signed_in(safe, name).get(address).status_code == 404, name
            with as_the_database_sees(safe, name):
                assert not SafeItem.unguarded.exists(), name


def test_a_worker_who_fears_for_a_life_opens_it_with_a_reason(safe: Cast) -> None:
    open_unshared(safe.people["person"], what=Part.STAYING_SAFE, reason="Not seen since Sunday", by=safe.who("peer"))
    address = url(safe, "shared_staying_safe", only(safe, "person", StayingSafe).pk)
    assert signed_in(safe, "peer").get(address).status_code == 200


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_writes_in_it(safe: Cast, name: str) -> None:
    who, item = safe.who(name), only(safe, "person", SafeItem, kind="signs")
    with pytest.raises(PermissionDenied):
        actions.write_safe_item(safe.people["person"], kind=SafeKind.I_DO, words="x", by=who)
    with pytest.raises(PermissionDenied):
        actions.change_safe_item(item, words="x", version=1, by=who)
    with as_the_database_sees(safe, name), connection.cursor() as cursor:
        cursor.execute("update plan_safeitem set words = 'x'")
        assert cursor.rowcount == 0
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("delete from plan_safeitem")


def test_made_together_on_a_bench_it_is_theirs_naming_both(safe: Cast) -> None:
    worker, quiet = signed_in(safe, "peer"), safe.people["quiet"]
    sent = {"channel": "in_person", "kind": "i_do", "words": "Walk to the harbour"}
    worker.post(url(safe, "enter_safe_item", quiet.pk), sent)
    item = only(safe, "peer", SafeItem)
    assert (item.written_by_name, item.channel) == ("Pearl", "in_person")
    assert "Walk to the harbour" in worker.get(url(safe, "enter_safe_item", quiet.pk)).content.decode()
    assert signed_in(safe, "friend").get(url(safe, "enter_safe_item", quiet.pk)).status_code == 404


def test_two_at_once_both_keep_their_words(safe: Cast) -> None:
    item, mine = only(safe, "person", SafeItem, kind="signs"), safe.who("person")
    actions.change_safe_item(item, words="One", version=1, by=mine)
    copy = actions.change_safe_item(item, words="Two", version=1, by=mine)
    assert copy.pk != item.pk
    page = signed_in(safe, "person").get(url(safe, "change_safe_item", item.pk)).content.decode()
    assert "Saved first, by Ana Asking" in page
    assert "Two" in page


def test_no_column_holds_a_level_a_colour_or_a_number() -> None:
    """Promise 7, by what could be stored at all: words, names, days and states, and nothing that ranks anybody."""
    for model in (StayingSafe, SafeItem, Chance, SafeBefore):
        kinds = {field.name: field.get_internal_type() for field in model._meta.concrete_fields}
        kinds.pop("version", None)
        assert not {name for name, kind in kinds.items() if "Integer" in kind or "Float" in kind or "Decimal" in kind}


def test_empty_words_and_unknown_headings_are_refused_kindly(safe: Cast) -> None:
    me = signed_in(safe, "person")
    assert "There is nothing here yet" in me.post(url(safe, "write_safe_item"), {"kind": "signs"}).content.decode()
    answer = me.post(url(safe, "write_safe_item"), {"kind": "level", "words": "kept words"})
    assert "kept words" in answer.content.decode()
