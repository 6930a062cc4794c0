"""offer_handover, withdraw_handover: asking a colleague changes nothing until they say yes."""

from __future__ import annotations

import pytest

from livingwell.practice.holding.tests.scene import Scene

pytestmark = pytest.mark.django_db


def address(scene: Scene) -> str:
    return f"journeys/{scene.journeys['person'].pk}/handovers/new/"


def test_it_works_within_the_team_and_beyond(scene: Scene) -> None:
    for name in ("nurse", "south_lead"):
        page = scene.press("peer", address(scene), to=scene.member(name).pk, why="Nights are hard 🌙")
        assert page.status_code == 302
    assert [offer.to_name for offer in scene.offers()] == ["Nadia", "Sol"]
    assert scene.holder("person") == "peer, own"


@pytest.mark.parametrize(("who", "answer"), [("nurse", 403), ("lead", 403), ("person", 403), ("south_lead", 404)])
def test_it_refuses(scene: Scene, who: str, answer: int) -> None:
    page = scene.press(who, address(scene), to=scene.member("nurse").pk, why="x")
    assert page.status_code == answer
    assert scene.offers() == []


@pytest.mark.parametrize("why", ["", "   ", "\0", "x" * 2001])
def test_a_bad_why_gets_a_sentence_and_keeps_the_choice(scene: Scene, why: str) -> None:
    page = scene.press("peer", address(scene), to=scene.member("nurse").pk, why=why)
    assert page.status_code == 200
    assert page.context["form"].errors["why"]
    assert f'value="{scene.member("nurse").pk}" selected' in page.content.decode()
    assert scene.offers() == []


@pytest.mark.parametrize("to", ["", "x", "00000000-0000-0000-0000-000000000000", "far_worker", "peer", "\0"])
def test_nobody_is_asked_who_could_not_hold(scene: Scene, to: str) -> None:
    if to in scene.cast.people:
        to = str(scene.member(to).pk)
    page = scene.press("peer", address(scene), to=to, why="Because")
    assert page.status_code == 200
    assert page.context["form"].errors["to"]
    assert "Because" in page.content.decode()


def test_asking_twice_is_asking_once(scene: Scene) -> None:
    for _ in range(2):
        scene.press("peer", address(scene), to=scene.member("nurse").pk, why="Nights")
    assert len(scene.offers()) == 1


def test_whoever_offered_takes_it_back(scene: Scene) -> None:
    scene.press("peer", address(scene), to=scene.member("nurse").pk, why="Nights")
    (offer,) = scene.offers()
    assert scene.press("lead", f"handovers/{offer.pk}/withdrawal/").status_code == 403
    assert scene.press("stranger", f"handovers/{offer.pk}/withdrawal/").status_code == 404
    assert scene.press("peer", f"handovers/{offer.pk}/withdrawal/").status_code == 302
    assert scene.press("nurse", f"handovers/{offer.pk}/yes/").status_code == 302
    assert scene.holder("person") == "peer, own"
