"""Messages: to and fro, told of by the way somebody chose and no other, reminded of, ended with one press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.sending.messages import opened
from livingwell.kit.sending.models import Outgoing
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import Membership, Person
from livingwell.practice.holding.actions import leave_team, say_goodbye
from livingwell.practice.holding.models import EndingKind, Journey
from livingwell.practice.meetings.actions import plan_meeting, promise_next_step
from livingwell.practice.meetings.actions.next_steps import Promise
from livingwell.practice.meetings.models import HowWeMeet, Meeting
from livingwell.practice.messages.actions import choose_way, hear_message, make_feed, write_message
from livingwell.practice.messages.actions.reminding import REMINDING, remind
from livingwell.practice.messages.models import ChosenWay, Message, Told, WayToTell
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 24, 11, tzinfo=ZoneInfo("Europe/London"))


@dataclass
class Scene:
    cast: Cast
    journey: Journey

    @property
    def ana(self) -> Person:
        return self.cast.people["person"]

    def reached(self, *, phone: str = "+447700900123", email: str = "ana@home.example", safe: str = "yes") -> None:
        with speaking(MADE_FOR_TESTS):
            self.ana.reach_by(phone=phone, email=email)
            self.ana.safe_to_leave_message = self.ana.safe_to_write = safe
            self.ana.save()

    def chose(self, way: WayToTell) -> ChosenWay:
        return choose_way(self.ana, way=way, by=self.cast.who("person"))

    def meets(self, when: datetime) -> Meeting:
        return plan_meeting(
            self.journey, planned_for=when, how=HowWeMeet.WALK, where="By the pier", by=self.cast.who("peer")
        )

    def at(self, name: str, *args: Any) -> str:
        return reverse(name, args=[self.cast.place.slug, *args])


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return Scene(cast, live_a_little(cast)["person"])


def sent() -> list[dict[str, str]]:
    with speaking(Errand("sending")):
        return [opened(row) for row in Outgoing.objects.order_by("made_at", "id")]


def does_something(who: Viewer, sql: str) -> bool:
    """Whether the database, past the application, lets `who` change a row."""
    try:
        with speaking(who), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            return bool(cursor.rowcount)
    except DatabaseError:
        return False


def test_they_write_it_stands_on_the_board_and_an_answer_has_heard_it(scene: Scene, client: Client) -> None:
    client.force_login(scene.cast.accounts["person"])
    page = client.get(scene.at("messages")).content.decode()
    assert "reads this by" in page
    client.post(scene.at("write_message", scene.journey.pk), {"words": "Can we meet later?"}, follow=True)
    client.force_login(scene.cast.accounts["peer"])
    board = client.get(scene.at("board", scene.cast.north.pk)).content.decode()
    assert "nobody has read it yet" in board
    assert "Can we meet later?" not in board
    client.post(scene.at("write_message", scene.journey.pk), {"words": "At three, then."}, follow=True)
    assert "nobody has read it yet" not in client.get(scene.at("board", scene.cast.north.pk)).content.decode()
    client.force_login(scene.cast.accounts["person"])
    home = client.get(scene.at("home")).content.decode()
    assert "At three, then." in home
    assert sent() == [], "nothing leaves until somebody chooses that it may"


@pytest.mark.parametrize(
    ("way", "safe", "phone", "told", "leaves"),
    [
        (WayToTell.TEXT, "yes", "+447700900123", Told.TEXT, 1),
        (WayToTell.EMAIL, "yes", "", Told.EMAIL, 1),
        (WayToTell.EMAIL_WORDS, "yes", "", Told.EMAIL_WORDS, 1),
        (WayToTell.TEXT, "only_them", "+447700900123", Told.UNSAFE, 0),
        (WayToTell.EMAIL_WORDS, "unsaid", "", Told.UNSAFE, 0),
        (WayToTell.RING, "yes", "", Told.RING, 0),
    ],
)
def test_they_are_told_by_their_way_and_only_where_it_is_safe(
    scene: Scene, way: WayToTell, safe: str, phone: str, told: Told, leaves: int
) -> None:
    scene.reached(phone=phone, safe=safe)
    scene.chose(way)
    written = write_message(scene.journey, words="About your depression clinic.", by=scene.cast.who("peer"))
    assert written.told == told
    assert len(sent()) == leaves
    for one in sent():
        assert ("depression" in one["body"]) == (way == WayToTell.EMAIL_WORDS)
        assert "depression" not in one.get("subject", "")


def test_reminded_the_day_before_once_and_ended_by_one_press_of_a_link(scene: Scene, client: Client) -> None:
    scene.reached()
    scene.chose(WayToTell.TEXT)
    with clock.at(MORNING):
        for days in (1, 2):
            scene.meets(MORNING + timedelta(days=days, hours=3))
    for _ in range(2):
        with clock.at(MORNING), speaking(REMINDING):
            remind()
    (one,) = sent()
    assert "2 p.m." in one["body"]
    assert "Pearl" in one["body"]
    assert "pier" not in one["body"]
    link = "/" + one["body"].split("://")[1].split("/", 1)[1]
    client.get(link)
    with speaking(MADE_FOR_TESTS):
        assert ChosenWay.unguarded.get().reminders_ended_at is None, "a program that follows links ends nothing"
    assert "No more reminders" in client.post(link).content.decode()
    with speaking(MADE_FOR_TESTS):
        ended = ChosenWay.unguarded.get()
    assert ended.reminders_ended_by_id == scene.ana.pk
    with clock.at(MORNING + timedelta(days=1)), speaking(REMINDING):
        remind()
    assert len(sent()) == 1
    assert client.post(scene.at("reminder", "river-apple-lamp-song-42")).status_code == 200, "a guess learns nothing"


def test_reminded_of_what_they_said_they_would_do_themselves_and_not_told_what(scene: Scene) -> None:
    scene.reached()
    scene.chose(WayToTell.TEXT)
    with clock.at(MORNING):
        tomorrow = MORNING.date() + timedelta(days=1)
        for promiser in ("person", "peer"):
            one = Promise("Ring the debt clinic", promiser, tomorrow, scene.cast.people[promiser].pk)
            promise_next_step(scene.journey, promise=one, by=scene.cast.who("peer"))
        for _ in range(2):
            with speaking(REMINDING):
                remind()
    (text,) = sent()
    assert "something you wanted to do" in text["body"]
    assert "debt" not in text["body"]


def test_nobody_is_reminded_once_their_journey_has_ended(scene: Scene) -> None:
    scene.reached()
    scene.chose(WayToTell.TEXT)
    with clock.at(MORNING):
        scene.meets(MORNING + timedelta(days=1, hours=3))
        say_goodbye(scene.journey, kind=EndingKind.GOODBYE, words="", person_name="Ana", by=scene.cast.who("person"))
        with speaking(REMINDING):
            remind()
    assert sent() == []


def test_what_left_is_a_try_and_their_answer_ends_the_silence(scene: Scene, client: Client) -> None:
    scene.reached()
    scene.chose(WayToTell.TEXT)
    for _ in range(3):
        write_message(scene.journey, words="Shall we walk?", by=scene.cast.who("peer"))
    client.force_login(scene.cast.accounts["peer"])
    here = scene.at("journey", scene.journey.pk)
    asks = "3 tries without an answer"
    assert asks in client.get(scene.at("board", scene.cast.north.pk)).content.decode().replace("Three", "3")
    assert asks in client.get(here).content.decode()
    write_message(scene.journey, words="Yes, on Friday.", by=scene.cast.who("person"))
    assert asks not in client.get(here).content.decode()


def test_nobody_else_writes_or_reads(scene: Scene, client: Client) -> None:
    message = write_message(scene.journey, words="For my team alone", by=scene.cast.who("person"))
    for name in ("stranger", "south_lead", "privacy_lead", "friend"):
        who = scene.cast.who(name)
        with pytest.raises(PermissionDenied):
            write_message(scene.journey, words="x", by=who)
        with pytest.raises(PermissionDenied):
            hear_message(message, by=who)
        client.force_login(scene.cast.accounts[name])
        assert client.get(scene.at("write_message", scene.journey.pk)).status_code == 404
    with pytest.raises(PermissionDenied):
        hear_message(message, by=scene.cast.who("person"))
    # The database, past the application: nobody writes in the person's name, unsays, or changes a word.
    for sql in (
        "update messages_room_message set words = words",
        "update messages_room_message set heard_at = null, heard_by_id = null",
        f"update messages_room_message set heard_at = now(), heard_by_id = '{scene.ana.pk}'",
        "delete from messages_room_message",
    ):
        assert not does_something(scene.cast.who("peer"), sql), sql


def test_what_they_told_is_theirs_and_names_who_wrote_it_down(scene: Scene, client: Client) -> None:
    client.force_login(scene.cast.accounts["peer"])
    where = scene.at("enter_message", scene.journey.pk)
    assert "How did they tell you?" in client.get(where).content.decode()
    client.post(where, {"words": "Ring me after six.", "channel": "phone"})
    with speaking(MADE_FOR_TESTS):
        kept = Message.unguarded.get()
    assert (kept.side, kept.written_by_name, kept.channel) == ("theirs", "Pearl", "phone")
    client.force_login(scene.cast.accounts["person"])
    assert "Written down by Pearl" in client.get(scene.at("messages")).content.decode()
    client.post(scene.at("choose_way", scene.ana.pk), {"way": "text"})
    with speaking(MADE_FOR_TESTS):
        assert not ChosenWay.unguarded.exists(), "not without a number, and a word that it is safe"


def test_a_calendar_tells_when_and_a_feed_never_whom(scene: Scene, client: Client) -> None:
    meeting = scene.meets(clock.now() + timedelta(days=3))
    client.force_login(scene.cast.accounts["person"])
    own = client.get(scene.at("meeting_calendar", meeting.pk)).content.decode()
    assert "BEGIN:VEVENT" in own
    assert "Pearl" in own
    assert "pier" not in own
    assert "pier" in client.get(scene.at("meeting_calendar", meeting.pk) + "?where=1").content.decode()
    assert client.get(scene.at("calendar")).status_code == 403
    secret = make_feed(scene.cast.place, by=scene.cast.who("peer"))
    client.logout()
    feed = client.get(scene.at("calendar_feed", secret))
    said = feed.content.decode()
    assert said.count("BEGIN:VEVENT") == 1
    for never in ("Ana", "Pearl", "pier"):
        assert never not in said
    again = make_feed(scene.cast.place, by=scene.cast.who("peer"))
    assert client.get(scene.at("calendar_feed", secret)).status_code == 404
    assert client.get(scene.at("calendar_feed", again)).status_code == 200
    leave_team(Membership.objects.get(person_id=scene.cast.who("peer").id), by=scene.cast.who("peer"))
    assert client.get(scene.at("calendar_feed", again)).status_code == 404, "a worker who has left"
