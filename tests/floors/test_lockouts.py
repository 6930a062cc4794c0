"""Nobody locks somebody else out, and nobody learns who has an account: looked at from both sides."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.people import known_browsers, signing_in
from livingwell.people.actions import make_kept_code
from livingwell.people.models import Account
from tests.cast import MADE_FOR_TESTS, Cast

ASK, WORDS = "/sign-in/", "/sign-in/words/"


def ask(client: Client, address: str) -> int:
    return client.post(ASK, {"address": address}).status_code


def been_here(cast: Cast, name: str) -> Client:
    """A browser in which somebody has come in before, and left."""
    mine = Client(REMOTE_ADDR="192.0.2.1")
    mine.post(WORDS, {"code": make_kept_code(cast.people[name], by=cast.who(name))})
    assert SESSION_KEY in mine.session
    mine.post("/sign-out/")
    return mine


def hammer(address: str, networks: int, times: int) -> list[int]:
    """A machine with many networks asks for codes to somebody's address."""
    return [ask(Client(REMOTE_ADDR=f"203.0.113.{n}"), address) for n in range(networks) for _ in range(times)]


def test_a_stranger_who_hammers_my_address_cannot_stop_me_in_my_own_browser(cast: Cast) -> None:
    mine, address = been_here(cast, "person"), cast.accounts["person"].email
    answers = hammer(address, 7, 5)
    assert 429 in answers, "codes to one address are few, from however many networks"
    assert ask(Client(REMOTE_ADDR="198.51.100.9"), address) == 429, "a browser never seen waits"
    assert ask(mine, address) == 302


def test_somebody_on_my_own_network_cannot_either(cast: Cast) -> None:
    mine, address = been_here(cast, "person"), cast.accounts["person"].email
    neighbour = Client(REMOTE_ADDR="192.0.2.1")
    assert 429 in [ask(neighbour, f"somebody{n}@example.org") for n in range(70)]
    assert ask(neighbour, address) == 429
    assert ask(mine, address) == 302


def test_my_own_browser_is_slowed_too(cast: Cast) -> None:
    """Whoever takes my browser gains five codes, not a door to flood my telephone through."""
    mine, address = been_here(cast, "person"), cast.accounts["person"].email
    assert [ask(mine, address) for _ in range(7)] == [302] * 5 + [429] * 2


def test_a_browser_is_known_for_those_who_came_in_with_it_alone(cast: Cast) -> None:
    theirs, address = been_here(cast, "friend"), cast.accounts["person"].email
    hammer(address, 7, 5)
    assert ask(theirs, address) == 429
    for forged in ("", "x", "abc.def:x:y", theirs.cookies[known_browsers.NAME].value[:-3] + "abc"):
        theirs.cookies[known_browsers.NAME] = forged
        assert ask(theirs, address) == 429


def test_machines_that_guess_at_words_leave_my_browser_its_tries(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, words = been_here(cast, "person"), make_kept_code(cast.people["person"], by=cast.who("person"))
    everybody_s = signing_in.take
    used_up = {"words tried from", "words tried", "tickets"}
    monkeypatch.setattr(
        signing_in, "take", lambda what, who, **how: what not in used_up and everybody_s(what, who, **how)
    )
    assert Client().post(WORDS, {"code": words}).status_code == 429
    mine.post(WORDS, {"code": words})
    assert SESSION_KEY in mine.session


def test_a_passkey_is_counted_nowhere(cast: Cast) -> None:
    client = Client()
    assert {client.post("/sign-in/passkey/").status_code for _ in range(80)} == {200}


def test_the_cookie_opens_nothing_and_names_nobody(cast: Cast) -> None:
    mine = been_here(cast, "person")
    value = mine.cookies[known_browsers.NAME].value
    assert str(cast.accounts["person"].pk) not in value
    assert cast.accounts["person"].email not in value
    assert mine.cookies[known_browsers.NAME]["httponly"]
    thief = Client()
    thief.cookies[known_browsers.NAME] = value
    assert SESSION_KEY not in thief.session
    assert thief.get("/alderbrook/home/").status_code == 302


def test_leaving_quickly_forgets_the_browser(cast: Cast) -> None:
    mine = been_here(cast, "person")
    mine.get("/away/")
    assert mine.cookies[known_browsers.NAME].value == ""


def test_people_who_share_a_computer_are_all_known(cast: Cast) -> None:
    shared = Client()
    names = ("person", "friend", "stranger")
    for name in names:
        shared.post(WORDS, {"code": make_kept_code(cast.people[name], by=cast.who(name))})
        shared.post("/sign-out/")
    for name in names:
        hammer(cast.accounts[name].email, 7, 5)
        assert ask(shared, cast.accounts[name].email) == 302


def work(address: str) -> tuple[int, list[str], str]:
    """What asking answers and does: status, the questions to the database in order, and the page that follows."""
    client = Client()
    with CaptureQueriesContext(connection) as asked:
        status = ask(client, address)
    page = client.get(f"{ASK}code/").content.decode().replace(address, "")
    shape = [re.sub(r"'[^']*'|\d+|\\x[0-9a-f]+|NULL", "?", query["sql"])[:120] for query in asked]
    return status, shape, re.sub(r'(value|id|href|for)="[^"]*"|\+?44[\d ]+|0\d{4} [\d ]+', "", page)


def test_known_unknown_and_closed_are_one_answer_and_one_work(cast: Cast) -> None:
    with speaking(MADE_FOR_TESTS):
        Account.objects.filter(pk=cast.accounts["friend"].pk).update(closed_at=clock.now())
        Account.objects.filter(pk=cast.accounts["stranger"].pk).update(phone="+447700900111")
    emails = [cast.accounts["person"].email, "nobody.at.all@example.org", cast.accounts["friend"].email]
    known, unknown, closed = (work(address) for address in emails)
    assert known == unknown == closed
    ours, nobodys = work("+447700900111"), work("+447700900222")
    assert ours == nobodys


@pytest.mark.parametrize("typed", ["river-apple-lamp-song-42", "x", "1" * 200])
def test_wrong_words_are_one_work(cast: Cast, typed: str) -> None:
    def shape(code: str) -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            answer: Any = Client().post(WORDS, {"code": code})
        assert answer.status_code == 200
        return [re.sub(r"'[^']*'|\d+|\\x[0-9a-f]+", "?", query["sql"])[:120] for query in asked]

    ended = make_kept_code(cast.people["person"], by=cast.who("person"))
    make_kept_code(cast.people["person"], by=cast.who("person"))
    assert shape(typed) == shape(ended)
