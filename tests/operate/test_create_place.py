"""An operator opens a place and invites: said clearly, twice is once, and what cannot be meant changes nothing."""

from __future__ import annotations

import re
from contextlib import nullcontext

import pytest
from django.test import Client

from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand
from livingwell.operate import cli
from livingwell.operate.commands import create_place, give_role, invite
from livingwell.people.models import Account, Duty, Membership, Place, Role, RoutingArea, Team

PLACE = {
    "slug": "riverside", "name": "Riverside", "jurisdiction": "wales", "team": "North", "organisation": "Council",
    "lead-name": "Lena Lead", "lead-email": "lena@example.org",
}  # fmt: skip
WORKER = {
    "place": "riverside", "team": "North", "organisation": "Mind", "kind": "peer", "name": "Pearl",
    "email": "pearl@example.org",
}  # fmt: skip


@pytest.fixture(autouse=True)
def here(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in (create_place, give_role, invite):
        monkeypatch.setattr(command, "database_for_a_while", nullcontext)


def run(command: str, given: dict[str, str], **more: str) -> int:
    facts = given | {name.replace("_", "-"): value for name, value in more.items()}
    return cli.main([command, *[part for name, value in facts.items() for part in (f"--{name}", value)]])


def test_a_place_opens_with_a_team_whose_lead_is_on_duty(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("create-place", PLACE) == 0
    assert "is open at /riverside/" in capsys.readouterr().out
    team = Team.objects.get(place__slug="riverside")
    with speaking(Errand("an operator")):
        account = Account.objects.get(email="lena@example.org")
    assert Duty.objects.get(team=team, ended_at=None).person_id == account.person_id
    assert RoutingArea.objects.get(place=team.place).team_id == team.pk


def test_twice_is_once(capsys: pytest.CaptureFixture[str]) -> None:
    run("create-place", PLACE)
    assert run("create-place", PLACE) == 0
    assert "Nothing was changed" in capsys.readouterr().out
    assert (Place.objects.count(), Team.objects.count(), Membership.objects.count()) == (1, 1, 1)


def test_another_team_opens_in_a_place_that_is_there() -> None:
    run("create-place", PLACE)
    assert run("create-place", PLACE, team="South") == 0
    assert set(Team.objects.values_list("name", flat=True)) == {"North", "South"}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"slug": "Sign In"}, "cannot begin an address"),
        ({"slug": "a--b"}, "cannot begin an address"),
        ({"slug": "sign-in"}, "of the platform's own"),
        ({"slug": "static"}, "of the platform's own"),
        ({"slug": "demo"}, "of the platform's own"),
        ({"lead_email": "lena"}, "not an email address"),
        ({"time_zone": "Mars/Olympus"}, "not a time zone"),
        ({"promise_days": "0"}, "between 1 and 20"),
        ({"team": "   "}, "between 1 and 80"),
        ({"name": "x" * 81}, "between 1 and 80"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(
    wrong: dict[str, str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("create-place", PLACE, **wrong) == 1
    assert says in capsys.readouterr().err
    assert not Place.objects.exists()


def test_a_lead_of_another_place_is_not_taken(capsys: pytest.CaptureFixture[str]) -> None:
    run("create-place", PLACE)
    assert run("create-place", PLACE, slug="hillside", name="Hillside") == 1
    assert "another place" in capsys.readouterr().err
    assert Place.objects.count() == 1


def test_an_invitation_leads_to_a_worker(capsys: pytest.CaptureFixture[str]) -> None:
    run("create-place", PLACE)
    assert run("invite", WORKER) == 0
    link = re.search(r"/riverside/invitations/[a-z0-9-]+/", capsys.readouterr().out)
    assert link is not None
    assert Client().post(link[0], {"known_as": "Pearl"}).status_code == 302
    assert Membership.objects.filter(team__name="North", known_as="Pearl", kind="peer").exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"place": "nowhere"}, "There are: riverside"),
        ({"team": "Nort"}, "There are: North"),
        ({"email": "pearl"}, "email"),
        ({"name": " "}, "Nobody was invited"),
    ],
)
def test_nobody_is_invited_by_mistake(wrong: dict[str, str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    run("create-place", PLACE)
    assert run("invite", WORKER, **wrong) == 1
    assert says in capsys.readouterr().err


GRACE = {"place": "riverside", "role": "safeguarding_lead", "email": "grace@example.org", "name": "Grace Obi"}


def test_somebody_answers_for_safeguarding_and_it_passes_without_a_gap(capsys: pytest.CaptureFixture[str]) -> None:
    run("create-place", PLACE)
    assert [run("give-role", GRACE) for _ in range(2)] == [0, 0]
    assert "Grace Obi is Safeguarding lead of Riverside now" in capsys.readouterr().out
    passed = {"email": "lena@example.org", "name": "", "instead-of": "grace@example.org"}
    assert run("give-role", GRACE | passed) == 0
    ended, now = Role.objects.order_by("began_at")
    with speaking(Errand("an operator")):
        lena = Account.objects.get(email="lena@example.org")
    assert (now.person_id, now.ended_at) == (lena.person_id, None)
    assert (ended.ended_by_id, ended.ended_at) == (lena.person_id, now.began_at)


@pytest.mark.parametrize(
    "wrong", [{"place": "nowhere"}, {"email": "not an address"}, {"name": ""}, {"instead-of": "nobody@example.org"}]
)
def test_a_role_that_cannot_be_meant_changes_nothing(wrong: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    run("create-place", PLACE)
    assert run("give-role", GRACE | wrong) == 1
    assert "Nothing was changed" in capsys.readouterr().err
    with speaking(Errand("an operator")):
        assert (Role.objects.count(), Account.objects.filter(email="grace@example.org").count()) == (0, 0)
