"""The invented place: filled once, whole or not at all, and marked; nobody becomes somebody where it is not."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.test import Client, override_settings

from livingwell.demo.cast import CAST, email_of
from livingwell.demo.fill import fill, is_filled, voices
from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.people import invented as mark
from livingwell.people.models import Account, Place
from livingwell.practice.circle.models import Look
from livingwell.practice.holding.models import Ending, Hold, Journey
from livingwell.practice.holding.tests.oracle import broken
from livingwell.simulation.world import INVENTED


def test_the_invented_place_is_filled_once_and_every_stage_is_there(own_database: str, cluster: Any) -> None:
    steps: list[tuple[int, int]] = []
    fill(lambda done, of, what: steps.append((done, of)))
    assert steps[-1] == (60, 60)
    assert {told.stage for told in voices()} >= {"arrived", "met", "goodbye", "returned", "talk_today", "handover"}
    with speaking(INVENTED):
        held = Hold.unguarded.filter(ended_at=None).count()
        assert Journey.unguarded.count() > 60, "those who came back have two"
        assert Counter(Hold.unguarded.filter(ended_at=None).values_list("team__name", flat=True)).keys() == {
            "Shore",
            "Hill",
        }
        assert Ending.unguarded.count() >= 7
        events = Event.objects.count()
        ana = Account.objects.get(email=email_of("ana")).person_id
        looked = Look.unguarded.filter(person_id=ana)
        assert {"introduction", "story", "plan"} <= set(looked.values_list("what", flat=True)), "each let in by a rule"
        assert not looked.filter(reason="").exists()
    assert held > 45
    fill(lambda done, of, what: None)
    with speaking(INVENTED):
        assert Event.objects.count() == events, "the second time nothing happens"
    with cluster.connect(own_database, autocommit=True) as superuser:
        assert broken(superuser) == []
    for part in CAST:
        assert Account.objects.filter(email=email_of(part.key)).exists(), part.key


@pytest.mark.django_db
def test_without_the_mark_nobody_can_become_anybody(cast: Any, client: Client) -> None:
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/ana/").status_code == 404


def test_the_cast_is_for_this_machine_alone(own_database: str) -> None:
    mark.mark_as_invented()
    client = Client()
    assert client.get("/demo/").status_code == 200
    assert client.get("/demo/", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.get("/demo/ana/").status_code == 405, "becoming somebody is a POST"
    with override_settings(REAL=True):
        assert client.get("/demo/").status_code == 404


def test_a_place_that_is_not_invented_is_never_filled(own_database: str) -> None:
    with speaking(INVENTED):
        Place.objects.create(slug="real", name="Real", jurisdiction="england", opened_at="2026-01-01T00:00Z")
    with pytest.raises(mark.NotInvented):
        fill(lambda done, of, what: None)
    assert not is_filled()
    with override_settings(REAL=True), pytest.raises(mark.NotInvented):
        mark.mark_as_invented()
