"""return_to_duty: the holder gives back; duty has said yes already."""

from __future__ import annotations

import pytest

from livingwell.practice.holding.tests.scene import PLACE, Scene

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


def test_a_press_whose_answer_was_lost_is_answered_as_done(scene: Scene) -> None:
    """What they may no longer do, because it is done, is not forbidden to them; and to others it stays forbidden."""
    peer, form = scene.browser("peer"), {"once": "the token of the form"}
    page = f"http://testserver{PLACE}journeys/{scene.journeys['person'].pk}/?show=history"
    assert peer.post(PLACE + address(scene), form).status_code == 302
    again = peer.post(PLACE + address(scene), form, headers={"referer": page})
    assert (again.status_code, again["Location"]) == (302, page)
    assert "That was done already." in peer.get(again["Location"]).content.decode()
    assert scene.press("nurse", address(scene), **form).status_code == 403
    assert peer.post(PLACE + address(scene), {"once": "another form"}).status_code == 403


def test_it_leads_nowhere_else(scene: Scene) -> None:
    """The page a form says it was on is somebody's word: only a page of this site is gone back to."""
    peer, form = scene.browser("peer"), {"once": "the token of the form"}
    peer.post(PLACE + address(scene), form)
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""):
        again = peer.post(PLACE + address(scene), form, headers={"referer": elsewhere})
        assert again["Location"] == f"{PLACE}home/"
