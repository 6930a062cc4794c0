"""Where somebody is signed in: rows that open nothing, a list in words, ended one by one or all; an account closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.utils import timezone

from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.people.actions import StillWorksHere, close_account, give_sign_in_code
from livingwell.people.models import Account, BrowserSession
from livingwell.people.sessions import SessionStore, device_of, kept_as
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

LIST, END, CLOSE = "/alderbrook/ways-in/sessions/", "/alderbrook/ways-in/sessions/end/", "/alderbrook/ways-in/close/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E Safari/604.1"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


def browser(cast: Cast, name: str, says: str = FIREFOX) -> Client:
    """A browser in which somebody of the cast comes in with words, so that the device is that of a request."""
    made = Client(headers={"user-agent": says})
    code = give_sign_in_code(cast.people[name], by=cast.who("peer"))
    made.post("/alderbrook/join/", {"code": code})
    assert SESSION_KEY in made.session
    return made


def is_in(client: Client) -> bool:
    return client.get(LIST).status_code == 200


def test_who_reads_the_table_comes_in_nowhere_and_reads_nothing(cast: Cast) -> None:
    live_a_little(cast)
    mine = browser(cast, "person")
    mine.get("/alderbrook/ways-in/addresses/new/")
    with connection.cursor() as cursor:
        cursor.execute("select * from people_browsersession")
        table = str(cursor.fetchall())
    key = str(mine.session.session_key)
    assert key not in table
    assert str(cast.accounts["person"].pk) in table, "whose it is, and no more"
    row = BrowserSession.objects.get(pk=kept_as(key))
    thief = Client()
    for planted in (row.pk, row.session_data):
        thief.cookies["sessionid"] = planted[:200]
        assert not is_in(thief)
    assert SessionStore().decode(row.session_data) == SessionStore(row.pk).decode(row.session_data) == {}


def test_each_browser_is_listed_in_words_and_this_one_said(cast: Cast) -> None:
    live_a_little(cast)
    mine, other = browser(cast, "person"), browser(cast, "person", SAFARI)
    browser(cast, "quiet", CHROME)
    page = mine.get(LIST).content.decode()
    assert "Firefox · Windows" in page
    assert "Safari · iPhone" in page
    assert "Chrome · Linux" not in page, "somebody else's"
    assert page.count("This one, now.") == 1
    assert is_in(other)


def test_one_is_ended_and_the_others_stay(cast: Cast) -> None:
    live_a_little(cast)
    mine, other, third = (browser(cast, "person", says) for says in (FIREFOX, SAFARI, CHROME))
    mine.post(END, {"which": kept_as(str(other.session.session_key))})
    assert (is_in(mine), is_in(other), is_in(third)) == (True, False, True)
    mine.post(END, {})
    assert (is_in(mine), is_in(third)) == (True, False)
    with speaking(cast.who("person")):
        assert Event.objects.filter(act="end_sessions", about_id=cast.people["person"].pk).count() == 2


def test_nobody_ends_another_s(cast: Cast) -> None:
    live_a_little(cast)
    mine, theirs = browser(cast, "person"), browser(cast, "quiet")
    mine.post(END, {"which": kept_as(str(theirs.session.session_key))})
    assert is_in(theirs)


def test_last_seen_is_kept_to_the_hour(cast: Cast) -> None:
    live_a_little(cast)
    mine = browser(cast, "person")
    rows = BrowserSession.objects.filter(pk=kept_as(str(mine.session.session_key)))
    rows.update(seen_at=timezone.now() - timedelta(hours=5))
    mine.get(LIST)
    seen = rows.get().seen_at
    assert seen > timezone.now() - timedelta(hours=1, minutes=1)
    assert (seen.minute, seen.second) == (0, 0)


def test_sessions_that_ran_out_are_cleared(cast: Cast) -> None:
    live_a_little(cast)
    mine = browser(cast, "person")
    BrowserSession.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_in(mine)
    with speaking(MADE_FOR_TESTS):
        SessionStore.clear_expired()
    assert not BrowserSession.objects.filter(account__isnull=False).exists()


def test_closing_an_account_ends_every_session_and_keeps_the_journey(cast: Cast) -> None:
    journeys = live_a_little(cast)
    mine, other = browser(cast, "person"), browser(cast, "person", SAFARI)
    assert b"Your support goes on" in mine.get(CLOSE).content
    assert mine.post(CLOSE)["Location"] == "/alderbrook/"
    assert not is_in(mine)
    assert not is_in(other)
    account = Account.objects.get(person=cast.people["person"])
    assert (account.closed_at is None, account.email) == (False, "")
    with speaking(MADE_FOR_TESTS):
        journeys["person"].refresh_from_db()
    assert journeys["person"].closed_at is None
    assert is_in(browser(cast, "person")), "words given since open it anew"


def test_who_works_here_leaves_their_team_first(cast: Cast) -> None:
    with pytest.raises(StillWorksHere):
        close_account(cast.people["peer"], by=cast.who("peer"))


@pytest.mark.parametrize("says", ["", "curl/8", "\x00" * 50, "x" * 100_000])
def test_any_browser_has_a_name(says: Any) -> None:
    assert len(device_of(says)) <= 60
