"""Nobody gets in: every address, asked by everybody, answers what one written table expects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import Cast
from tests.laws.headers import unprotected
from tests.laws.matrix import EVERYBODY, addresses, answer, sign_in
from tests.lives import live_fully

TABLE = Path(__file__).with_name("answers.json")


@pytest.mark.django_db
def test_every_address_answers_everybody_as_written(cast: Cast, client: Client) -> None:
    live_fully(cast)
    client.raise_request_exception = False
    expected = json.loads(TABLE.read_text(encoding="utf-8"))
    all_of_them = list(addresses(cast))
    assert {address.route for address in all_of_them} == set(expected), "an address without a line in the table"
    wrong: list[str] = []
    bare: set[str] = set()
    for name in EVERYBODY:
        sign_in(client, cast, name)
        for address in all_of_them:
            found = answer(client, address, lambda response, at=address: bare.update(unprotected(response, at.route)))
            written = expected[address.route][EVERYBODY.index(name)]
            if found != written:
                wrong.append(f"{name} at /{address.route}: {found}, and {written} is written")
    assert wrong == []
    assert sorted(bare) == [], "what every answer tells the browser: tests/laws/test_headers.py"
