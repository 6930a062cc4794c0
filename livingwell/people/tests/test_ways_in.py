"""One's own ways in: a code comes back before an address counts, nobody's address is given away, one way stays."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from livingwell.kit.database.speaking import speaking
from livingwell.kit.sending.jobs import send_outgoing
from livingwell.kit.sending.models import Outgoing
from livingwell.kit.viewers import Errand
from livingwell.people.actions import (
    AddressTaken,
    LastWayIn,
    give_sign_in_code,
    make_kept_code,
    remove_sign_in_address,
    set_sign_in_address,
)
from livingwell.people.models import Account, Person, SafeToContact
from livingwell.people.reads import may_leave_message, may_write_to
from tests.cast import Cast, live_a_little

WAYS, NEW, CODE = "/alderbrook/ways-in/", "/alderbrook/ways-in/addresses/new/", "/alderbrook/ways-in/addresses/code/"


@pytest.fixture(autouse=True)
def in_memory(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def sent() -> list[Any]:
    with speaking(Errand("sending")):
        waiting = [str(row.pk) for row in Outgoing.objects.filter(sent_at=None).order_by("made_at")]
    before = len(mail.outbox)
    for pk in waiting:
        send_outgoing(outgoing=pk)
    return mail.outbox[before:]


def account(cast: Cast) -> Account:
    return Account.objects.get(person=cast.people["person"])


def test_an_address_counts_once_its_code_has_come_back(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["person"])
    before = account(cast).email
    assert client.post(NEW, {"address": "ana.new@example.org"})["Location"] == CODE
    assert account(cast).email == before
    (message,) = sent()
    found = re.search(r"\d{4}-\d{4}", str(message.body))
    assert found is not None
    assert client.post(CODE, {"code": "0000-0000"}).status_code == 200
    assert client.post(CODE, {"code": found[0]})["Location"] == WAYS
    assert account(cast).email == "ana.new@example.org"
    assert [told.to for told in sent()] == [[before]], "whoever had the codes before is told"
    assert client.post(CODE, {"code": found[0]})["Location"] == NEW, "used once"


def test_a_number_counts_once_its_code_has_come_back(
    cast: Cast, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    client.force_login(cast.accounts["person"])
    client.post(NEW, {"address": "07700 900 123"})
    sent()
    found = re.search(r"\d{4}-\d{4}", capsys.readouterr().out)
    assert found is not None
    client.post(CODE, {"code": found[0]})
    after = account(cast)
    assert (after.phone, after.phone_checked_at is None) == ("+447700900123", False)
    assert client.get(WAYS).status_code == 200


def test_somebody_else_s_address_is_not_given_away_and_not_taken(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["person"])
    theirs = cast.accounts["friend"].email
    taken = client.post(NEW, {"address": theirs})
    taken_page = client.get(CODE).content.decode().replace(theirs, "")
    (message,) = sent()
    assert not re.search(r"\d{4}-\d{4}", str(message.body))
    for guess in ("", "0000-0000"):
        assert client.post(CODE, {"code": guess}).status_code == 200
    assert account(cast).email != theirs
    free = client.post(NEW, {"address": "free@example.org"})
    free_page = client.get(CODE).content.decode().replace("free@example.org", "")
    assert taken["Location"] == free["Location"]
    hide = r'value="[^"]*"'
    assert re.sub(hide, "", taken_page) == re.sub(hide, "", free_page)


def test_an_address_taken_meanwhile_is_refused_by_the_act(cast: Cast) -> None:
    with pytest.raises(AddressTaken):
        set_sign_in_address(cast.people["person"], email=cast.accounts["friend"].email.upper(), by=cast.who("person"))


def test_guesses_at_a_new_address_are_few(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["person"])
    client.post(NEW, {"address": "ana.new@example.org"})
    answers = [client.post(CODE, {"code": f"{guess:08d}"}).status_code for guess in range(6)]
    assert answers == [200] * 5 + [302]
    assert client.get(CODE)["Location"] == NEW


@pytest.mark.parametrize("who", ["peer", "lead", "friend", "privacy_lead", "place_lead"])
def test_nobody_changes_another_s_ways_in(cast: Cast, who: str) -> None:
    live_a_little(cast)
    for viewer in (cast.who(who), cast.who(who).entering_for(cast.people["person"].pk, "phone")):
        with pytest.raises(PermissionDenied):
            set_sign_in_address(cast.people["person"], email="thief@example.org", by=viewer)
        with pytest.raises(PermissionDenied):
            remove_sign_in_address(cast.people["person"], what="email", by=viewer)


def test_one_way_in_always_stays(cast: Cast, client: Client) -> None:
    with pytest.raises(LastWayIn):
        remove_sign_in_address(cast.people["person"], what="email", by=cast.who("person"))
    client.force_login(cast.accounts["person"])
    page = client.post("/alderbrook/ways-in/addresses/email/remove/", follow=True).content.decode()
    assert "your only way in" in page
    make_kept_code(cast.people["person"], by=cast.who("person"))
    client.post("/alderbrook/ways-in/addresses/email/remove/")
    assert account(cast).email == ""
    assert sent() == [], "nothing is written to an address that others may read by now"


def test_what_is_no_way_in_is_not_found(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["person"])
    assert client.post("/alderbrook/ways-in/addresses/password/remove/").status_code == 404


def test_somebody_with_an_address_is_told_that_words_were_made(cast: Cast) -> None:
    live_a_little(cast)
    give_sign_in_code(cast.people["person"], by=cast.who("peer"))
    (message,) = sent()
    assert message.to == [cast.accounts["person"].email]


def test_pages_are_one_s_own(cast: Cast, client: Client) -> None:
    for page in (WAYS, NEW, CODE):
        assert client.get(page)["Location"].startswith("/sign-in/")
    client.force_login(cast.accounts["far_worker"])
    for page in (WAYS, NEW, CODE):
        assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("answer", "write", "leave"),
    [
        (SafeToContact.UNSAID, False, False),
        (SafeToContact.NO, False, False),
        (SafeToContact.ONLY_THEM, False, False),
        (SafeToContact.YES, True, True),
    ],
)
def test_until_somebody_says_yes_nothing_is_written_and_no_message_left(
    answer: SafeToContact, write: bool, leave: bool
) -> None:
    person = Person(safe_to_write=answer, safe_to_leave_message=answer)
    assert (may_write_to(person), may_leave_message(person)) == (write, leave)
