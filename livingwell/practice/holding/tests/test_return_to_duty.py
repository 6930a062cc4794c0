"""return_to_duty: the holder gives back; duty has said yes already."""

from __future__ import annotations

import pytest

from livingwell.practice.holding.tests.scene import Scene

pytestmark = pytest.mark.django_db


def address(scene: Scene) -> str:
    return f"journeys/{scene.journeys['person'].pk}/holds/duty/"


def test_it_works(scene: Scene) -> None:
    assert scene.press("peer", address(scene)).status_code == 302
    assert scene.holder("person") == "lead, duty"


@pytest.mark.parametrize(("who", "answer"), [("nurse", 403), ("person", 403), ("stranger", 404), ("south_lead", 404)])
def test_it_refuses(scene: Scene, who: str, answer: int) -> None:
    assert scene.press(who, address(scene)).status_code == answer
    assert scene.holder("person") == "peer, own"
