"""An act tells its event or is undone; errands do what they are named for; another time is believed of marked data."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import ActWithoutEvent, act, doing
from livingwell.kit.record.models import Event
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import By, Errand
from livingwell.people.models import Team
from tests.cast import Cast


@act("take_duty", errands=("an operator",))
def rename(team: Team, *, name: str, tells: bool, by: By) -> None:
    """An act of the tests' own."""
    with speaking(Errand("an operator")):
        Team.objects.filter(pk=team.pk).update(name=name)
    if tells:
        tell(about=None, place=team.place_id, row=team.pk)


def test_an_act_that_tells_nothing_is_undone(cast: Cast) -> None:
    with pytest.raises(ActWithoutEvent):
        rename(cast.north, name="Silent", tells=False, by=cast.who("peer"))
    assert Team.objects.get(pk=cast.north.pk).name == "North"


def test_an_act_tells_who_did_it(cast: Cast) -> None:
    peer = cast.who("peer")
    rename(cast.north, name="Told", tells=True, by=peer)
    with speaking(peer):
        event = Event.objects.get(act="take_duty", row_id=cast.north.pk)
    assert (event.by_id, event.errand, event.about_id) == (peer.id, "", None)


def test_an_errand_does_only_what_names_it(cast: Cast) -> None:
    rename(cast.north, name="By an operator", tells=True, by=Errand("an operator"))
    with pytest.raises(PermissionDenied):
        rename(cast.north, name="By another", tells=True, by=Errand("sending"))


def test_somebody_else_is_refused_and_nothing_changes(cast: Cast) -> None:
    for name in ("south_lead", "stranger", "far_worker"):
        with pytest.raises(PermissionDenied):
            rename(cast.north, name="Mine", tells=True, by=cast.who(name))
    assert Team.objects.get(pk=cast.north.pk).name == "North"


def test_outside_an_act_nothing_is_told() -> None:
    with pytest.raises(RuntimeError):
        doing()


def test_nobody_writes_an_event_in_another_s_name(cast: Cast) -> None:
    from django.db import DatabaseError, transaction

    peer, lead = cast.who("peer"), cast.who("lead")
    with speaking(peer), pytest.raises(DatabaseError), transaction.atomic():
        Event(at=clock.now(), act="take_duty", place_id=cast.place.pk, by_id=lead.id).save(force_insert=True)


def moment(db: Any = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("select gate.moment()")
        return cursor.fetchone()[0]


def test_another_time_holds_inside_and_ends(db: None) -> None:
    then = clock.now() - timedelta(days=300)
    with clock.at(then):
        assert clock.now() == then
    assert clock.now() > then


def test_the_database_of_real_people_believes_no_other_time(db: None) -> None:
    then = clock.now() - timedelta(days=300)
    with clock.at(then), speaking(Errand("an invented place")):
        assert moment() > then + timedelta(days=299)
