"""Supervision is two people’s; what was noticed is a team’s; what a worker tells of themselves they can take back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import Refused
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Membership
from livingwell.practice.holding.actions import leave_team
from livingwell.practice.learning.actions import (
    accept_supervision,
    ask_supervision,
    end_supervision,
    notice,
    tell_of_myself,
    write_supervision_note,
)
from livingwell.practice.learning.models import ForWhom, Supervision, SupervisionNote
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

pytestmark = pytest.mark.django_db


def at(cast: Cast, name: str, *args: Any) -> str:
    return reverse(name, args=[cast.place.slug, *args])


def member(cast: Cast, name: str) -> Membership:
    return Membership.objects.get(person=cast.people[name], ended_at=None)


def seen_in_sql(who: Viewer, sql: str) -> int:
    try:
        with speaking(who), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.rowcount
    except DatabaseError:
        return 0


def test_supervision_is_two_peoples(cast: Cast, client: Client) -> None:
    pearl, nadia = cast.who("peer"), cast.who("nurse")
    client.force_login(cast.accounts["peer"])
    client.post(at(cast, "supervisions"), {"of": member(cast, "nurse").pk})
    with speaking(MADE_FOR_TESTS):
        pair = Supervision.unguarded.get()
    with pytest.raises(PermissionDenied):
        write_supervision_note(pair, words="Too soon", by=pearl)
    with pytest.raises(PermissionDenied):
        accept_supervision(pair, by=pearl)
    client.force_login(cast.accounts["nurse"])
    assert "Not me, no reason needed" in client.get(at(cast, "supervisions")).content.decode()
    client.post(at(cast, "accept_supervision", pair.pk))
    client.post(at(cast, "supervision", pair.pk), {"words": "Where I was unsure"})
    client.force_login(cast.accounts["peer"])
    assert "Where I was unsure" in client.get(at(cast, "supervision", pair.pk)).content.decode()
    for name in ("lead", "south_lead", "place_lead", "privacy_lead", "person", "stranger"):
        client.force_login(cast.accounts[name])
        assert client.get(at(cast, "supervision", pair.pk)).status_code == 404, name
        assert seen_in_sql(cast.who(name), "select 1 from learning_supervisionnote") == 0, name
    for sql in (
        "update learning_supervisionnote set words = words",
        "delete from learning_supervisionnote",
        "update learning_supervision set accepted_by_id = person_id, accepted_at = now()",
    ):
        assert seen_in_sql(pearl, sql) == 0, sql
    end_supervision(pair, by=pearl)
    with pytest.raises(PermissionDenied):
        write_supervision_note(pair, words="Later", by=nadia)
    assert seen_in_sql(nadia, "select 1 from learning_supervisionnote") == 1, "what was written stays theirs"
    leave_team(member(cast, "nurse"), by=nadia)
    assert seen_in_sql(cast.who("nurse"), "select 1 from learning_supervisionnote") == 0
    with speaking(MADE_FOR_TESTS):
        assert SupervisionNote.unguarded.count() == 1
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            SupervisionNote.unguarded.get()  # what the platform does by itself never has the words


def test_asked_once_and_declined_without_a_reason(cast: Cast, client: Client) -> None:
    asked = ask_supervision(cast.place, of=member(cast, "south_lead"), by=cast.who("lead"))
    with pytest.raises(Refused):
        ask_supervision(cast.place, of=member(cast, "south_lead"), by=cast.who("lead"))
    with pytest.raises(Refused):
        ask_supervision(cast.place, of=member(cast, "lead"), by=cast.who("lead"))
    client.force_login(cast.accounts["south_lead"])
    client.post(at(cast, "end_supervision", asked.pk))
    with speaking(MADE_FOR_TESTS):
        assert Supervision.unguarded.get().ended_by_id == cast.who("south_lead").id
    with pytest.raises(PermissionDenied):
        ask_supervision(cast.place, of=member(cast, "lead"), by=cast.who("person"))


def test_what_was_noticed_is_the_teams(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["peer"])
    told = {"team": cast.north.pk, "noticed": "We ring before ten", "will_try": "Ring after eleven", "look_again": ""}
    client.post(at(cast, "learning"), told)
    client.force_login(cast.accounts["lead"])
    page = client.get(at(cast, "learning")).content.decode()
    assert "We ring before ten" in page
    row = notice(cast.place, team=cast.north, noticed="a", will_try="b", by=cast.who("nurse"))
    client.post(at(cast, "look_back_at", row.pk), {"came_of_it": "Twice as many answered"})
    assert "Twice as many answered" in client.get(at(cast, "learning")).content.decode()
    client.force_login(cast.accounts["south_lead"])
    assert "We ring before ten" not in client.get(at(cast, "learning")).content.decode()
    assert seen_in_sql(cast.who("south_lead"), "select 1 from learning_noticed") == 0


def test_a_worker_tells_what_they_choose_and_takes_it_back(cast: Cast, client: Client) -> None:
    live_a_little(cast)
    pearl = cast.who("peer")
    shown = tell_of_myself(cast.place, words="I was in hospital once too", for_whom=ForWhom.PEOPLE, by=pearl)
    tell_of_myself(cast.place, words="The first winter was the worst", for_whom=ForWhom.TEAM, by=pearl)
    page = at(cast, "of_themselves", pearl.id)
    reads = {"person": (True, False), "nurse": (True, True), "south_lead": (False, False), "stranger": (False, False)}
    for name, (people, team) in reads.items():
        client.force_login(cast.accounts[name])
        said = client.get(page).content.decode()
        assert (("hospital once" in said), ("first winter" in said)) == (people, team), name
    client.force_login(cast.accounts["person"])
    assert f'href="{page}"' in client.get(at(cast, "home")).content.decode()
    assert client.post(at(cast, "take_back_of_myself", shown.pk)).status_code == 403
    client.force_login(cast.accounts["peer"])
    client.post(at(cast, "take_back_of_myself", shown.pk))
    client.force_login(cast.accounts["person"])
    assert "hospital once" not in client.get(page).content.decode()
