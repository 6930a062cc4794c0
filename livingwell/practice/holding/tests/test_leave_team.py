"""leave_team, close_organisation, take_duty, say_duty_yes: people come and go, and everybody stays held."""

from __future__ import annotations

import pytest

from livingwell.people.models import DutyYes, Membership, MembershipKind
from livingwell.practice.holding.tests.scene import Scene
from tests.cast import make_member

pytestmark = pytest.mark.django_db


def leaving(scene: Scene, name: str) -> str:
    return f"memberships/{scene.member(name).pk}/leaving/"


def test_the_page_says_first_what_happens(scene: Scene) -> None:
    page = scene.open("peer", leaving(scene, "peer")).content.decode()
    assert "One journey passes to Lena, who is on duty" in page
    assert scene.holder("person") == "peer, own"


def test_a_worker_leaves_and_everybody_stays_held(scene: Scene) -> None:
    assert scene.press("peer", leaving(scene, "peer")).status_code == 302
    assert scene.holder("person") == "lead, duty"
    assert scene.open("peer", f"journeys/{scene.journeys['person'].pk}/").status_code == 404, "access is lost at once"


def test_whoever_is_on_duty_leaves_and_duty_falls_to_the_longest_standing_yes(scene: Scene) -> None:
    assert scene.press("nurse", f"teams/{scene.cast.north.pk}/yeses/new/").status_code == 302
    assert scene.press("lead", leaving(scene, "lead")).status_code == 302
    assert scene.on_duty(scene.cast.north) == "nurse"
    assert scene.holder("quiet") == "nurse, duty"


def test_with_no_yes_in_the_team_another_teams_duty_stands_in(scene: Scene) -> None:
    scene.press("lead", leaving(scene, "lead"))
    assert scene.on_duty(scene.cast.north) == "south_lead"
    assert scene.holder("quiet") == "south_lead, duty"


def test_the_last_on_duty_in_a_place_cannot_leave_and_is_told_why(scene: Scene) -> None:
    membership = Membership.objects.get(team=scene.cast.far, ended_at=None)
    browser = scene.browser("far_worker")
    address = f"/farside/memberships/{membership.pk}/leaving/"
    assert "Somebody has to be on duty first" in browser.get(address).content.decode()
    page = browser.post(address, follow=True)
    assert page.status_code == 200
    assert "You are the only one here who has said yes to duty" in page.content.decode()
    membership.refresh_from_db()
    assert membership.ended_at is None


@pytest.mark.parametrize(("who", "answer"), [("south_lead", 403), ("person", 403), ("stranger", 403), ("nobody", 302)])
def test_nobody_from_outside_makes_a_worker_leave(scene: Scene, who: str, answer: int) -> None:
    assert scene.press(who, leaving(scene, "peer")).status_code == answer
    assert scene.holder("person") == "peer, own"


def test_leaving_twice_is_leaving_once(scene: Scene) -> None:
    address = leaving(scene, "peer")
    scene.press("peer", address)
    assert scene.press("lead", address).status_code == 200
    assert "Pearl has left North" in scene.open("lead", address).content.decode()


def test_a_colleague_cannot_end_somebody_elses_membership(scene: Scene) -> None:
    address = leaving(scene, "peer")
    assert scene.press("nurse", address).status_code == 403
    assert scene.press("south_lead", address).status_code == 403
    assert Membership.objects.filter(person=scene.cast.people["peer"], ended_at=None).exists()


def test_an_organisation_leaves_and_everybody_stays_held(scene: Scene) -> None:
    trust = scene.cast.organisations["Trust"]
    page = scene.open("place_lead", f"organisations/{trust.pk}/leaving/").content.decode()
    assert "Lena, North" in page
    assert scene.press("place_lead", f"organisations/{trust.pk}/leaving/").status_code == 302
    assert not Membership.objects.filter(organisation=trust, ended_at=None).exists()
    assert scene.holder("person") == "peer, own"
    assert scene.holder("quiet") == "south_lead, duty"


def test_a_leaving_organisation_leaves_nobody_standing_in(scene: Scene) -> None:
    """North's duty and South's both work for the Council: each would stand in for the other, and neither may stay."""
    council = scene.cast.organisations["Council"]
    make_member(
        scene.cast.south, scene.cast.people["peer"], MembershipKind.PEER, scene.cast.organisations["Mind"], "Pearl"
    )
    assert scene.press("peer", f"teams/{scene.cast.south.pk}/yeses/new/").status_code == 302
    assert scene.press("place_lead", f"organisations/{council.pk}/leaving/").status_code == 302
    assert not Membership.objects.filter(organisation=council, ended_at=None).exists()
    assert scene.on_duty(scene.cast.south) == "peer"


@pytest.mark.parametrize("who", ["lead", "peer", "person", "commissioner", "stranger"])
def test_only_the_places_lead_closes_an_organisation(scene: Scene, who: str) -> None:
    mind = scene.cast.organisations["Mind"]
    assert scene.press(who, f"organisations/{mind.pk}/leaving/").status_code == 403
    assert scene.open(who, "organisations/").status_code == 403
    assert scene.holder("person") == "peer, own"


def test_taking_duty_is_a_recorded_yes(scene: Scene) -> None:
    assert scene.press("peer", f"teams/{scene.cast.north.pk}/duty/new/").status_code == 302
    assert scene.on_duty(scene.cast.north) == "peer"
    assert scene.holder("quiet") == "peer, duty"
    assert DutyYes.objects.filter(person=scene.cast.people["peer"], team=scene.cast.north, ended_at=None).count() == 1


def test_duty_is_taken_by_who_works_there(scene: Scene) -> None:
    for act in ("duty", "yeses"):
        assert scene.press("south_lead", f"teams/{scene.cast.north.pk}/{act}/new/").status_code == 403
        assert scene.press("far_worker", f"teams/{scene.cast.north.pk}/{act}/new/").status_code == 404
    assert scene.on_duty(scene.cast.north) == "lead"


@pytest.mark.parametrize(("who", "answer"), [("peer", 200), ("south_lead", 200), ("place_lead", 200), ("person", 403)])
def test_who_sees_a_teams_page(scene: Scene, who: str, answer: int) -> None:
    assert scene.open(who, f"teams/{scene.cast.north.pk}/").status_code == answer
