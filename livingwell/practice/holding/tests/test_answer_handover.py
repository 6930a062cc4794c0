"""accept_handover, decline_handover: the yes passes the hold, the no comes with a word of why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.practice.circle.actions import end_all_shares, open_unshared
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.rules import OPENING_LASTS
from livingwell.practice.holding.actions import offer_handover
from livingwell.practice.holding.models import OFFER_LASTS, Handover
from livingwell.practice.holding.tests.scene import Scene
from tests.cast import MADE_FOR_TESTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(scene: Scene) -> Handover:
    """The peer worker has asked South's lead, who knows nothing of the person."""
    return offer_handover(
        scene.journeys["person"], to=scene.member("south_lead"), why="She moves south.", by=scene.cast.who("peer")
    )


def test_whoever_is_asked_sees_the_name_and_the_why_and_no_more(scene: Scene, offer: Handover) -> None:
    page = scene.open("south_lead", f"handovers/{offer.pk}/").content.decode()
    assert "Ana Asking" in page
    assert "She moves south." in page
    assert "ana.alderbrook@example.org" not in page
    assert scene.open("south_lead", f"journeys/{offer.journey_id}/").status_code == 404


def test_yes(scene: Scene, offer: Handover) -> None:
    assert scene.press("south_lead", f"handovers/{offer.pk}/yes/").status_code == 302
    assert scene.holder("person") == "south_lead, own"
    assert scene.open("peer", f"journeys/{offer.journey_id}/").status_code == 404, (
        "North holds no more, and sees no more"
    )


def test_what_a_worker_opened_for_a_night_stays_open_to_them_whoever_holds_by_then(
    scene: Scene, offer: Handover
) -> None:
    person = scene.cast.people["person"]
    open_unshared(person, what=Part.STAYING_SAFE, reason="She said goodbye to me.", by=scene.cast.who("nurse"))
    end_all_shares(person, by=scene.cast.who("person"))
    scene.press("south_lead", f"handovers/{offer.pk}/yes/")
    assert scene.open("nurse", f"journeys/{offer.journey_id}/").status_code == 404
    assert "Ana Asking" in scene.open("nurse", f"people/{person.pk}/staying-safe/").content.decode()
    assert scene.open("peer", f"people/{person.pk}/staying-safe/").status_code == 404
    with clock.at(clock.now() + OPENING_LASTS):
        assert scene.open("nurse", f"people/{person.pk}/staying-safe/").status_code == 404


def test_no_with_a_word_of_why(scene: Scene, offer: Handover) -> None:
    assert scene.press("south_lead", f"handovers/{offer.pk}/no/", because="I am full, ask Sam").status_code == 302
    assert scene.holder("person") == "peer, own"
    page = scene.open("peer", f"handovers/{offer.pk}/").content.decode()
    assert "I am full, ask Sam" in page


def test_no_without_a_reason(scene: Scene, offer: Handover) -> None:
    page = scene.open("south_lead", f"handovers/{offer.pk}/").content.decode()
    assert "Not me, no reason needed" in page
    assert scene.press("south_lead", f"handovers/{offer.pk}/no/", because=" ").status_code == 302
    assert scene.holder("person") == "peer, own"
    assert "No reason is needed" in scene.open("peer", f"handovers/{offer.pk}/").content.decode()


@pytest.mark.parametrize("answer", ["yes", "no"])
@pytest.mark.parametrize(("who", "status"), [("nurse", 403), ("peer", 403), ("stranger", 404), ("person", 404)])
def test_nobody_answers_for_another(scene: Scene, offer: Handover, who: str, status: int, answer: str) -> None:
    assert scene.press(who, f"handovers/{offer.pk}/{answer}/", because="x").status_code == status
    assert scene.holder("person") == "peer, own"


def test_an_answer_is_given_once(scene: Scene, offer: Handover) -> None:
    scene.press("south_lead", f"handovers/{offer.pk}/no/", because="Not now")
    assert scene.press("south_lead", f"handovers/{offer.pk}/yes/").status_code == 302
    assert scene.holder("person") == "peer, own"


def test_a_leaver_is_asked_no_more(scene: Scene, offer: Handover) -> None:
    member = scene.member("south_lead")
    scene.press("south_lead", f"memberships/{member.pk}/leaving/")
    assert scene.press("south_lead", f"handovers/{offer.pk}/yes/").status_code in {302, 404}
    assert scene.holder("person") == "peer, own"


def test_an_offer_that_nobody_answered_runs_out(scene: Scene) -> None:
    """After a week an old yes would surprise everybody: the name is closed again, and it is offered anew or not."""
    journey, to = scene.journeys["person"], scene.member("south_lead")
    peer = scene.cast.who("peer")
    with speaking(MADE_FOR_TESTS):
        offer = Handover(
            place_id=journey.place_id, person_id=journey.person_id, journey=journey, to_id=to.person_id, to_name="Sol",
            in_team_id=to.team_id, why="She moves south.", offered_by_id=peer.id, offered_by_name="Pearl",
            offered_at=clock.now() - OFFER_LASTS - timedelta(minutes=1),
        )  # fmt: skip
        offer.save(force_insert=True)
    page = scene.open("south_lead", f"handovers/{offer.pk}/").content.decode()
    assert "This offer has run out" in page
    assert "Ana Asking" not in page
    assert scene.press("south_lead", f"handovers/{offer.pk}/yes/").status_code == 302
    assert scene.holder("person") == "peer, own"
    with (
        speaking(scene.cast.who("south_lead")),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        cursor.execute("select gate.accept_handover(%s)", [offer.pk])
    assert "Take the offer back" in scene.open("peer", f"handovers/{offer.pk}/").content.decode()
