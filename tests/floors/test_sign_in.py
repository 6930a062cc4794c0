"""Signing in by a code that is sent: the same answer for everybody, few guesses, and nothing left afterwards."""

from __future__ import annotations

import re
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.sending.jobs import send_outgoing
from livingwell.kit.sending.messages import TELLING
from livingwell.kit.sending.models import Outgoing
from livingwell.kit.viewers import Errand
from livingwell.people.models import Account, Membership
from livingwell.practice.holding.actions import leave_team
from tests.cast import Cast

ASK, TYPE = "/sign-in/", "/sign-in/code/"


@pytest.fixture(autouse=True)
def in_memory(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def sent() -> list[str]:
    """Send what waits, and give the bodies of the emails."""
    before = len(mail.outbox)
    with speaking(Errand("sending")):
        waiting = [str(row.pk) for row in Outgoing.objects.filter(sent_at=None).order_by("made_at")]
    for pk in waiting:
        send_outgoing(outgoing=pk)
    return [str(message.body) for message in mail.outbox[before:]]


def code_in(body: str) -> str:
    found = re.search(r"\d{4}-\d{4}", body)
    assert found is not None, body
    return found[0]


def ask(client: Client, address: str, **more: str) -> Any:
    return client.post(ASK, {"address": address, **more})


def sign_in(client: Client, account: Account, **more: str) -> Any:
    ask(client, account.email)
    (body,) = sent()
    return client.post(TYPE, {"code": code_in(body), **more})


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_a_code_by_email_signs_in(cast: Cast, client: Client) -> None:
    answer = ask(client, cast.accounts["person"].email.upper())
    assert (answer.status_code, answer["Location"]) == (302, TYPE)
    (body,) = sent()
    assert client.get(TYPE).status_code == 200
    answer = client.post(TYPE, {"code": code_in(body).replace("-", " ")})
    assert (answer.status_code, answer["Location"]) == (302, "/start/")
    assert client.session[SESSION_KEY] == str(cast.accounts["person"].pk)


def test_a_code_by_text_signs_in(cast: Cast, client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    with speaking(Errand("an invented place")):
        Account.objects.filter(pk=cast.accounts["person"].pk).update(phone="+447700900123")
    ask(client, "07700 900 123")
    sent()
    client.post(TYPE, {"code": code_in(capsys.readouterr().out)})
    assert client.session[SESSION_KEY] == str(cast.accounts["person"].pk)


def test_what_is_sent_says_nothing_of_why_somebody_comes(cast: Cast, client: Client) -> None:
    ask(client, cast.accounts["person"].email)
    sent()
    (message,) = mail.outbox
    assert not TELLING.search(message.subject + message.body + message.from_email.split("<")[0])
    assert not re.search(r"\d", message.subject), "the code is not on a locked screen"


def test_known_unknown_and_closed_addresses_are_answered_alike(cast: Cast) -> None:
    with speaking(Errand("an invented place")):
        Account.objects.filter(pk=cast.accounts["friend"].pk).update(closed_at=clock.now())
    known, closed = cast.accounts["person"].email, cast.accounts["friend"].email
    pages = []
    for address in (known, "nobody@example.org", closed, "+447700900999"):
        client = Client()
        answer = ask(client, address)
        page = client.get(TYPE).content.decode().replace(address, "").replace("07700 900 999", "")
        wrong = client.post(TYPE, {"code": "0000-0000"})
        pages.append(
            (answer.status_code, answer["Location"], re.sub(r'(value|id|href)="[^"]*"', "", page), wrong.status_code)
        )
    assert pages[0] == pages[1] == pages[2]
    assert pages[3][0] == 302
    assert len(sent()) == 1, "only the known one is sent anything"


def test_known_and_unknown_addresses_cost_the_same_work(cast: Cast, django_assert_num_queries: Any) -> None:
    def work(address: str) -> list[str]:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as context:
            ask(Client(), address)
        return [re.sub(r"'[^']*'|\d+|\\x[0-9a-f]+", "?", query["sql"])[:60] for query in context]

    assert work(cast.accounts["person"].email) == work("nobody@example.org")


@pytest.mark.parametrize("typed", ["", "sam", "sam@", "07700", "😀@😀", "a" * 5000, "@", "+", "' or 1=1"])
def test_what_is_no_address_is_said_beside_the_field(cast: Cast, client: Client, typed: str) -> None:
    answer = ask(client, typed)
    assert answer.status_code == 200
    assert b"field-error" in answer.content or b"error" in answer.content


def test_five_guesses_and_no_more(cast: Cast, client: Client) -> None:
    ask(client, cast.accounts["person"].email)
    right = code_in(sent()[0])
    for guess in range(5):
        client.post(TYPE, {"code": f"{guess:08d}"})
    assert client.post(TYPE, {"code": right}).status_code == 302
    assert not is_in(client)


def test_guesses_sent_at_the_same_moment_are_counted_too(cast: Cast, client: Client) -> None:
    """Each of many requests at once reads a session in which nobody has guessed yet."""
    ask(client, cast.accounts["person"].email)
    right = code_in(sent()[0])
    from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess as Process

    with mock.patch.object(Process, "record_invalid_attempt", return_value=True):
        for guess in range(5):
            client.post(TYPE, {"code": f"{guess:08d}"})
    client.post(TYPE, {"code": right})
    assert not is_in(client)


def test_a_code_is_for_the_browser_that_asked(cast: Cast, client: Client) -> None:
    ask(client, cast.accounts["person"].email)
    right = code_in(sent()[0])
    other = Client()
    ask(other, cast.accounts["friend"].email)
    other.post(TYPE, {"code": right})
    assert not is_in(other)


def test_a_code_runs_out(cast: Cast, client: Client, settings: Any) -> None:
    ask(client, cast.accounts["person"].email)
    right = code_in(sent()[0])
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    assert client.post(TYPE, {"code": right})["Location"] == ASK
    assert not is_in(client)


def test_codes_to_one_address_are_few_and_say_so_kindly(cast: Cast, client: Client) -> None:
    answers = [ask(client, "ana@example.org").status_code for _ in range(7)]
    assert answers == [302] * 5 + [429] * 2
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert ask(other, "ana@example.org").status_code == 302, "nobody uses up my codes from somewhere else"


def test_an_account_closed_between_code_and_typing_stays_out(cast: Cast, client: Client) -> None:
    ask(client, cast.accounts["person"].email)
    right = code_in(sent()[0])
    with speaking(Errand("an invented place")):
        Account.objects.filter(pk=cast.accounts["person"].pk).update(closed_at=clock.now())
    client.post(TYPE, {"code": right})
    assert not is_in(client)


def test_an_account_closed_mid_session_is_out_at_the_next_page(cast: Cast, client: Client) -> None:
    sign_in(client, cast.accounts["person"])
    page = reverse("ways_in", kwargs={"place": "alderbrook"})
    assert client.get(page).status_code == 200
    with speaking(Errand("an invented place")):
        Account.objects.filter(pk=cast.accounts["person"].pk).update(closed_at=clock.now())
    assert client.get(page).status_code == 302
    assert client.get("/start/")["Location"] == ASK


def test_a_session_set_beforehand_opens_nothing(cast: Cast, client: Client) -> None:
    ask(client, cast.accounts["person"].email)
    planted = client.session.session_key
    client.post(TYPE, {"code": code_in(sent()[0])})
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["sessionid"] = str(planted)
    assert not is_in(thief)


@pytest.mark.parametrize(
    "next_page", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "https:evil"]
)
def test_next_leads_nowhere_else(cast: Cast, client: Client, next_page: str) -> None:
    ask(client, cast.accounts["person"].email, next=next_page)
    answer = client.post(f"{TYPE}", {"code": code_in(sent()[0]), "next": next_page})
    assert "evil" not in answer["Location"]
    assert not answer["Location"].startswith(("javascript", "//", "http"))
    assert "evil" not in client.get(f"{ASK}?next={next_page}").headers.get("Location", "")


def test_next_leads_back_to_the_page_somebody_wanted(cast: Cast, client: Client) -> None:
    page = reverse("ways_in", kwargs={"place": "alderbrook"})
    assert client.get(page)["Location"] == f"{ASK}?next=%2Falderbrook%2Fways-in%2F"
    answer = ask(client, cast.accounts["person"].email, next=page)
    assert answer["Location"] == f"{TYPE}?next=%2Falderbrook%2Fways-in%2F"
    assert client.post(TYPE, {"code": code_in(sent()[0]), "next": page})["Location"] == page


def test_a_mistyped_address_can_be_typed_again(cast: Cast, client: Client) -> None:
    ask(client, "anna@example.org")
    assert client.get(ASK).status_code == 200


def test_leaving_keeps_nothing(cast: Cast, client: Client) -> None:
    sign_in(client, cast.accounts["person"])
    key = client.session.session_key
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    client.cookies["sessionid"] = str(key)
    assert not is_in(client)


def test_leaving_quickly_keeps_nothing_and_tells_the_next_page_nothing(cast: Cast, client: Client) -> None:
    sign_in(client, cast.accounts["person"])
    answer = client.get("/away/")
    assert answer["Location"].startswith("https://")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert not is_in(client)


def test_a_worker_who_has_left_keeps_a_session_and_sees_nothing(cast: Cast, client: Client) -> None:
    sign_in(client, cast.accounts["nurse"])
    page = reverse("give_sign_in_code", kwargs={"place": "alderbrook", "pk": cast.people["person"].pk})
    membership = Membership.objects.get(person=cast.people["nurse"])
    leave_team(membership, by=cast.who("nurse"))
    assert client.get(page).status_code == 404
    assert client.get("/start/")["Location"] != reverse("board", kwargs={"place": "alderbrook", "pk": cast.north.pk})


@pytest.mark.parametrize(
    "name", ["account_signup", "account_reset_password", "account_email", "account_change_password", "account_logout"]
)
def test_none_of_allauth_s_own_doors_exists(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/login/", "/signup/", "/accounts/password/reset/"])
def test_nobody_signs_themselves_up(cast: Cast, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_address_of_signing_in_has_our_name() -> None:
    assert resolve(ASK).url_name == "sign_in"
    assert resolve(TYPE).url_name == "sign_in_code"


def test_the_application_itself_cannot_change_where_codes_go(cast: Cast) -> None:
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError), transaction.atomic():
        Account.objects.filter(pk=cast.accounts["person"].pk).update(email="thief@example.org")
