"""Nobody gets in: every address, asked by everybody, answers what one written table expects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import Cast
from tests.laws.headers import unprotected
from tests.laws.matrix import EVERYBODY, addresses, ask, in_a_word, sign_in
from tests.lives import live_fully

TABLE = Path(__file__).with_name("answers.json")


@pytest.mark.django_db
def test_every_address_answers_everybody_as_written(cast: Cast) -> None:
    live_fully(cast)
    expected = json.loads(TABLE.read_text(encoding="utf-8"))
    all_of_them = list(addresses(cast))
    assert {address.route for address in all_of_them} == set(expected), "an address without a line in the table"
    wrong: list[str] = []
    bare: set[str] = set()
    everybody = {name: Client(raise_request_exception=False) for name in EVERYBODY}
    for name, their_browser in everybody.items():
        sign_in(their_browser, cast, name)
    for address in all_of_them:  # everybody in turn at one address, whose rules are compiled by then
        for name, written in zip(EVERYBODY, expected[address.route], strict=True):
            response = ask(everybody[name], address)
            bare.update(unprotected(response, address.route))
            if (found := in_a_word(response)) != written:
                wrong.append(f"{name} at /{address.route}: {found}, and {written} is written")
    assert wrong == []
    assert sorted(bare) == [], "what every answer tells the browser: tests/laws/test_headers.py"
