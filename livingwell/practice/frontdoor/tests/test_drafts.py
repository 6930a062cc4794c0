"""An unsent introduction: nobody can read it without the person's own words, and it goes after 14 days."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection
from django.test import Client

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.secrets.codes import bits, new_code
from livingwell.kit.secrets.master import derived_key, master_key
from livingwell.practice.frontdoor import drafts
from livingwell.practice.frontdoor.models import Draft
from livingwell.practice.frontdoor.tests.walking import BASE, ME, STEWARD, go
from tests.cast import Cast


def test_a_code_holds_at_least_44_bits() -> None:
    assert bits() >= 44


def test_a_steward_with_database_and_master_key_cannot_read_it(cast: Cast, client: Client) -> None:
    """Everything the database holds, and every key that can be made from the master key alone: none opens it."""
    go(client, "me", ME)
    code = client.cookies["lw_draft"].value.split(".")[0]
    with speaking(STEWARD):
        row = Draft.objects.values().get()
        sealed, bound = bytes(row["sealed"]), bytes(row["code_hash"])
        keys = [master_key(), *(derived_key(p) for p in ("draft", "wrap", "hash:returning code", "returning code"))]
        for key in keys:
            for associated in (bound, b"", row["id"].bytes, None):
                with pytest.raises(InvalidTag):
                    AESGCM(key).decrypt(sealed[: drafts.NONCE], sealed[drafts.NONCE :], associated)
        # And the code itself is nowhere to be found: not in the row, not in any session, not in any other table.
        for value in row.values():
            raw = bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()
            assert code.encode() not in raw
        assert code.split("-")[0] not in str(dict(client.session.items()))
        assert b"Not sleeping" not in sealed
    assert drafts.read(cast.place, code) is not None
    assert drafts.read(cast.place, new_code()) is None


def test_the_application_itself_sees_no_draft(cast: Cast, client: Client) -> None:
    go(client, "me", ME)
    with speaking(cast.who("lead")), connection.cursor() as cursor:
        cursor.execute("select count(*) from frontdoor_draft")
        assert cursor.fetchone() == (0,)


def test_a_draft_of_one_place_does_not_open_in_another(cast: Cast, client: Client) -> None:
    go(client, "me", ME)
    code = client.cookies["lw_draft"].value.split(".")[0]
    assert drafts.read(cast.elsewhere, code) is None


def test_after_14_days_it_is_gone(cast: Cast, client: Client) -> None:
    go(client, "me", ME)
    code = client.cookies["lw_draft"].value.split(".")[0]
    with speaking(STEWARD):
        Draft.objects.update(until=clock.now() + timedelta(minutes=1))
        assert drafts.remove_old() == 0
        Draft.objects.update(until=clock.now() - timedelta(seconds=1))
    assert drafts.read(cast.place, code) is None
    assert drafts.remove_old() == 1


def test_coming_back_goes_on_and_never_shows_the_whole(cast: Cast, client: Client) -> None:
    go(client, "me", ME)
    code = client.cookies["lw_draft"].value.split(".")[0]
    later = Client()
    answer = later.post(f"{BASE}back/", {"code": f"  {code.replace('-', ', ').title()} "})
    assert answer["Location"] == f"{BASE}questions/help/"
    check = later.get(f"{BASE}check/").content.decode()
    assert "Not sleeping" not in check
    assert "07700" not in check
    assert "Not sleeping" in later.get(f"{BASE}questions/happening/").content.decode()


def test_two_pages_open_at_once_both_keep_their_words(cast: Cast) -> None:
    code = new_code()
    drafts.begin(cast.place, code, {"for": "me", "answers": {}, "visits": {}})
    assert drafts.answer(cast.place, code, "help", {"words": "a"}, "1")
    assert drafts.answer(cast.place, code, "well", {"words": "b"}, "2")
    words = drafts.read(cast.place, code)
    assert words is not None
    assert json.loads(json.dumps(words["answers"])) == {"help": {"words": "a"}, "well": {"words": "b"}}


def test_no_page_on_the_way_may_be_kept(cast: Cast, client: Client) -> None:
    go(client, "me", ME)
    for page in ("new/me/", "questions/happening/", "check/", "later/", "not-safe/", "back/"):
        assert "no-store" in client.get(BASE + page)["Cache-Control"], page


def test_it_can_be_thrown_away(cast: Cast, client: Client) -> None:
    go(client, "me", ME)
    client.post(f"{BASE}later/", {"then": "discard"})
    with speaking(STEWARD):
        assert Draft.objects.count() == 0
