"""Destroying: two names, a week, nobody back, no legal hold; then the words are gone, and nothing else is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.utils import DatabaseError

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import Refused
from livingwell.kit.record.models import Event
from livingwell.kit.secrets import keys
from livingwell.kit.secrets.fields import GONE
from livingwell.kit.secrets.models import DataKey
from livingwell.people.models import Account, Person
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from livingwell.practice.holding.actions import say_goodbye
from livingwell.practice.holding.models import EndingKind, Journey
from livingwell.practice.keeping import actions as keeping
from livingwell.practice.keeping import jobs
from livingwell.practice.keeping.models import Destruction, Goes, Kept, Request, Right, Stopped
from livingwell.practice.story.actions import write_entry
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little, make_journey

pytestmark = pytest.mark.django_db
LONG = timedelta(days=8)


@pytest.fixture
def alive(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(settings, "SEAL_HEADS_FILE", tmp_path / "heads.jsonl")
    live_a_little(cast)
    write_entry(cast.people["person"], heading="The sea", words="I swam.", by=cast.who("person"))
    return cast


def asked(cast: Cast, what: Goes = Goes.OWN) -> Destruction:
    """The person has asked, and the privacy lead has proposed."""
    request = keeping.ask_right(cast.people["person"], right=Right.DESTROY, words="Please.", by=cast.who("person"))
    return keeping.propose_destruction(request, what=what, by=cast.who("privacy_lead"))


def a_week_later(row: Destruction) -> None:
    """Its names are as old as the wait."""
    with speaking(MADE_FOR_TESTS):
        ago = clock.now() - LONG
        Destruction.unguarded.filter(pk=row.pk).update(proposed_at=ago, agreed_at=ago)


def of(row: Destruction) -> Destruction:
    with speaking(MADE_FOR_TESTS):
        found: Destruction = Destruction.unguarded.get(pk=row.pk)
    return found


def test_asked_for_proposed_agreed_by_the_person_and_a_week_later_their_own_words_are_gone(alive: Cast) -> None:
    me, lead = signed_in(alive, "person"), signed_in(alive, "privacy_lead")
    me.post(url(alive, "ask_right"), {"right": "destroy", "words": "Burn it."})
    request = only(alive, "person", Request)
    page = lead.get(url(alive, "answer_request", request.pk)).content.decode()
    assert "while they are supported" in page
    lead.post(url(alive, "propose_destruction", request.pk), {"what": "all"})  # not offered: a journey is open
    lead.post(url(alive, "propose_destruction", request.pk), {"what": "own"})
    row = only(alive, "person", Destruction)
    assert row.what == Goes.OWN
    here = url(alive, "destruction", row.pk)
    assert "Yes, destroy it" in me.get(here).content.decode()
    assert "Please read what goes" in me.post(url(alive, "agree_to_destroy", row.pk)).content.decode()
    me.post(url(alive, "agree_to_destroy", row.pk), {"read": "on"})
    assert "It waits a week" in me.get(here).content.decode()

    jobs.destroy_what_two_agreed_to.func()
    assert of(row).done_at is None, "not before its week"
    a_week_later(row)
    jobs.destroy_what_two_agreed_to.func()
    assert of(row).done_at is not None
    assert "destroyed on" in lead.get(url(alive, "answer_request", request.pk)).content.decode()
    mine = me.get(url(alive, "story")).content.decode()
    assert "I swam." not in mine
    assert GONE in mine
    for page in ("plan", "staying_safe"):
        assert me.get(url(alive, page)).status_code == 200
    write_entry(alive.people["person"], heading="After", words="I begin again.", by=alive.who("person"))
    assert "I begin again." in me.get(url(alive, "story")).content.decode()
    with speaking(MADE_FOR_TESTS):
        told = Event.objects.filter(act__in=["propose_destruction", "agree_to_destroy", "destroy_words"])
        assert told.count() == 3
        last = told.get(act="destroy_words")
        assert last.facts == {
            "what": "own", "proposed_by": str(alive.people["privacy_lead"].pk),
            "agreed_by": str(alive.people["person"].pk),
        }  # fmt: skip


def test_one_person_is_not_two_and_strangers_are_nobody(alive: Cast) -> None:
    row = asked(alive)
    for name in ("privacy_lead", "peer", "lead", "stranger", "far_worker", "friend"):
        with pytest.raises(PermissionDenied):
            keeping.agree_to_destroy(of(row), by=alive.who(name))
    with as_the_database_sees(alive, "privacy_lead"), pytest.raises(DatabaseError), transaction.atomic():
        Destruction.unguarded.filter(pk=row.pk).update(
            agreed_by_id=alive.people["privacy_lead"].pk, agreed_at=clock.now()
        )
    with as_the_database_sees(alive, "privacy_lead"), pytest.raises(DatabaseError), transaction.atomic():
        Destruction.unguarded.filter(pk=row.pk).update(
            agreed_by_id=alive.people["place_lead"].pk, agreed_at=clock.now()
        )
    with as_the_database_sees(alive, "place_lead"), pytest.raises(DatabaseError), transaction.atomic():
        Destruction.unguarded.filter(pk=row.pk).update(
            agreed_by_id=alive.people["place_lead"].pk, agreed_at=clock.now() - LONG
        )
    for name in ("peer", "far_worker"):
        assert signed_in(alive, name).get(url(alive, "destruction", row.pk)).status_code == 404
    keeping.agree_to_destroy(of(row), by=alive.who("place_lead"))
    for name in ("person", "privacy_lead", "place_lead"):
        with transaction.atomic():
            keeping.take_back_destruction(of(row), by=alive.who(name))
            transaction.set_rollback(True)
    keeping.take_back_destruction(of(row), by=alive.who("person"))
    with speaking(MADE_FOR_TESTS), pytest.raises(DatabaseError), transaction.atomic():
        a_week_later(row)


def test_a_hold_refuses_stops_and_blocks_at_every_depth(alive: Cast) -> None:
    lead = alive.who("privacy_lead")
    row = asked(alive)
    keeping.agree_to_destroy(of(row), by=alive.who("person"))
    with speaking(MADE_FOR_TESTS):
        request = Request.unguarded.get()
    hold = keeping.begin_legal_hold(request, because="A court.", by=lead)
    assert (of(row).stopped_because, of(row).agreed_at is not None) == (Stopped.HOLD, True), "placed while it waited"
    a_week_later_refused(row)
    jobs.destroy_what_two_agreed_to.func()
    with pytest.raises(PermissionDenied):
        keeping.propose_destruction(request, what=Goes.OWN, by=lead)
    refused = pytest.raises(DatabaseError, match="stands against")
    with as_the_database_sees(alive, "privacy_lead"), refused, transaction.atomic():
        Destruction(
                place=alive.place, person=alive.people["person"], what=Goes.OWN, found_at=clock.now(),
                request=request, proposed_by_id=lead.id, proposed_at=clock.now(),
            ).save(force_insert=True)  # fmt: skip
    with speaking(MADE_FOR_TESTS), pytest.raises(DatabaseError, match="under a legal hold"), transaction.atomic():
        DataKey.objects.filter(owner_id=alive.people["person"].pk).update(wrapped=None, destroyed_at=clock.now())
    keeping.end_legal_hold(hold, by=lead)
    jobs.destroy_what_two_agreed_to.func()
    assert of(row).done_at is None, "what was stopped does not begin again by itself"
    with speaking(MADE_FOR_TESTS), pytest.raises(DatabaseError, match="two names and a week"), transaction.atomic():
        DataKey.objects.filter(owner_id=alive.people["person"].pk).update(wrapped=None, destroyed_at=clock.now())


def a_week_later_refused(row: Destruction) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        a_week_later(row)


def goodbye(cast: Cast) -> None:
    """The person said goodbye; the place keeps everything for a year."""
    with speaking(cast.who("person")):
        journey = Journey.unguarded.get(person=cast.people["person"], closed_at=None)
    say_goodbye(journey, kind=EndingKind.GOODBYE, words="", person_name="Ana Asking", by=cast.who("person"))
    for what in Kept:
        keeping.set_keeping_time(cast.place, what=what, years=1, because="Our law.", by=cast.who("privacy_lead"))


def test_keeping_time_passed_is_a_list_and_two_names_and_then_the_key_goes(alive: Cast) -> None:
    person = alive.people["person"]
    jobs.find_what_has_passed_its_time.func()
    goodbye(alive)
    jobs.find_what_has_passed_its_time.func()
    with speaking(MADE_FOR_TESTS):
        assert not Destruction.unguarded.exists(), "a day after the goodbye nothing is ready"
    later = clock.now() + timedelta(days=400)
    with clock.at(later):
        jobs.find_what_has_passed_its_time.func()
        jobs.find_what_has_passed_its_time.func()
    row = only(alive, "privacy_lead", Destruction, person_id=person.pk)
    assert (row.person_name, row.what, row.proposed_at) == ("Ana Asking", Goes.ALL, None)
    lead, second = signed_in(alive, "privacy_lead"), signed_in(alive, "place_lead")
    assert "Ana Asking" in lead.get(url(alive, "destructions")).content.decode()
    assert second.post(url(alive, "propose_found", row.pk), {"read": "on"}).status_code == 403
    lead.post(url(alive, "propose_found", row.pk), {"read": "on"})
    second.post(url(alive, "agree_to_destroy", row.pk), {"read": "on"})
    with pytest.raises(Refused):
        keeping.destroy_words(of(row), by=jobs.DESTROYING)
    a_week_later(row)
    jobs.destroy_what_two_agreed_to.func()
    assert (of(row).done_at is not None, of(row).person_name) == (True, "")
    with speaking(MADE_FOR_TESTS):
        with pytest.raises(keys.KeyDestroyed):
            keys.key_to_read(person.pk)
        them = Person.unguarded.get(pk=person.pk)
        assert (them.name, them.birth_year, them.phone_hash) == ("Name destroyed", None, None)
    assert not Account.objects.filter(person_id=person.pk, closed_at=None).exists()
    assert "Ana Asking" not in lead.get(url(alive, "destructions")).content.decode()


def test_who_comes_back_stops_it_and_who_works_here_is_not_on_the_list(alive: Cast) -> None:
    goodbye(alive)
    with clock.at(clock.now() + timedelta(days=400)):
        jobs.find_what_has_passed_its_time.func()
    row = only(alive, "privacy_lead", Destruction, person_id=alive.people["person"].pk)
    keeping.propose_found(row, by=alive.who("privacy_lead"))
    keeping.agree_to_destroy(of(row), by=alive.who("place_lead"))
    make_journey(alive.people["person"], alive.north)
    assert of(row).stopped_because == Stopped.JOURNEY
    jobs.destroy_what_two_agreed_to.func()
    with speaking(MADE_FOR_TESTS):
        assert DataKey.objects.get(owner_id=alive.people["person"].pk).wrapped is not None


def test_who_never_had_a_journey_is_found_too_once_nothing_binds_them(alive: Cast) -> None:
    _, code = circle.invite_supporter(alive.people["person"], named_as="Fred", by=alive.who("person"))
    circle.join_circle(alive.place, code=code, by=alive.who("friend"))
    with speaking(MADE_FOR_TESTS):
        never = [alive.people[name].pk for name in ("stranger", "friend", "peer")]
        Person.unguarded.filter(pk__in=never).update(arrived_at=clock.now() - timedelta(days=21 * 366))
        Account.objects.filter(pk=alive.accounts["stranger"].pk).update(last_login=clock.now())
    jobs.find_what_has_passed_its_time.func()
    with speaking(MADE_FOR_TESTS):
        assert not Destruction.unguarded.exists(), "one signed in today, one is in somebody's circle, one works here"
        Account.objects.filter(pk=alive.accounts["stranger"].pk).update(last_login=None)
    jobs.find_what_has_passed_its_time.func()
    row = only(alive, "privacy_lead", Destruction)
    assert (row.person_id, row.what, row.last_met) == (alive.people["stranger"].pk, Goes.ALL, None)
    lead = signed_in(alive, "privacy_lead")
    assert "Never had one" in lead.get(url(alive, "destructions")).content.decode()
    assert "They never had a journey" in lead.get(url(alive, "destruction", row.pk)).content.decode()
    keeping.propose_found(row, by=alive.who("privacy_lead"))
    keeping.agree_to_destroy(of(row), by=alive.who("place_lead"))
    a_week_later(row)
    jobs.destroy_what_two_agreed_to.func()
    with speaking(MADE_FOR_TESTS):
        assert Person.unguarded.get(pk=row.person_id).name == "Name destroyed"


def test_a_letter_is_entered_by_the_lead_with_the_day_it_came(alive: Cast) -> None:
    lead = signed_in(alive, "privacy_lead")
    with speaking(MADE_FOR_TESTS):
        Person.unguarded.filter(pk=alive.people["quiet"].pk).update(birth_year=1970)
        name = alive.people["quiet"].name
    came = clock.today(alive.place.time_zone) - timedelta(days=9)
    given = {"name": name, "birth_year": "1971", "channel": "paper", "came_on": came.isoformat(), "right": "copy"}
    here = url(alive, "enter_request")
    assert "We found nobody" in lead.post(here, given).content.decode()
    assert "one more thing" in lead.post(here, given | {"birth_year": ""}).content.decode()
    ahead = (clock.today(alive.place.time_zone) + timedelta(days=2)).isoformat()
    assert "within the last year" in lead.post(here, given | {"birth_year": "1970", "came_on": ahead}).content.decode()
    assert lead.post(here, given | {"birth_year": "1970"}).status_code == 302
    asked = only(alive, "privacy_lead", Request)
    assert (asked.person_id, asked.came_on, asked.channel) == (alive.people["quiet"].pk, came, "paper")
    assert asked.due < clock.today(alive.place.time_zone) + timedelta(days=27)
    for other in ("peer", "place_lead", "person"):
        assert signed_in(alive, other).get(here).status_code == 403
