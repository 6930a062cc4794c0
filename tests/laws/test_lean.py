"""Lean: a list costs at most 12 queries and a record 15, everything included, the same for one row as for fifty."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.people.models import Membership
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.models import Part
from livingwell.practice.holding import actions as holding
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings import actions as meetings
from livingwell.practice.meetings.models import CameOfIt, Channel, HowWeMeet
from livingwell.practice.messages import actions as messages
from livingwell.practice.network import actions as network
from livingwell.practice.network.models import Connection
from livingwell.practice.plan import actions as plan
from livingwell.practice.plan.models import ItemKind, Plan, SafeKind
from livingwell.practice.story import actions as story
from livingwell.practice.story.models import Story
from tests.cast import MADE_FOR_TESTS, Cast, make_journey, make_person
from tests.lives import live_fully

LIST, RECORD = 12, 15
MORE = 30


def pages(cast: Cast) -> list[tuple[str, str, int]]:
    """(who asks, address, how many queries it may cost): every main page."""
    place = cast.place.slug
    with speaking(MADE_FOR_TESTS):
        journey = Journey.unguarded.get(person=cast.people["person"], closed_at=None)
        support = Connection.unguarded.values_list("support_id", flat=True).first()
        own_connection = Connection.unguarded.filter(person=cast.people["person"]).order_by("pk").first()
        a_story = Story.unguarded.get(person=cast.people["person"]).pk
        a_plan = Plan.unguarded.get(person=cast.people["person"]).pk
    assert own_connection is not None

    def at(name: str, pk: object = None) -> str:
        return reverse(name, kwargs={"place": place} | ({"pk": pk} if pk else {}))

    here = at("journey", journey.pk)
    return [
        ("nobody", at("place"), RECORD),
        ("nobody", at("supports"), LIST),
        ("nobody", at("supports") + "?q=walking", LIST),
        ("nobody", at("support", support), RECORD),
        ("person", at("home"), RECORD),
        ("person", at("story"), LIST),
        ("person", at("plan"), LIST),
        ("person", at("staying_safe"), LIST),
        ("person", at("plan_versions", a_plan), LIST),
        ("person", at("circle"), LIST),
        ("person", at("looks"), LIST),
        ("person", at("connections"), LIST),
        ("person", at("connection", own_connection.pk), RECORD),
        ("friend", at("home"), RECORD),
        ("friend", at("with_others"), LIST),
        ("friend", at("shared_plan", a_plan), RECORD),
        ("person", at("messages"), LIST),
        ("peer", at("write_message", journey.pk), RECORD),
        ("peer", at("board", cast.north.pk), LIST),
        ("peer", at("day"), LIST),
        ("peer", at("visits"), LIST),
        ("peer", at("supervisions"), LIST),
        ("peer", at("learning"), LIST),
        ("place_lead", at("worries"), LIST),
        ("peer", at("person_search") + "?q=ana", LIST),
        ("peer", at("endings"), LIST),
        ("peer", at("team", cast.north.pk), LIST),
        ("peer", here, RECORD),
        ("peer", here + "?show=own", RECORD),
        ("peer", here + "?show=connections", RECORD),
        ("peer", here + "?show=history", RECORD),
        ("peer", at("writing", journey.pk), LIST),
        ("peer", at("shared_story", a_story), RECORD),
        ("lead", at("invitations", cast.north.pk), LIST),
        ("privacy_lead", at("openings"), LIST),
    ]


def grow(cast: Cast) -> None:
    """Thirty more of everything that a page lists."""
    person, mine, peer = cast.people["person"], cast.who("person"), cast.who("peer")
    with speaking(MADE_FOR_TESTS):
        journey = Journey.unguarded.get(person=person, closed_at=None)
        my_plan = Plan.unguarded.get(person=person)
    month = clock.now() + timedelta(days=30)
    to = Membership.objects.get(person=cast.people["nurse"], team=cast.north)
    for n in range(MORE):
        other, _ = make_person(cast.place, f"Ana {n}", account=False)
        another = make_journey(other, cast.north)
        if n % 2:
            holding.hold_journey(another, by=peer)
            holding.offer_handover(another, to=to, why="x", by=peer)
        story.write_entry(person, heading=f"Day {n}", words="x", by=mine)
        plan.write_item(person, kind=ItemKind.HOPE, words="x", by=mine)
        plan.add_step(person, words="x", taker=peer.id, taker_name="Pearl", day=None, by=mine)
        plan.suggest_step(my_plan, words="x", by=cast.who("friend"))
        plan.write_review(person, back="x", forward="x", look_again=None, by=mine)
        plan.write_safe_item(person, kind=SafeKind.SIGNS, words="x", by=mine)
        plan.write_chance(person, said=plan.SaidOfChance("x", "", "", "", "", None, peer.id, "Pearl"), by=mine)
        friend, _ = make_person(cast.place, f"Friend {n}", account=False)
        circle.give_share(person, what=Part.STORY, to=friend, to_name=f"Friend {n}", until=month, by=mine)
        meetings.write_note(journey, words="x", by=peer)
        messages.write_message(journey, words="x", by=mine)
        meetings.log_attempt(journey, channel=Channel.PHONE, came_of_it=CameOfIt.NO_ANSWER, by=peer)
        due = clock.now().date() + timedelta(days=3)
        promise = meetings.Promise(words="x", name="Pearl", due=due, promiser=peer.id)
        meetings.promise_next_step(journey, promise=promise, by=peer)
        meetings.plan_meeting(journey, planned_for=clock.now() + timedelta(days=n + 1), how=HowWeMeet.WALK, by=peer)
        support = network.add_support(cast.place, name=f"Walking {n}", by=peer)
        network.choose_support(journey, support=support, may_say="x", by=mine)
        circle.open_unshared(person, what=Part.PLAN, reason="x", by=cast.who("nurse"))


def cost(client: Client, cast: Cast, who: str, address: str) -> int:
    """How many queries a page costs somebody who has been here before."""
    client.logout()
    if who != "nobody":
        client.force_login(cast.accounts[who])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200, (who, address)
    # The test runs inside a transaction of its own, so that the page's BEGIN and COMMIT are savepoints here.
    return sum(1 for query in queries if "SAVEPOINT" not in query["sql"])


@pytest.mark.django_db
def test_pages_cost_the_same_for_one_row_as_for_many(cast: Cast, client: Client) -> None:
    live_fully(cast)
    before = {(who, address): cost(client, cast, who, address) for who, address, _ in pages(cast)}
    grow(cast)
    dear, growing = [], []
    for who, address, at_most in pages(cast):
        now = cost(client, cast, who, address)
        if now > at_most:
            dear.append(f"{who} at {address}: {now} queries, at most {at_most}")
        if now > before.get((who, address), now):
            growing.append(f"{who} at {address}: {before[who, address]} queries, and {now} with {MORE} more rows")
    assert (dear, growing) == ([], [])
