"""Promise 13, for a circle: one share or one tie is ended by a worker who holds, in the person's voice alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from livingwell.kit import clock
from livingwell.kit.record.models import Event
from livingwell.practice.circle import actions
from livingwell.practice.circle.models import CircleTie, Part, Share
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db
BY_PHONE = {"asked": "1", "channel": "phone"}


@pytest.fixture
def alive(cast: Cast) -> Cast:
    """Quinn, who has no account, shares their story with North, and has asked a friend into their circle."""
    live_a_little(cast)
    voice = cast.who("peer").entering_for(cast.people["quiet"].pk, "phone")
    until = clock.now().replace(year=2040)
    actions.give_share(cast.people["quiet"], what=Part.STORY, to=cast.north, to_name="North", until=until, by=voice)
    _, code = actions.invite_supporter(cast.people["quiet"], named_as="Fred", by=voice)
    actions.join_circle(cast.place, code=code, by=cast.who("friend"))
    return cast


def quiets(cast: Cast, model: Any) -> Any:
    return only(cast, "peer", model, person=cast.people["quiet"], ended_at=None)


@pytest.mark.parametrize(("model", "act"), [(Share, "end_share"), (CircleTie, "end_tie")])
def test_one_is_ended_by_phone_and_the_paper_shows_it(alive: Cast, model: Any, act: str) -> None:
    worker, row, quiet = signed_in(alive, "peer"), quiets(alive, model), alive.people["quiet"]
    page = worker.get(url(alive, "enter_share", quiet.pk)).content.decode()
    assert url(alive, act, row.pk) in page
    asked = worker.post(url(alive, act, row.pk)).content.decode()
    assert "You are entering this for Quinn Quiet, in their voice" in asked
    assert "Please choose one." in worker.post(url(alive, act, row.pk), {"asked": "1"}).content.decode()
    assert quiets(alive, model)
    worker.post(url(alive, act, row.pk), BY_PHONE)
    with as_the_database_sees(alive, "peer"):
        told = Event.objects.get(act=act)
        assert (told.by_id, told.voice_id, told.channel) == (alive.people["peer"].pk, quiet.pk, "phone")
    paper = worker.get(url(alive, "print_circle", quiet.pk)).content.decode()
    assert ("Nobody but you" in paper) if model is Share else ("Fred" not in paper)


@pytest.mark.parametrize("name", ["stranger", "south_lead", "far_worker", "person"])
def test_nobody_else_may(alive: Cast, name: str) -> None:
    share, tie = quiets(alive, Share), quiets(alive, CircleTie)
    browser, forged = signed_in(alive, name), alive.who(name).entering_for(alive.people["quiet"].pk, "phone")
    assert browser.post(url(alive, "end_share", share.pk), BY_PHONE).status_code == 404
    assert browser.post(url(alive, "end_tie", tie.pk), BY_PHONE).status_code == 404
    until = clock.now().replace(year=2040)
    mine = {"what": Part.PLAN, "to": alive.people[name], "to_name": "me", "until": until}
    for act in (
        lambda: actions.end_share(share, by=forged),
        lambda: actions.end_all_shares(alive.people["quiet"], by=forged),
        lambda: actions.give_share(alive.people["quiet"], **mine, by=forged),
        lambda: actions.invite_supporter(alive.people["quiet"], named_as="me", by=forged),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_not_without_the_voice_and_not_without_a_channel(alive: Cast) -> None:
    worker, share, tie = alive.who("peer"), quiets(alive, Share), quiets(alive, CircleTie)
    for by in (worker, worker.entering_for(alive.people["quiet"].pk, "")):
        with pytest.raises(PermissionDenied):
            actions.end_share(share, by=by)
        with pytest.raises(PermissionDenied):
            actions.end_tie(tie, by=by)


def test_one_who_received_a_share_forges_no_voice(alive: Cast) -> None:
    share = only(alive, "person", Share, what="plan")
    with pytest.raises(PermissionDenied):
        actions.end_share(share, by=alive.who("friend").entering_for(share.person_id, "phone"))


def test_the_database_refuses_a_worker_without_the_voice(alive: Cast) -> None:
    with as_the_database_sees(alive, "peer"), connection.cursor() as cursor:
        cursor.execute("update circle_share set ended_at = now(), ended_by_id = gate.viewer()")
        assert cursor.rowcount == 0
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("update circle_circletie set ended_at = now(), ended_by_id = gate.viewer()")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute(
                "insert into circle_share (id, place_id, person_id, what, to_person_id, to_name, given_by_id, given_at,"
                " until) values (gen_random_uuid(), %s, %s, 'story', %s, 'me', %s, now(), now() + interval '1 day')",
                [alive.place.pk, alive.people["quiet"].pk, alive.people["peer"].pk, alive.people["peer"].pk],
            )
