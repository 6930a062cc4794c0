"""say_goodbye, propose_ending, second_ending, undo_ending: by their own word, or by two named workers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.practice.holding.tests.scene import Scene
from tests.cast import MADE_FOR_TESTS

pytestmark = pytest.mark.django_db


def of(scene: Scene, whose: str, rest: str) -> str:
    return f"journeys/{scene.journeys[whose].pk}/{rest}/"


def test_the_person_says_goodbye_themselves(scene: Scene) -> None:
    assert scene.open("person", of(scene, "person", "goodbye")).status_code == 200
    page = scene.press("person", of(scene, "person", "goodbye"), kind="goodbye", words="Thank you 🌻")
    assert page.status_code == 302
    assert scene.holder("person") == "nobody"


def test_a_worker_enters_it_in_their_voice(scene: Scene) -> None:
    page = scene.press("peer", of(scene, "quiet", "goodbye"), kind="not_wanted", words="No thanks", channel="phone")
    assert page.status_code == 302
    assert scene.holder("quiet") == "nobody"
    (ending,) = scene.endings()
    assert ending.said_by_id == scene.cast.people["quiet"].pk
    with speaking(MADE_FOR_TESTS):
        event = Event.objects.get(act="say_goodbye")
    assert event.by_id == scene.cast.people["peer"].pk
    assert event.voice_id == scene.cast.people["quiet"].pk
    assert event.channel == "phone"


def test_entered_without_a_channel_is_asked_again_and_keeps_the_words(scene: Scene) -> None:
    page = scene.press("peer", of(scene, "quiet", "goodbye"), kind="goodbye", words="See you")
    assert page.status_code == 200
    assert page.context["form"].errors["channel"]
    assert "See you" in page.content.decode()
    assert scene.holder("quiet") == "lead, duty"


@pytest.mark.parametrize(("who", "answer"), [("stranger", 404), ("friend", 404), ("south_lead", 404)])
def test_nobody_else_says_goodbye_for_them(scene: Scene, who: str, answer: int) -> None:
    page = scene.press(who, of(scene, "person", "goodbye"), kind="goodbye", words="", channel="phone")
    assert page.status_code == answer
    assert scene.holder("person") == "peer, own"


@pytest.mark.parametrize("kind", ["moved_away", "died", "no_answer", "", "closed"])
def test_there_is_no_other_word_of_theirs(scene: Scene, kind: str) -> None:
    page = scene.press("peer", of(scene, "person", "goodbye"), kind=kind, words="", channel="phone")
    assert page.status_code == 200
    assert scene.holder("person") == "peer, own"


def test_two_workers_end_it_and_one_of_them_undoes_it(scene: Scene) -> None:
    said = {"kind": "moved_away", "words": "Their sister rang."}
    assert scene.press("peer", of(scene, "person", "endings/new"), **said).status_code == 302
    assert scene.holder("person") == "peer, own", "one worker ends nothing"
    (ending,) = scene.endings()
    assert scene.press("peer", f"endings/{ending.pk}/second/").status_code == 403, "nor the same one twice"
    assert scene.press("stranger", f"endings/{ending.pk}/second/").status_code == 404
    assert scene.press("nurse", f"endings/{ending.pk}/second/").status_code == 302
    assert scene.holder("person") == "nobody"
    listed = scene.open("peer", "endings/").content.decode()
    for said in ("They have moved away", "You, today", "agreed, today", "If it was not so, you can undo it"):
        assert said in listed, "each row says what, by whom, since when and what is asked"
    assert scene.press("lead", f"endings/{ending.pk}/undoing/").status_code in {403, 404}
    assert scene.press("peer", f"endings/{ending.pk}/undoing/").status_code == 302
    assert scene.holder("person") == "peer, own"


def test_an_ending_needs_its_why(scene: Scene) -> None:
    page = scene.press("peer", of(scene, "person", "endings/new"), kind="died", words="")
    assert page.status_code == 200
    assert page.context["form"].errors["words"]
    assert scene.endings() == []


def test_a_second_proposal_reads_a_sentence(scene: Scene) -> None:
    scene.press("peer", of(scene, "person", "endings/new"), kind="moved_away", words="a")
    browser = scene.browser("nurse")
    page = browser.post(
        "/alderbrook/" + of(scene, "person", "endings/new"), {"kind": "died", "words": "b"}, follow=True
    )
    assert page.status_code == 200
    assert "An ending has been written down for this journey already." in page.content.decode()
    assert len(scene.endings()) == 1


def test_silence_ends_nothing(scene: Scene) -> None:
    """A year in which nobody says or does anything."""
    with clock.at(clock.now() + timedelta(days=365)):
        assert scene.holder("person") == "peer, own"
        assert scene.open("person", of(scene, "person", "goodbye")).status_code == 200
    assert scene.endings() == []
