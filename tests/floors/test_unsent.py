"""Unsent words: kept as they are typed, two windows never over each other, read by nobody but whoever typed them."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.ids import new_id
from livingwell.kit.record.jobs import WAITED_FOR, clear_what_has_served
from livingwell.kit.secrets.keys import KeyDestroyed
from livingwell.kit.unsent import keeping
from livingwell.kit.unsent.models import Unsent
from livingwell.practice.circle.tests.asking import as_the_database_sees, signed_in, url
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little
from tests.destroyed import destroy_key_of

pytestmark = pytest.mark.django_db


def slip(cast: Cast, name: str = "person", form: str = "write_entry") -> str:
    who = cast.who(name)
    return keeping.Keeping(who, who.id, form, url(cast, "write_entry")).slip


def typed(cast: Cast, words: str, pk: Any = None, version: int = 0, window: str = "w1", **more: Any) -> dict[str, Any]:
    return {
        "slip": slip(cast), "row": str(pk or new_id()), "version": version, "window": window,
        "typed": json.dumps({"words": [words]}),
    } | more  # fmt: skip


def kept(cast: Cast, name: str = "person") -> list[str]:
    with as_the_database_sees(cast, name):
        rows = Unsent.objects.filter(sent_at=None).order_by("kept_at", "id")
        return [keeping.first_values(row)["words"] for row in rows]


def test_what_is_typed_is_kept_and_kept_again(cast: Cast) -> None:
    me = signed_in(cast, "person")
    first = me.post(url(cast, "keep_unsent"), typed(cast, "Once")).json()
    assert (first["kept"], first["version"], first["sent"]) == (True, 1, False)
    again = me.post(url(cast, "keep_unsent"), typed(cast, "Once upon", first["row"], 1)).json()
    assert (again["row"], again["version"]) == (first["row"], 2)
    assert kept(cast) == ["Once upon"]


def test_two_windows_never_keep_over_each_other(cast: Cast) -> None:
    me = signed_in(cast, "person")
    first = me.post(url(cast, "keep_unsent"), typed(cast, "here")).json()
    me.post(url(cast, "keep_unsent"), typed(cast, "here and more", first["row"], 1, "w1"))
    other = me.post(url(cast, "keep_unsent"), typed(cast, "on the telephone", first["row"], 1, "w2")).json()
    assert other["row"] != first["row"]
    assert kept(cast) == ["here and more", "on the telephone"]


def test_a_window_whose_answer_was_lost_goes_on_in_its_own_row(cast: Cast) -> None:
    me, pk = signed_in(cast, "person"), new_id()
    for words in ("a", "a b", "a b c"):
        assert me.post(url(cast, "keep_unsent"), typed(cast, words, pk, 0)).json()["row"] == str(pk)
    assert kept(cast) == ["a b c"]


def test_the_page_opens_with_what_was_typed_and_says_so(cast: Cast) -> None:
    me = signed_in(cast, "person")
    me.post(url(cast, "keep_unsent"), typed(cast, "Half a thought"))
    me.post(url(cast, "keep_unsent"), typed(cast, "Another window", window="w2"))
    page = me.get(url(cast, "write_entry")).content.decode()
    assert "Your words are still here" in page
    assert "Another window</textarea>" in page
    assert "in another window" in page
    fresh = me.get(url(cast, "write_entry") + "?fresh").content.decode()
    assert "Another window</textarea>" not in fresh
    assert "You were in the middle of something" in me.get(url(cast, "story")).content.decode()


def test_what_was_sent_is_not_offered_again_nor_kept_when_it_comes_late(cast: Cast) -> None:
    me = signed_in(cast, "person")
    row = me.post(url(cast, "keep_unsent"), typed(cast, "Whole")).json()["row"]
    me.post(url(cast, "write_entry"), {"words": "Whole", "unsent": row, "unsent_window": "w1"})
    assert kept(cast) == []
    late = me.post(url(cast, "keep_unsent"), typed(cast, "Whole", row, 1)).json()
    assert (late["kept"], late["sent"]) == (True, True)
    assert kept(cast) == []
    assert me.post(url(cast, "keep_unsent"), typed(cast, "Something new", row, 1, "w2")).json()["row"] != row
    assert kept(cast) == ["Something new"]


def test_words_that_were_never_kept_are_not_kept_after_they_were_sent(cast: Cast) -> None:
    me, pk = signed_in(cast, "person"), str(new_id())
    me.post(url(cast, "write_entry"), {"words": "At once", "unsent": pk, "unsent_window": "w1"})
    assert me.post(url(cast, "keep_unsent"), typed(cast, "At once", pk)).json()["sent"] is True


def test_a_form_that_is_sent_back_keeps_its_row(cast: Cast) -> None:
    me = signed_in(cast, "person")
    row = me.post(url(cast, "keep_unsent"), typed(cast, "Words")).json()["row"]
    page = me.post(url(cast, "write_entry"), {"words": " ", "unsent": row, "unsent_window": "w1"}).content.decode()
    assert f'data-unsent-row="{row}"' in page
    assert 'data-unsent-posted="1"' in page
    assert kept(cast) == ["Words"]


def test_thrown_away_is_gone_and_only_ones_own(cast: Cast) -> None:
    me = signed_in(cast, "person")
    row = me.post(url(cast, "keep_unsent"), typed(cast, "No more of this")).json()["row"]
    signed_in(cast, "friend").post(url(cast, "throw_unsent_away", row))
    assert kept(cast) == ["No more of this"]
    assert me.post(url(cast, "throw_unsent_away", row)).url == url(cast, "write_entry")
    assert kept(cast) == []


def test_nobody_else_reads_them_and_the_database_holds_them_sealed(cast: Cast) -> None:
    signed_in(cast, "person").post(url(cast, "keep_unsent"), typed(cast, "By the sea"))
    for name in ("friend", "peer", "place_lead", "privacy_lead"):
        assert kept(cast, name) == []
    with as_the_database_sees(cast, "person"), connection.cursor() as cursor:
        cursor.execute("select typed from kit_unsent")
        assert b"sea" not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "wrong",
    [{"slip": "forged"}, {"row": "no"}, {"typed": "["}, {"typed": "[]"}, {"version": "x"}, {"slip": ""}],
)
def test_what_is_not_ours_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    answer = signed_in(cast, "person").post(url(cast, "keep_unsent"), typed(cast, "x", **wrong))
    assert answer.status_code == 400
    assert kept(cast) == []


def test_anothers_slip_too_much_and_a_machine_are_refused(cast: Cast) -> None:
    address, me = url(cast, "keep_unsent"), signed_in(cast, "person")
    assert me.post(address, typed(cast, "x", slip=slip(cast, "friend"))).status_code == 409
    assert me.post(address, typed(cast, "x" * 400_001)).status_code == 413
    assert me.post(address, typed(cast, "a\x00b\ud800")).status_code == 200
    assert 429 in {me.post(address, typed(cast, "x", pk=UUID(int=7))).status_code for _ in range(140)}


def test_what_is_typed_for_another_is_sealed_with_their_key(cast: Cast) -> None:
    peer, person = cast.who("peer"), cast.people["person"]
    with speaking(peer):
        one = keeping.Keeping(peer, person.pk, "enter_entry:1", "/x/")
        row = keeping.keep(keeping.read_slip(one.slip), pk=new_id(), version=0, window="w", typed='{"words": ["Hers"]}')
    destroy_key_of(person.pk)
    with speaking(peer), pytest.raises(KeyDestroyed):
        print(Unsent.objects.get(pk=row.pk).typed)


def test_each_has_a_browser_key_of_their_own_which_goes_with_their_data_key(cast: Cast) -> None:
    keys = {}
    for name in ("person", "friend"):
        with speaking(cast.who(name)):
            keys[name] = keeping.browser_key(cast.people[name].pk)
            assert keeping.browser_key(cast.people[name].pk) == keys[name]
    assert keys["person"] != keys["friend"]
    assert len(base64.b64decode(keys["person"])) == 32
    destroy_key_of(cast.people["person"].pk)
    with speaking(cast.who("person")), pytest.raises(KeyDestroyed):
        keeping.browser_key(cast.people["person"].pk)


def test_what_was_sent_long_since_is_cleared_away_and_what_was_not_stays(cast: Cast) -> None:
    me = signed_in(cast, "person")
    with clock.at(clock.now() - WAITED_FOR - timedelta(days=1)):
        me.post(url(cast, "keep_unsent"), typed(cast, "still wanted"))
        me.post(url(cast, "write_entry"), {"words": "sent", "unsent": str(new_id()), "unsent_window": "w1"})
    with speaking(MADE_FOR_TESTS):
        clear_what_has_served()
    with as_the_database_sees(cast, "person"):
        assert Unsent.objects.count() == 1
    assert kept(cast) == ["still wanted"]


@pytest.mark.parametrize(
    ("page", "form", "sends", "more"),
    [
        ("plan", "write_item:matters", "write_item", {"kind": "matters"}),
        ("staying_safe", "write_safe_item:signs", "write_safe_item", {"kind": "signs"}),
        ("messages", "write_message", "write_message", {}),
    ],
)
def test_a_short_form_on_a_page_of_many_keeps_its_own_words_until_they_are_sent(
    cast: Cast, page: str, form: str, sends: str, more: dict[str, str]
) -> None:
    journey = live_a_little(cast)["person"]
    me = signed_in(cast, "person")
    row = me.post(url(cast, "keep_unsent"), typed(cast, "Half of it") | {"slip": slip(cast, form=form)}).json()["row"]
    shown = me.get(url(cast, page)).content.decode()
    assert shown.count("Half of it</textarea>") == 1
    assert "Your words are still here" in shown
    where = url(cast, sends, journey.pk) if sends == "write_message" else url(cast, sends)
    me.post(where, {"words": "Half of it", "unsent": row, "unsent_window": "w1"} | more)
    assert kept(cast) == []
