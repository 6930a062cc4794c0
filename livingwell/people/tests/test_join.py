"""A code of words, given in hand or kept: used once, by whoever it was for, without an address or a phone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.kit.viewers import Errand
from livingwell.people import signing_in
from livingwell.people.actions import IN_HAND_LASTS, AccountClosed, give_sign_in_code, make_kept_code, use_sign_in_code
from livingwell.people.actions.ways_in import WITH_WORDS, find_code
from livingwell.people.models import Account, Person, SignInCode
from tests.cast import Cast, live_a_little, viewer_of

JOIN = "/alderbrook/join/"
MADE = Errand("an invented place")


def given(cast: Cast, whose: str = "quiet") -> str:
    live_a_little(cast)
    return give_sign_in_code(cast.people[whose], by=cast.who("peer"))


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_somebody_without_an_account_comes_in_and_is_asked_how_next_time(cast: Cast, client: Client) -> None:
    code = given(cast)
    assert client.get(JOIN).status_code == 200
    answer = client.post(JOIN, {"code": f"  {code.upper().replace('-', '  ')} "})
    assert (answer.status_code, answer["Location"]) == (302, "/alderbrook/ways-in/")
    page = client.get(answer["Location"]).content.decode()
    assert "You have no way back yet" in page
    assert "Given by Pearl" in page


def test_no_address_is_needed_ever(cast: Cast, client: Client) -> None:
    client.post(JOIN, {"code": given(cast)})
    page = client.post("/alderbrook/ways-in/words/", {"once": "1"}).content.decode()
    with speaking(WITH_WORDS):
        account = Account.objects.get(person=cast.people["quiet"])
    assert (account.email, account.phone) == ("", "")
    found = re.search(r'<code[^>]*id="[^"]+">([^<]+)<', page)
    assert found is not None
    words = found[1]
    again = Client()
    assert again.post("/sign-in/words/", {"code": words})["Location"] == "/start/"
    third = Client()
    third.post(JOIN, {"code": words})
    assert is_in(third), "words that are kept work as often as they are needed"


def test_words_in_hand_work_once(cast: Cast, client: Client) -> None:
    code = given(cast)
    client.post(JOIN, {"code": code})
    other = Client()
    answer = other.post(JOIN, {"code": code})
    assert not is_in(other)
    assert "These words do not open anything" in answer.content.decode()


def test_words_in_hand_run_out(cast: Cast, client: Client) -> None:
    code = given(cast)
    with speaking(MADE):
        late = clock.now() - IN_HAND_LASTS - timedelta(minutes=1)
        SignInCode.objects.update(given_at=late, until=late + IN_HAND_LASTS)
    client.post(JOIN, {"code": code})
    assert not is_in(client)


def test_new_words_end_those_before(cast: Cast, client: Client) -> None:
    first = given(cast)
    second = give_sign_in_code(cast.people["quiet"], by=cast.who("peer"))
    client.post(JOIN, {"code": first})
    assert not is_in(client)
    client.post(JOIN, {"code": second})
    assert is_in(client)


def test_new_kept_words_end_the_old(cast: Cast, client: Client) -> None:
    mine = cast.who("person")
    old = make_kept_code(cast.people["person"], by=mine)
    new = make_kept_code(cast.people["person"], by=mine)
    client.post(JOIN, {"code": old})
    assert not is_in(client)
    client.post(JOIN, {"code": new})
    assert client.session[SESSION_KEY] == str(cast.accounts["person"].pk)


@pytest.mark.parametrize("code", ["", "river", "river-apple-lamp-song-42", "😀" * 50, "a" * 300, "\0", "' or 1=1 --"])
def test_every_wrong_code_has_one_answer(cast: Cast, client: Client, code: str) -> None:
    answer = client.post(JOIN, {"code": code})
    assert answer.status_code == 200
    assert not is_in(client)


def test_a_closed_account_stays_closed(cast: Cast, client: Client) -> None:
    code = given(cast, "person")
    with speaking(MADE):
        Account.objects.filter(pk=cast.accounts["person"].pk).update(closed_at=clock.now())
    answer = client.post(JOIN, {"code": code})
    assert not is_in(client)
    assert "These words do not open anything" in answer.content.decode()
    with speaking(WITH_WORDS):
        found = find_code(code)
    assert found is not None
    with pytest.raises(AccountClosed):
        use_sign_in_code(found, by=WITH_WORDS)


def test_only_hashes_are_kept(cast: Cast) -> None:
    code = given(cast)
    with speaking(WITH_WORDS):
        (row,) = SignInCode.objects.all()
    assert code.encode() not in bytes(row.code_hash)
    assert len(bytes(row.code_hash)) == 32


def test_the_person_sees_who_gave_words_and_that_they_were_used(cast: Cast, client: Client) -> None:
    client.post(JOIN, {"code": given(cast)})
    with speaking(WITH_WORDS):
        account = Account.objects.get(person=cast.people["quiet"])
    me = viewer_of(account.pk)
    with speaking(me):
        acts = list(Event.objects.filter(about_id=me.id).values_list("act", flat=True))
        assert {"give_sign_in_code", "use_sign_in_code"} <= set(acts)


@pytest.mark.parametrize(
    "who", ["south_lead", "stranger", "friend", "person", "far_worker", "commissioner", "place_lead"]
)
def test_only_the_holding_team_gives_words(cast: Cast, client: Client, who: str) -> None:
    live_a_little(cast)
    quiet = Person.unguarded
    with speaking(MADE):
        row = quiet.get(pk=cast.people["quiet"].pk)
    with pytest.raises(PermissionDenied):
        give_sign_in_code(row, by=cast.who(who))
    client.force_login(cast.accounts[who])
    page = reverse("give_sign_in_code", kwargs={"place": "alderbrook", "pk": row.pk})
    assert client.post(page).status_code == 404


def test_nobody_makes_words_for_themselves_as_a_worker(cast: Cast) -> None:
    live_a_little(cast)
    with pytest.raises(PermissionDenied):
        give_sign_in_code(cast.people["nurse"], by=cast.who("nurse"))


def test_nobody_keeps_words_or_sets_an_address_for_somebody_else(cast: Cast) -> None:
    live_a_little(cast)
    entering = cast.who("peer").entering_for(cast.people["person"].pk, "phone")
    with pytest.raises(PermissionDenied):
        make_kept_code(cast.people["person"], by=entering)


def test_the_page_shows_the_words_once(cast: Cast, client: Client) -> None:
    live_a_little(cast)
    client.force_login(cast.accounts["peer"])
    page = reverse("give_sign_in_code", kwargs={"place": "alderbrook", "pk": cast.people["quiet"].pk})
    assert "<code class" not in client.get(page).content.decode()
    first = client.post(page, {"once": "a-token"})
    assert "<code class" in first.content.decode()
    assert "no-store" in first["Cache-Control"]
    again = client.post(page, {"once": "a-token"}).content.decode()
    assert "<code class" not in again
    with speaking(WITH_WORDS):
        assert SignInCode.objects.count() == 1


def test_guessing_is_slowed_and_somebody_on_the_same_wifi_still_gets_in(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = given(cast)
    machine = Client()
    answers = [machine.post(JOIN, {"code": f"river-apple-lamp-song-{n}"}).status_code for n in range(22)]
    assert answers == [200] * 20 + [429] * 2
    waiting = client.post(JOIN, {"code": code})
    page = waiting.content.decode()
    assert waiting.status_code == 429
    assert code in page, "what was typed is kept"
    ticket = page.split('name="ticket" value="')[1].split('"')[0]
    assert client.post(JOIN, {"code": code, "ticket": ticket}).status_code == 429, "not yet"
    assert client.post(JOIN, {"code": code, "ticket": "x" + ticket}).status_code == 429, "forged"
    monkeypatch.setattr(signing_in, "TICKET_WAIT", timedelta(seconds=-1))
    assert client.post(JOIN, {"code": code, "ticket": ticket}).status_code == 302
    assert is_in(client)
    assert machine.post(JOIN, {"code": "a-b-c-d-1", "ticket": ticket}).status_code == 429, "a ticket is for one try"


def test_right_words_use_up_nothing(cast: Cast) -> None:
    words = make_kept_code(cast.people["person"], by=cast.who("person"))
    assert {Client().post(JOIN, {"code": words}).status_code for _ in range(25)} == {302}


def test_a_session_set_beforehand_opens_nothing(cast: Cast, client: Client) -> None:
    client.post("/sign-in/", {"address": "x@example.org"})
    planted = client.session.session_key
    client.post(JOIN, {"code": given(cast)})
    assert is_in(client)
    assert client.session.session_key != planted
    assert "account_login" not in client.session


@pytest.mark.usefixtures("own_database")
def test_two_who_type_the_same_words_at_once_are_one(settings: Any) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    from tests.cast import make_cast

    cast = make_cast()
    code = given(cast)

    def come(_: int) -> bool:
        client = Client()
        client.post(JOIN, {"code": code})
        inside = is_in(client)
        connections.close_all()
        return inside

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(come, range(6))) == 1
