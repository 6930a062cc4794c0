"""Bad input: a sentence beside the field, what was typed is kept, and never a 500."""

from __future__ import annotations

import pytest
from django.test import Client

from livingwell.kit.database.speaking import speaking
from livingwell.practice.frontdoor.models import Introduction
from livingwell.practice.frontdoor.tests.walking import BASE, ME, STEWARD, go
from tests.cast import Cast


@pytest.mark.parametrize(
    ("question", "given", "kept"),
    [
        ("name", {"name": ""}, ""),
        ("name", {"name": "Jo" * 500}, "JoJoJo"),
        ("reach", {"phone": "07700 900"}, "07700 900"),
        ("reach", {"email": "not an address"}, "not an address"),
        ("reach", {"phone": "", "email": "", "other": " \x00 "}, ""),
        ("happening", {"words": "é" * 1_000_000}, "éééé"),
        ("about", {"birth_year": "1066"}, "1066"),
        ("about", {"birth_year": "two thousand"}, "two thousand"),
        ("about", {"nhs_number": "943 476 5918"}, "943 476 5918"),
        ("safe", {"message": "tampered"}, ""),
        ("meet", {"ways": ["moon"]}, ""),
    ],
)
def test_a_sentence_and_what_was_typed(
    cast: Cast, client: Client, question: str, given: dict[str, str], kept: str
) -> None:
    go(client, "me", {})
    answer = client.post(f"{BASE}questions/{question}/", given)
    page = answer.content.decode()
    assert answer.status_code == 200, page[:500]
    assert "error-summary" in page
    assert "field-error" in page
    assert kept in page


def test_nul_bytes_and_emoji_are_words_like_any_other(cast: Cast, client: Client) -> None:
    go(client, "me", ME | {"happening": {"words": "a\x00b 👩🏽‍🚒 \u202eoverride"}})
    client.post(f"{BASE}send/")
    with speaking(STEWARD):
        assert Introduction.unguarded.get().answers["happening"]["words"] == "ab 👩🏽‍🚒 override"


def test_not_safe_is_answered_before_any_error(cast: Cast, client: Client) -> None:
    go(client, "me", {})
    answer = client.post(f"{BASE}questions/name/", {"name": "", "then": "unsafe"})
    assert answer["Location"] == f"{BASE}not-safe/"
    assert "116 123" in client.get(f"{BASE}not-safe/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "new/nobody/",
        "questions/none/",
        "questions/your_reach/",
        "mine/said/none/",
        "mine/said/you/",
        "same/1/",
        "new/me/%00/",
    ],
)
def test_odd_addresses(cast: Cast, client: Client, address: str) -> None:
    go(client, "me", ME)
    assert client.get(BASE + address).status_code in (302, 404)


def test_without_name_and_reach_nothing_is_sent(cast: Cast, client: Client) -> None:
    go(client, "me", {"happening": {"words": "…"}})
    assert client.post(f"{BASE}send/")["Location"] == f"{BASE}check/"
    assert "still missing" in client.get(f"{BASE}check/").content.decode()
    with speaking(STEWARD):
        assert Introduction.unguarded.count() == 0


@pytest.mark.parametrize("cookie", ["", ".", "x" * 4000, "river-apple.1", "\x01", "%F0%9F%A6%8B"])
def test_a_tampered_cookie_opens_nothing(cast: Cast, client: Client, cookie: str) -> None:
    for name in ("lw_draft", "lw_back"):
        client.cookies[name] = cookie
    for page in ("questions/name/", "check/", "mine/", "mine/shares/", "sent/"):
        answer = client.get(BASE + page)
        assert answer.status_code == 302
        assert answer["Location"] == f"{BASE}back/"
