"""The rota: duty passes on the morning that was said yes to; who is away is seen, covered, and asked twice."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import Refused
from livingwell.people.models import Duty
from livingwell.practice.holding.actions import say_duty_yes, take_duty
from livingwell.practice.team import actions, jobs
from livingwell.practice.team.jobs import follow_the_rota
from livingwell.practice.team.models import Leave
from livingwell.practice.team.tests import scenes
from livingwell.practice.team.tests.test_board import address
from livingwell.practice.team.tests.test_day import DAY
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db


def today(cast: Cast) -> date:
    return clock.today(cast.place.time_zone)


def on_duty(cast: Cast) -> Any:
    return Duty.objects.get(team=cast.north, ended_at=None).person_id


def away(cast: Cast, name: str, by: str = "lead", days: int = 3) -> Leave:
    first = today(cast)
    last = first + timedelta(days=days)
    return actions.say_leave(scenes.member(cast, name), first_day=first, last_day=last, by=cast.who(by))


@pytest.fixture
def all_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the hour these tests run at, the morning has come: the database's clock is the world's."""
    monkeypatch.setattr(jobs, "MORNING", time(0))


@pytest.mark.usefixtures("all_day")
def test_duty_passes_on_the_morning_that_was_said_yes_to(cast: Cast) -> None:
    lena = on_duty(cast)
    tomorrow = actions.plan_duty(cast.north, day=today(cast) + timedelta(days=1), by=cast.who("peer"))
    with pytest.raises(Refused):
        actions.plan_duty(cast.north, day=tomorrow.day, by=cast.who("nurse"))
    follow_the_rota()
    assert on_duty(cast) == lena, "not before its day"
    actions.plan_duty(cast.north, day=today(cast), by=cast.who("peer"))
    follow_the_rota()
    assert on_duty(cast) == cast.people["peer"].pk
    take_duty(cast.north, by=cast.who("nurse"))
    follow_the_rota()
    assert on_duty(cast) == cast.people["nurse"].pk, "what was passed on that day stays so"


@pytest.mark.usefixtures("all_day")
def test_duty_does_not_stay_with_somebody_away_while_another_would_stand_in(cast: Cast) -> None:
    away(cast, "lead")
    follow_the_rota()
    assert on_duty(cast) == cast.people["lead"].pk, "there is always somebody on duty"
    say_duty_yes(cast.north, by=cast.who("nurse"))
    follow_the_rota()
    assert on_duty(cast) == cast.people["nurse"].pk


def test_the_team_sees_what_rests_on_somebody_away(client: Client, cast: Cast) -> None:
    live_a_little(cast)
    leave = away(cast, "peer", by="peer")
    client.force_login(cast.accounts["nurse"])
    page = client.get(address(cast)).content.decode()
    assert "Held by somebody who is away, and nobody covers" in page
    assert "nobody covers</p>" in page
    assert client.post(f"/alderbrook/leaves/{leave.pk}/cover/").status_code == 302
    page = client.get(address(cast)).content.decode()
    assert "Nadia covers" in page
    assert "Held by somebody who is away" not in page
    day = client.get(DAY).content.decode()
    assert "You cover Pearl" in day
    assert "Ana Asking" in day, "what they need stands on the day of whoever covers"
    client.force_login(cast.accounts["peer"])
    assert "Nadia covers you." in client.get(DAY).content.decode()
    client.post(f"/alderbrook/leaves/{leave.pk}/end/")
    assert "covers you" not in client.get(DAY).content.decode()


def test_offers_beyond_what_they_can_hold_ask_again(client: Client, cast: Cast) -> None:
    journey = live_a_little(cast)["person"]
    actions.say_capacity(cast.place, at_most=5, by=cast.who("nurse"))
    client.force_login(cast.accounts["nurse"])
    client.post("/alderbrook/capacity/", {"at_most": "0"})
    away(cast, "nurse")
    client.force_login(cast.accounts["peer"])
    asked = {"to": str(scenes.member(cast, "nurse").pk), "why": "Nights"}
    page = client.post(f"/alderbrook/journeys/{journey.pk}/handovers/new/", asked)
    assert page.status_code == 200
    assert "Nadia says they can hold 0, and holds 0 now." in page.content.decode()
    assert "Nadia is away until" in page.content.decode()
    again = client.post(f"/alderbrook/journeys/{journey.pk}/handovers/new/", asked | {"all_the_same": "on"})
    assert again.status_code == 302


def test_the_rota_of_ones_own_team(client: Client, cast: Cast) -> None:
    leave = away(cast, "peer")
    actions.plan_duty(cast.north, day=today(cast), by=cast.who("peer"))
    client.force_login(cast.accounts["nurse"])
    page = client.get(f"/alderbrook/teams/{cast.north.pk}/rota/").content.decode()
    assert "is away that day" in page
    client.post(f"/alderbrook/teams/{cast.north.pk}/rota/days/new/", {"day": str(today(cast) + timedelta(days=2))})
    assert "You said yes to" in client.get(DAY).content.decode()
    for wrong in ("x", "2020-01-01", ""):
        assert client.post(f"/alderbrook/teams/{cast.north.pk}/rota/days/new/", {"day": wrong}).status_code == 302
    for name in ("south_lead", "person", "place_lead"):
        with pytest.raises(PermissionDenied):
            actions.cover_leave(leave, by=cast.who(name))
        with pytest.raises(PermissionDenied):
            actions.say_leave(
                scenes.member(cast, "nurse"), first_day=today(cast), last_day=today(cast), by=cast.who(name)
            )
    with pytest.raises(PermissionDenied):
        actions.cover_leave(leave, by=cast.who("peer"))
    client.force_login(cast.accounts["south_lead"])
    assert client.get(f"/alderbrook/teams/{cast.north.pk}/rota/").status_code == 403


def test_nobody_says_yes_for_another_past_the_application(cast: Cast) -> None:
    leave = away(cast, "peer")
    nurse = cast.people["nurse"].pk
    for forged in (
        f"update team_leave set covered_by_id = '{nurse}', covered_at = now() where id = '{leave.pk}'",
        f"update team_leave set ended_by_id = '{nurse}', ended_at = now() where id = '{leave.pk}'",
        f"insert into team_capacity (id, place_id, worker_id, at_most, said_at)"
        f" values (gen_random_uuid(), '{cast.place.pk}', '{nurse}', 99, now())",
    ):
        with (
            pytest.raises(Exception, match="row-level security"),
            transaction.atomic(),
            speaking(cast.who("lead")),
            connection.cursor() as cursor,
        ):
            cursor.execute(forged)
