"""hold_journey: "I'll hold this" takes from duty what nobody else holds yet."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import Refused
from livingwell.practice.holding.actions import hold_journey
from livingwell.practice.holding.models import Journey
from livingwell.practice.holding.tests.scene import Scene, lived
from tests.cast import make_cast, make_journey


def address(scene: Scene, whose: str = "quiet") -> str:
    return f"journeys/{scene.journeys[whose].pk}/holds/new/"


@pytest.mark.django_db
def test_it_works(scene: Scene) -> None:
    assert scene.holder("quiet") == "lead, duty"
    page = scene.press("peer", address(scene))
    assert page.status_code == 302
    assert scene.holder("quiet") == "peer, own"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "answer"), [("nobody", 302), ("stranger", 404), ("south_lead", 404), ("far_worker", 404), ("friend", 404)]
)
def test_it_refuses(scene: Scene, who: str, answer: int) -> None:
    assert scene.press(who, address(scene)).status_code == answer
    assert scene.holder("quiet") == "lead, duty"


@pytest.mark.django_db
def test_nobody_holds_their_own_journey(scene: Scene) -> None:
    assert scene.press("person", address(scene, "person")).status_code == 403
    scene.journeys["lead"] = make_journey(scene.cast.people["lead"], scene.cast.north)
    assert scene.press("lead", address(scene, "lead")).status_code == 403
    with pytest.raises(PermissionDenied):
        hold_journey(scene.journeys["lead"], by=scene.cast.who("lead"))


@pytest.mark.django_db
def test_whoever_is_second_is_told_who_holds(scene: Scene) -> None:
    browser = scene.browser("nurse")
    page = browser.post("/alderbrook/" + address(scene, "person"), follow=True)
    assert page.status_code == 200
    assert "Pearl is holding this journey already." in page.content.decode()
    assert scene.holder("person") == "peer, own"


@pytest.mark.django_db
def test_a_double_click_is_one(scene: Scene) -> None:
    for _ in range(2):
        assert scene.press("peer", address(scene), once="the same").status_code == 302
    assert scene.holder("quiet") == "peer, own"


@pytest.mark.django_db
def test_looking_is_not_pressing(scene: Scene) -> None:
    assert scene.open("peer", address(scene)).status_code == 405


@pytest.mark.django_db
def test_between_the_door_and_the_act_somebody_was_faster(scene: Scene) -> None:
    """The page was opened while duty held; the other's word was kept before this one's act began."""
    nurse = scene.cast.who("nurse")
    with speaking(nurse):
        seen: Any = Journey.objects.visible_to(nurse).may("hold_journey").get(pk=scene.journeys["quiet"].pk)
    assert seen.may_hold_journey
    assert scene.press("peer", address(scene)).status_code == 302
    with pytest.raises(Refused) as refused:
        hold_journey(seen, by=nurse)
    assert "Somebody else was faster" in str(refused.value.sentence)
    assert scene.holder("quiet") == "peer, own"


def test_two_at_once_in_two_browsers(own_database: str) -> None:
    """Both have the page open and press in the same moment: one holds, the other reads a sentence, nobody a 500."""
    scene = lived(make_cast())
    ready = threading.Barrier(2)
    answers: list[tuple[int, str]] = []

    def press(who: str) -> None:
        browser = scene.browser(who)
        ready.wait(120)
        try:
            page = browser.post("/alderbrook/" + address(scene), follow=True)
            answers.append((page.status_code, page.content.decode()))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(who,)) for who in ("peer", "nurse")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [status for status, _ in answers] == [200, 200]
    assert sum("You are holding this journey now." in words for _, words in answers) == 1
    assert sum("Somebody else was faster" in words or "already." in words for _, words in answers) == 1
    assert scene.holder("quiet") in {"peer, own", "nurse, own"}
