"""Guessing at returning words: machines are slowed, and a person on the same network always gets in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from livingwell.kit.secrets.codes import new_code
from livingwell.practice.frontdoor import throttle
from livingwell.practice.frontdoor.tests.walking import BASE, ME, go, send
from tests.cast import Cast


@pytest.fixture(autouse=True)
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """No try comes back while a slow machine runs the test."""
    monkeypatch.setitem(throttle._FROM_ONE_NETWORK, "each", timedelta(hours=1))


def guess(client: Client, code: str, ticket: str = "") -> int:
    return client.post(f"{BASE}back/", {"code": code, "ticket": ticket}).status_code


def test_a_machine_is_asked_to_wait(cast: Cast, client: Client) -> None:
    answers = [guess(client, new_code()) for _ in range(15)]
    assert answers[:12] == [200] * 12
    assert answers[-1] == 429
    waiting = client.post(f"{BASE}back/", {"code": "river apple"})
    assert waiting["Retry-After"] == str(throttle.WAIT)
    assert "river apple" in waiting.content.decode()  # what was typed is kept


def test_a_person_on_that_network_gets_in_after_waiting(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = send(client)
    machine = Client()
    while guess(machine, new_code()) != 429:
        pass
    ticket = throttle.new_ticket()
    assert guess(client, code, ticket) == 429, "a ticket has to ripen"
    assert guess(client, code, "forged:ticket") == 429
    monkeypatch.setattr(throttle, "WAIT", -1)
    assert guess(client, code, ticket) == 302
    assert guess(machine, new_code(), ticket) == 429, "a ticket is good for one try"


def test_right_words_never_count(cast: Cast, client: Client) -> None:
    code = send(client)
    assert [guess(client, code) for _ in range(30)] == [302] * 30


def test_sending_is_never_slowed(cast: Cast, client: Client) -> None:
    while guess(Client(), new_code()) != 429:
        pass
    go(client, "me", ME)
    assert client.post(f"{BASE}send/")["Location"] == f"{BASE}sent/"


@pytest.mark.parametrize("typed", ["", "\x00", "a" * 5000, "🦋", "river", "' or 1=1 --"])
def test_anything_typed_is_answered_kindly(cast: Cast, client: Client, typed: str) -> None:
    answer = client.post(f"{BASE}back/", {"code": typed})
    assert answer.status_code == 200
    assert "field-error" in answer.content.decode()


def test_words_in_a_cookie_of_ones_own_making_are_no_guess(cast: Cast, client: Client) -> None:
    """Right words, but not typed where guesses are counted: the cookie opens nothing."""
    code = send(client)
    machine = Client()
    for made in (code, f"{code}.0000", f"{code}.0000:forged", f"{code}:"):
        machine.cookies["lw_back"] = machine.cookies["lw_draft"] = made
        for page in ("mine/", "mine/shares/", "sent/", "check/"):
            assert machine.get(BASE + page)["Location"] == f"{BASE}back/"
    machine.cookies["lw_draft"] = client.cookies["lw_back"].value
    assert machine.get(f"{BASE}check/").status_code == 302, "signed for one purpose, it serves no other"


def test_a_sack_of_tickets_is_counted_too(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    while guess(client, new_code()) != 429:
        pass
    tickets = [throttle.new_ticket() for _ in range(6)]
    monkeypatch.setattr(throttle, "WAIT", -1)
    monkeypatch.setattr(throttle, "_TICKETS_ALTOGETHER", {"burst": 3, "each": timedelta(hours=1)})
    assert [guess(client, new_code(), ticket) for ticket in tickets] == [200] * 3 + [429] * 3
