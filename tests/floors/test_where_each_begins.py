"""Whoever signs in begins at what waits for them, and no page offers a link that would be refused."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_each_begins_at_what_waits_for_them(client: Client, cast: Cast) -> None:
    begins = {"person": "/home/", "privacy_lead": "/privacy/requests/", "place_lead": "/organisations/"}
    for who, page in begins.items():
        client.force_login(cast.accounts[who])
        answer = client.get("/start/", follow=True)
        assert answer.status_code == 200
        assert answer.redirect_chain[-1][0].endswith(page), who


def test_a_team_s_page_offers_what_may_be_done(client: Client, cast: Cast) -> None:
    here = f"/alderbrook/teams/{cast.north.pk}/"
    client.force_login(cast.accounts["peer"])
    page = client.get(here).content.decode()
    assert "Invite a colleague" not in page
    assert "Say that I am leaving" in page
    assert "has left" not in page
    client.force_login(cast.accounts["lead"])
    page = client.get(here).content.decode()
    assert "Invite a colleague" in page
    assert "has left" in page
