"""A place asks its workers for a second step, shows by when, and takes a lost one away by two named workers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.kit.sending.jobs import send_outgoing
from livingwell.kit.sending.models import Outgoing
from livingwell.kit.viewers import Errand
from livingwell.people.actions import (
    NotTwoOthers,
    add_code_app,
    agree_to_reset,
    ask_for_reset,
    ask_for_second_steps,
    drop_reset,
)
from livingwell.people.models import Membership, Place, Role, SecondStepReset, WhyReset
from livingwell.people.reads import second_steps_of
from livingwell.people.second_steps.giving import GIVING
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

STEPS, HERE = "/alderbrook/ways-in/second-step/", "/alderbrook/second-steps/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WORKERS = ("peer", "nurse", "lead", "south_lead", "privacy_lead", "commissioner", "place_lead")


def late(cast: Cast) -> None:
    """Everybody joined, and was asked, a month ago."""
    before = clock.now() - timedelta(days=30)
    with speaking(MADE_FOR_TESTS):
        Place.objects.update(second_step_asked_at=before)
        Membership.objects.update(began_at=before)
        Role.objects.update(began_at=before)


def pages(cast: Cast) -> list[str]:
    return [
        "/alderbrook/day/", "/alderbrook/people/", f"/alderbrook/teams/{cast.north.pk}/board/", "/alderbrook/home/",
        "/alderbrook/looks/", "/alderbrook/openings/", "/alderbrook/second-steps/", "/alderbrook/ways-in/",
    ]  # fmt: skip


def has_app(cast: Cast, name: str) -> None:
    add_code_app(cast.people[name], secret=SECRET, by=cast.who(name))


@pytest.mark.parametrize("name", WORKERS)
def test_past_the_day_pages_lead_to_setting_one_up(cast: Cast, client: Client, name: str) -> None:
    live_a_little(cast)
    late(cast)
    client.force_login(cast.accounts[name])
    shown = [page for page in pages(cast) if client.get(page).get("Location") != STEPS]
    assert [page for page in shown if client.get(page).status_code != 404] == []
    assert client.get(STEPS).status_code == 200
    assert client.get("/alderbrook/home/", headers={"hx-request": "true"})["HX-Redirect"] == STEPS
    has_app(cast, name)
    assert client.get("/alderbrook/ways-in/").status_code == 200


@pytest.mark.parametrize("name", ["person", "friend", "stranger", "coordinator"])
def test_a_person_is_never_asked(cast: Cast, client: Client, name: str) -> None:
    live_a_little(cast)
    late(cast)
    client.force_login(cast.accounts[name])
    assert client.get("/alderbrook/home/").status_code == 200
    assert b"second step" not in client.get("/alderbrook/home/").content


def test_the_days_before_are_shown(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["peer"])
    page = client.get("/alderbrook/day/").content.decode()
    by = clock.now() + timedelta(days=14)
    assert "Set up your second step" in page
    assert f"{by:%B}" in page
    has_app(cast, "peer")
    assert "Set up your second step" not in client.get("/alderbrook/day/").content.decode()


def test_a_place_asks_whom_it_likes_and_the_days_count_anew(cast: Cast, client: Client) -> None:
    late(cast)
    lead = cast.who("place_lead")
    ask_for_second_steps(cast.place, of=["nurse", "place_lead"], within=7, by=lead)
    assert cast.who("place_lead") == lead
    client.force_login(cast.accounts["nurse"])
    assert client.get("/alderbrook/day/").status_code == 200, "a week, from today"
    late(cast)
    assert client.get("/alderbrook/day/")["Location"] == STEPS
    client.force_login(cast.accounts["peer"])
    assert client.get("/alderbrook/day/").status_code == 200
    for other in ("lead", "peer", "person", "privacy_lead", "far_worker"):
        with pytest.raises(PermissionDenied):
            ask_for_second_steps(cast.place, of=[], within=60, by=cast.who(other))


def test_whoever_leads_the_place_sees_who_has_one(cast: Cast, client: Client) -> None:
    has_app(cast, "peer")
    client.force_login(cast.accounts["place_lead"])
    page = client.get(HERE).content.decode()
    with speaking(cast.who("place_lead")):
        found = {one.name: (one.has_one, one.by is None) for one in second_steps_of(cast.place)}
    assert found["Pearl"] == (True, True)
    assert found["Nadia"] == (False, False)
    assert found["Cora Coordinator"] == (False, True)
    assert "Ana" not in str(found)
    assert "Asked for by" in page
    answer = client.post(HERE, {"of": ["nurse"], "within": "30"})
    assert answer.status_code == 302
    cast.place.refresh_from_db()
    assert (cast.place.second_step_asked_of, cast.place.second_step_within) == (["nurse"], 30)
    for other in ("peer", "lead", "person", "privacy_lead"):
        with speaking(cast.who(other)):
            assert second_steps_of(cast.place) == []


def ask(cast: Cast, whose: str = "nurse", second: str = "lead", by: str = "place_lead") -> SecondStepReset:
    return ask_for_reset(
        cast.place,
        whose=cast.people[whose].pk,
        seconder=cast.people[second].pk,
        why=WhyReset.LOST,
        link_to=lambda pk: f"http://testserver/{pk}",
        by=cast.who(by),
    )


def steps(cast: Cast) -> int:
    with speaking(GIVING):
        return Authenticator.objects.count()


def test_a_lost_one_is_taken_away_by_two(cast: Cast, client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    late(cast)
    has_app(cast, "nurse")
    client.force_login(cast.accounts["nurse"])
    assert client.get("/alderbrook/day/").status_code == 200
    reset = ask(cast)
    assert steps(cast) == 2, "nothing happens until the second agrees"
    agree_to_reset(reset, by=cast.who("lead"))
    assert steps(cast) == 0
    assert client.get("/alderbrook/day/")["Location"].startswith("/sign-in/"), "signed out everywhere"
    client.force_login(cast.accounts["nurse"])
    assert client.get("/alderbrook/day/")["Location"] == STEPS, "a new one before anything of a person's"
    with speaking(Errand("sending")):
        waiting = [str(row.pk) for row in Outgoing.objects.filter(sent_at=None)]
    for pk in waiting:
        send_outgoing(outgoing=pk)
    told = [(message.to[0], str(message.body)) for message in mail.outbox]
    assert any(to == cast.accounts["lead"].email and str(reset.pk) in body for to, body in told)
    assert any(to == cast.accounts["nurse"].email and "Pat Place and Lena took away" in body for to, body in told)
    with speaking(cast.who("nurse")):
        acts = set(Event.objects.filter(about_id=cast.people["nurse"].pk).values_list("act", flat=True))
    assert {"ask_for_reset", "agree_to_reset"} <= acts


@pytest.mark.parametrize("second", ["nurse", "place_lead", "person", "far_worker"])
def test_the_second_is_somebody_else_who_works_here(cast: Cast, second: str) -> None:
    with pytest.raises(NotTwoOthers):
        ask(cast, second=second)


def test_nobody_resets_their_own(cast: Cast) -> None:
    with pytest.raises(NotTwoOthers):
        ask(cast, whose="place_lead")


@pytest.mark.parametrize("other", ["lead", "peer", "privacy_lead", "person", "far_worker"])
def test_only_whoever_leads_the_place_asks(cast: Cast, other: str) -> None:
    with pytest.raises(PermissionDenied):
        ask(cast, second="south_lead", by=other)


@pytest.mark.parametrize("other", ["place_lead", "nurse", "peer", "south_lead", "privacy_lead", "far_worker"])
def test_only_the_named_second_agrees(cast: Cast, other: str) -> None:
    has_app(cast, "nurse")
    reset = ask(cast)
    with pytest.raises(PermissionDenied):
        agree_to_reset(reset, by=cast.who(other))
    assert steps(cast) == 2


def test_the_database_too_wants_two(cast: Cast) -> None:
    reset = ask(cast)
    for name in ("place_lead", "nurse", "peer"):
        with pytest.raises(DatabaseError):
            _agree_past_the_act(cast, reset, name)


def _agree_past_the_act(cast: Cast, reset: SecondStepReset, name: str) -> None:
    who: UUID = cast.people[name].pk
    with speaking(cast.who(name)), transaction.atomic():
        if not SecondStepReset.objects.filter(pk=reset.pk).update(agreed_by=who, agreed_at=clock.now()):
            raise DatabaseError("no row was seen")


@pytest.mark.parametrize("who", ["lead", "place_lead", "nurse"])
def test_any_of_the_three_may_drop_it(cast: Cast, who: str) -> None:
    has_app(cast, "nurse")
    reset = drop_reset(ask(cast), by=cast.who(who))
    with pytest.raises(PermissionDenied):
        agree_to_reset(reset, by=cast.who("lead"))
    assert steps(cast) == 2


def test_it_is_walked_on_pages(cast: Cast) -> None:
    has_app(cast, "nurse")
    lead, second, other = Client(), Client(), Client()
    lead.force_login(cast.accounts["place_lead"])
    given = {"whose": str(cast.people["nurse"].pk), "seconder": str(cast.people["lead"].pk), "why": "lost"}
    assert b"two people decide" in lead.post(f"{HERE}resets/new/", given | {"seconder": given["whose"]}).content
    there = lead.post(f"{HERE}resets/new/", given)["Location"]
    assert b"I have spoken with them" not in lead.get(there).content
    other.force_login(cast.accounts["peer"])
    assert other.get(there).status_code == 404
    second.force_login(cast.accounts["lead"])
    assert b"I have spoken with them" in second.get(there).content
    assert second.post(f"{there}yes/")["Location"] == there
    assert b"Taken away" in second.get(there).content
    assert steps(cast) == 0
