"""A worker out alone: their team sees it, duty is called when they are overdue, and where it was is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import Refused
from livingwell.kit.sending.messages import opened
from livingwell.kit.sending.models import Outgoing
from livingwell.kit.viewers import Errand
from livingwell.practice.looking_out.actions import come_back, set_out
from livingwell.practice.looking_out.actions.visits import OVERDUE, call_for_overdue
from livingwell.practice.looking_out.models import Visit
from tests.cast import MADE_FOR_TESTS, Cast

pytestmark = pytest.mark.django_db


def sent() -> list[str]:
    with speaking(Errand("sending")):
        return [opened(row)["to"] for row in Outgoing.objects.order_by("made_at", "id")]


def called_after(**how: float) -> list[str]:
    with clock.at(clock.now() + timedelta(**how)), speaking(OVERDUE):
        call_for_overdue()
    return sent()


def test_set_out_seen_by_the_team_overdue_calls_duty_then_all(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["peer"])
    page = reverse("visits", args=[cast.place.slug])
    client.post(page, {"team": cast.north.pk, "where": "7 Mill Lane", "with_whom": "Ana", "phone": "", "minutes": "60"})
    with speaking(MADE_FOR_TESTS):
        visit = Visit.unguarded.get()
    client.force_login(cast.accounts["nurse"])
    assert "7 Mill Lane" in client.get(page).content.decode()
    for name in ("south_lead", "far_worker"):
        client.force_login(cast.accounts[name])
        assert "7 Mill Lane" not in client.get(page).content.decode()
        with pytest.raises(PermissionDenied):
            come_back(visit, by=cast.who(name))
    assert called_after(minutes=65) == [], "a goodbye at a door takes a while"
    assert called_after(minutes=75) == [cast.accounts["lead"].email], "whoever is on duty"
    assert len(called_after(minutes=80)) == 1, "not again at once"
    assert cast.accounts["nurse"].email in called_after(minutes=100), "and then everybody of the team"
    client.force_login(cast.accounts["nurse"])
    client.post(reverse("come_back", args=[cast.place.slug, visit.pk]))
    before = len(sent())
    assert len(called_after(minutes=200)) == before
    with speaking(MADE_FOR_TESTS):
        back = Visit.unguarded.get()
    assert (back.where, back.with_whom, back.back_by_id) == ("", "", cast.who("nurse").id)


def test_one_at_a_time_in_ones_own_team_and_back_once(cast: Cast) -> None:
    peer, until = cast.who("peer"), clock.now() + timedelta(hours=1)
    said = {"where": "Here", "with_whom": "", "phone": "", "until": until}
    with pytest.raises(Refused):
        set_out(cast.place, team=cast.south, by=peer, **said)  # type: ignore[arg-type]
    visit = set_out(cast.place, team=cast.north, by=peer, **said)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        set_out(cast.place, team=cast.north, by=peer, **said)  # type: ignore[arg-type]
    with pytest.raises(PermissionDenied):
        set_out(cast.place, team=cast.north, by=cast.who("person"), **said)  # type: ignore[arg-type]
    come_back(visit, by=peer)
    with pytest.raises((Refused, PermissionDenied)):
        come_back(visit, by=cast.who("nurse"))
