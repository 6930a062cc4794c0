"""A second step: set up, asked for, given once, lost; and a passkey instead of everything else."""

from __future__ import annotations

import html
import json
import re
import time
from typing import Any
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client

from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.people.actions import add_code_app, make_kept_code, make_spare_codes
from livingwell.people.second_steps.giving import GIVING
from tests.cast import Cast, live_a_little

STEPS = "/alderbrook/ways-in/second-step/"
APP, SPARE, CONFIRM = f"{STEPS}app/", f"{STEPS}spare-codes/", f"{STEPS}confirm/"
ASKED = "/sign-in/second-step/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret: str = SECRET) -> str:
    """What an app shows now (RFC 6238), by allauth's own arithmetic."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def has_app(cast: Cast, name: str = "peer") -> list[str]:
    """Somebody of the cast has an app; gives their spare codes."""
    return add_code_app(cast.people[name], secret=SECRET, by=cast.who(name))


def first_step(cast: Cast, name: str = "peer") -> tuple[Client, Any]:
    """Words are right; what follows is asked next."""
    client = Client()
    return client, client.post("/sign-in/words/", {"code": make_kept_code(cast.people[name], by=cast.who(name))})


def test_an_app_is_set_up_by_its_picture_or_its_key(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["peer"])
    page = client.get(APP).content.decode()
    assert "<svg" in page
    assert "style=" not in page
    assert "<script>" not in page
    secret = re.sub(r"\s", "", html.unescape(re.search(r'id="app-key">([^<]+)<', page)[1]))  # type: ignore[index]
    assert b"This is not what the app shows" in client.post(APP, {"code": "000 000"}).content
    shown = client.post(APP, {"code": code_now(secret)}).content.decode()
    codes = re.findall(r"<code>(\d{5} \d{5})</code>", shown)
    assert len(set(codes)) == 10
    assert codes[0] not in client.get(STEPS).content.decode(), "shown once"
    assert "You have 10 spare codes left" in client.get(STEPS).content.decode()
    with speaking(cast.who("peer")):
        assert Event.objects.filter(act="add_code_app", about_id=cast.people["peer"].pk).count() == 1


def test_secrets_are_sealed(cast: Cast) -> None:
    codes = has_app(cast)
    with connection.cursor() as cursor, speaking(GIVING):
        cursor.execute("select data::text from mfa_authenticator")
        kept = str(cursor.fetchall())
    assert SECRET not in kept
    assert codes[0] not in kept
    with speaking(GIVING):
        step = Authenticator.objects.get(type="totp")
    with pytest.raises(ValueError, match="cannot be opened"):
        decrypt(step.data["secret"][:-2] + "00")


def test_the_second_step_follows_whatever_the_first_was(cast: Cast) -> None:
    has_app(cast)
    client, answer = first_step(cast)
    assert answer["Location"] == ASKED
    assert not is_in(client)
    assert client.get("/alderbrook/day/")["Location"].startswith("/sign-in/")
    assert client.get(ASKED).status_code == 200
    assert client.post(ASKED, {"code": code_now()})["Location"] == "/start/"
    assert is_in(client)


def test_nobody_comes_to_the_second_step_without_the_first(cast: Cast, client: Client) -> None:
    has_app(cast)
    assert client.get(ASKED)["Location"] == "/sign-in/"
    assert client.post(ASKED, {"code": code_now()})["Location"] == "/sign-in/"
    assert not is_in(client)


def test_a_code_seen_over_a_shoulder_opens_nothing(cast: Cast) -> None:
    has_app(cast)
    mine, theirs = first_step(cast)[0], first_step(cast)[0]
    code = code_now()
    mine.post(ASKED, {"code": code})
    assert is_in(mine)
    theirs.post(ASKED, {"code": code})
    theirs.post(ASKED, {"code": f" {code[:3]}-{code[3:]} "})
    assert not is_in(theirs)


def test_a_spare_code_works_once(cast: Cast) -> None:
    spare = has_app(cast)[3]
    mine, again = first_step(cast)[0], first_step(cast)[0]
    mine.post(ASKED, {"code": f"{spare[:5]} {spare[5:]}"})
    assert is_in(mine)
    assert "You have 9 spare codes left" in mine.get(STEPS).content.decode()
    again.post(ASKED, {"code": spare})
    assert not is_in(again)


def test_new_spare_codes_end_the_old(cast: Cast) -> None:
    old = has_app(cast)[0]
    make_spare_codes(cast.people["peer"], by=cast.who("peer"))
    client, _ = first_step(cast)
    client.post(ASKED, {"code": old})
    assert not is_in(client)


def test_guesses_are_few_and_those_of_others_cost_me_nothing_in_my_own_browser(cast: Cast) -> None:
    has_app(cast)
    mine, _ = first_step(cast)
    mine.post(ASKED, {"code": code_now()})
    mine.post("/sign-out/")
    words = make_kept_code(cast.people["peer"], by=cast.who("peer"))
    thief = Client()
    thief.post("/sign-in/words/", {"code": words})
    answers = [thief.post(ASKED, {"code": f"{guess:06d}"}).status_code for guess in range(12)]
    assert answers == [200] * 10 + [429] * 2
    mine.post("/sign-in/words/", {"code": words})
    assert mine.post(ASKED, {"code": "000001"}).status_code == 200, "my own tries are my own"


def test_changing_it_asks_for_it_again(cast: Cast, client: Client) -> None:
    has_app(cast)
    client.force_login(cast.accounts["peer"])  # a session that gave none: an unlocked screen
    for page in (APP, f"{STEPS}passkeys/new/"):
        assert unquote(client.get(page)["Location"]) == f"{CONFIRM}?next={page}"
    with speaking(GIVING):
        step = Authenticator.objects.get(type="totp")
    assert client.post(SPARE)["Location"].startswith(CONFIRM)
    assert client.post(f"{STEPS}{step.pk}/remove/")["Location"].startswith(CONFIRM)
    assert client.post(f"{CONFIRM}?next={STEPS}", {"code": code_now()})["Location"] == STEPS
    assert client.post(f"{STEPS}{step.pk}/remove/")["Location"] == STEPS
    with speaking(GIVING):
        assert not Authenticator.objects.exists(), "spare codes go with the last"


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_confirming_leads_nowhere_else(cast: Cast, client: Client, there: str) -> None:
    has_app(cast)
    client.force_login(cast.accounts["peer"])
    assert client.post(f"{CONFIRM}?next={there}", {"code": code_now()})["Location"] == STEPS


def test_nobody_touches_another_s(cast: Cast, client: Client) -> None:
    live_a_little(cast)
    has_app(cast, "nurse")
    with speaking(GIVING):
        theirs = Authenticator.objects.get(type="totp")
    client.force_login(cast.accounts["peer"])
    assert client.post(f"{STEPS}{theirs.pk}/remove/").status_code == 404
    assert client.get(f"{STEPS}passkeys/{theirs.pk}/").status_code == 404
    with speaking(cast.who("peer")):
        assert not Authenticator.objects.exists()
        assert Authenticator.objects.filter(pk=theirs.pk).update(data={}) == 0
        assert Authenticator.objects.filter(pk=theirs.pk).delete()[0] == 0
    with pytest.raises(PermissionDenied):
        add_code_app(cast.people["nurse"], secret=SECRET, by=cast.who("lead"))


@pytest.mark.parametrize(
    "answer",
    [
        "", "{", "[]", "null", "{}", '{"response": {}}', "[" * 5000, "x" * 100_000,
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "AA"}}),
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
            "clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"}}),
    ],
)  # fmt: skip
def test_what_is_no_passkey_is_answered_kindly(cast: Cast, client: Client, answer: str) -> None:
    options = client.post("/sign-in/passkey/").json()["publicKey"]
    assert options["userVerification"] == "required"
    assert options.get("allowCredentials", []) == [], "nobody is named: it says nothing about anybody"
    if answer:
        assert client.post("/sign-in/passkey/", {"credential": answer})["Location"] == "/sign-in/"
    assert not is_in(client)
    has_app(cast)
    client.force_login(cast.accounts["peer"])
    client.post(CONFIRM, {"code": code_now()})
    page = client.post(f"{STEPS}passkeys/new/", {"name": "Mine", "credential": answer})
    assert page.status_code == 200
    assert b"No passkey was made" in page.content
