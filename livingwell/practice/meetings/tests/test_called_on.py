"""Promise 7: asking to talk today calls on somebody, by a message that says nothing, until they have talked."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.ids import new_id
from livingwell.kit.sending.jobs import give_up_old_messages
from livingwell.kit.sending.messages import opened
from livingwell.kit.sending.models import Outgoing
from livingwell.kit.viewers import Errand
from livingwell.people.models import Account, Duty, Membership
from livingwell.practice.meetings.actions import ask_to_talk_today
from livingwell.practice.meetings.actions.calling import CALLING, call_again
from livingwell.practice.meetings.models import CalledOn, TalkToday
from livingwell.practice.meetings.promises import somebody_is_called_on
from livingwell.practice.meetings.tests.conftest import Lived, rows
from tests.cast import MADE_FOR_TESTS

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/London"))


def messages() -> list[dict[str, str]]:
    with speaking(Errand("sending")):
        return [opened(row) for row in Outgoing.objects.order_by("made_at", "id")]


def called() -> set[str]:
    return {row.worker_name for row in rows(CalledOn)}


def test_duty_and_the_holder_are_told_at_once_and_told_nothing(lived: Lived) -> None:
    ask_to_talk_today(lived.cast.people["person"], words="I am frightened", by=lived.who("person"))
    with speaking(MADE_FOR_TESTS):
        on_duty = Duty.objects.get(team=lived.cast.north, ended_at=None).person_id
    assert {row.worker_id for row in rows(CalledOn)} == {on_duty, lived.who("peer").id}
    sent = messages()
    assert len(sent) == len(rows(CalledOn))
    for message in sent:
        said = " ".join(message.get(part, "") for part in ("subject", "body"))
        for never in ("Ana", "Asking", "frightened", "safe", lived.cast.place.name):
            assert never not in said


def test_a_number_is_texted(lived: Lived) -> None:
    with speaking(MADE_FOR_TESTS):
        Account.objects.filter(person_id=lived.who("peer").id).update(phone="+447700900777")
    ask_to_talk_today(lived.cast.people["person"], words="", by=lived.who("person"))
    assert "+447700900777" in {message["to"] for message in messages()}


def test_where_nobody_on_duty_can_be_reached_the_team_is(lived: Lived) -> None:
    with speaking(MADE_FOR_TESTS):
        duty = Duty.objects.filter(team=lived.cast.north, ended_at=None).values_list("person_id", flat=True)
        Account.objects.filter(person_id__in=[*duty, lived.who("peer").id]).update(email="", phone="")
    ask_to_talk_today(lived.cast.people["person"], words="", by=lived.who("person"))
    told = {row.worker_id for row in rows(CalledOn)}
    assert told
    with speaking(MADE_FOR_TESTS):
        team = set(Membership.objects.filter(team=lived.cast.north, ended_at=None).values_list("person_id", flat=True))
    assert told <= team


def test_they_are_called_on_again_each_hour_by_day_until_somebody_has_talked(lived: Lived) -> None:
    with clock.at(NOON):
        ask_to_talk_today(lived.cast.people["person"], words="", by=lived.who("peer"))
    first = len(rows(CalledOn))

    def later(**how: float) -> int:
        with clock.at(NOON + timedelta(**how)), speaking(CALLING):
            call_again()
        return len(rows(CalledOn))

    assert later(minutes=50) == first
    again = later(minutes=61)
    assert again > first
    assert "Lena" in called(), "the leads too, the second time"
    assert later(minutes=70) == again, "once an hour"
    assert later(hours=10) == again, "not at night"
    assert later(hours=21) > again
    with clock.at(NOON + timedelta(hours=22)):
        lived.tell(lived.plan(planned_for=clock.now() + timedelta(minutes=1)), happened_at=clock.now())
    done = len(rows(CalledOn))
    assert later(hours=24) == done


def test_the_person_and_the_team_read_who_was_told(lived: Lived, client: Client) -> None:
    ana = lived.cast.people["person"]
    ask_to_talk_today(ana, words="", by=lived.who("person"))
    page = reverse("ask_to_talk_today", kwargs={"place": lived.cast.place.slug, "pk": ana.pk})
    for name in ("person", "peer"):
        client.force_login(lived.cast.accounts[name])
        assert "Pearl was told by email" in client.get(page).content.decode()


def test_the_database_lets_nobody_say_that_somebody_was_told(lived: Lived) -> None:
    ask_to_talk_today(lived.cast.people["person"], words="", by=lived.who("person"))
    for sql in ("update meetings_calledon set worker_name = 'x'", "delete from meetings_calledon",
                "insert into meetings_calledon select * from meetings_calledon"):  # fmt: skip
        with (
            speaking(lived.who("peer")),
            connection.cursor() as cursor,
            pytest.raises(ProgrammingError, match=r"permission denied|row-level security"),
            transaction.atomic(),
        ):
            cursor.execute(sql)
    with speaking(lived.who("stranger")):
        assert not CalledOn.unguarded.exists()


def test_the_promise_finds_an_asking_that_called_on_nobody(lived: Lived) -> None:
    ask_to_talk_today(lived.cast.people["person"], words="", by=lived.who("person"))
    with speaking(Errand("promises")):
        assert somebody_is_called_on().broken == ()
    with speaking(MADE_FOR_TESTS):
        asked = TalkToday.unguarded.get()
        asked.pk = new_id()
        asked.save(force_insert=True)
    with speaking(Errand("promises")):
        assert len(somebody_is_called_on().broken) == 1


def test_what_could_not_be_sent_in_a_day_is_given_up_and_asked_for_all_the_same(lived: Lived) -> None:
    ask_to_talk_today(lived.cast.people["person"], words="", by=lived.who("person"))
    with clock.at(clock.now() + timedelta(days=2)), speaking(Errand("sending")):
        give_up_old_messages()
    assert len(rows(CalledOn)) >= 1
