"""The huddle: in the order the team chose, what is said is written where the person reads it, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import Refused
from livingwell.practice.circle.models import Look
from livingwell.practice.holding.actions import hold_journey
from livingwell.practice.meetings.actions import Promise
from livingwell.practice.meetings.models import NextStep, Note
from livingwell.practice.team import actions
from livingwell.practice.team.models import Huddle, HuddleOrder, Turn
from livingwell.practice.team.tests import scenes
from livingwell.practice.team.tests.test_board import asked
from livingwell.practice.team.tests.test_day import DAY
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little, make_journey, make_person

pytestmark = pytest.mark.django_db


def begin(cast: Cast, order: HuddleOrder = HuddleOrder.NEEDS, **rest: Any) -> Huddle:
    return actions.begin_huddle(cast.north, order=order, by=cast.who("peer"), **rest)


def turns(cast: Cast, huddle: Huddle, who: str = "peer") -> list[Any]:
    viewer = cast.who(who)
    with speaking(viewer):
        rows = Turn.objects.visible_to(viewer).filter(huddle_id=huddle.pk).select_related("person")
        return list(rows.order_by("position"))


def at(huddle: Huddle, rest: str = "") -> str:
    return f"/alderbrook/huddles/{huddle.pk}/{rest}"


def test_a_huddle_from_its_beginning_to_its_end(client: Client, cast: Cast) -> None:
    live_a_little(cast)
    client.force_login(cast.accounts["peer"])
    begun = client.post(f"/alderbrook/teams/{cast.north.pk}/huddles/new/", {"order": "needs"})
    page = client.get(begun["Location"]).content.decode()
    assert "Quinn Quiet" in page
    huddle = Huddle(pk=begun["Location"].split("/")[-2])
    ana = next(turn for turn in turns(cast, huddle) if turn.person.name == "Ana Asking")
    client.post(f"/alderbrook/turns/{ana.pk}/now/")
    nurse, due = cast.people["nurse"].pk, clock.today("Europe/London").isoformat()
    said = {"our_words": "Likes the sea.", "words": "Ring the pool", "who": str(nurse), "due": due}
    assert client.post(f"/alderbrook/turns/{ana.pk}/words/", said)["Location"] == at(huddle)
    client.post(at(huddle, "end/"))
    over = client.get(at(huddle)).content.decode()
    assert "Likes the sea." in over
    assert "Ring the pool" in over
    assert "End the huddle" not in over
    assert at(huddle) in client.get(f"/alderbrook/teams/{cast.north.pk}/huddles/").content.decode()
    client.force_login(cast.accounts["nurse"])
    assert "Ring the pool" in client.get(DAY).content.decode(), "what was promised is on that colleague's day"
    mine = cast.who("person")
    with speaking(mine):
        assert Note.objects.visible_to(mine).get().words == "Likes the sea.", "the person reads what was said of them"
        assert NextStep.objects.visible_to(mine).get().words == "Ring the pool"


def test_whoever_asked_to_talk_today_comes_first_in_any_order(cast: Cast) -> None:
    live_a_little(cast)
    scenes.many(cast, 6)
    hold_journey(scenes.many(cast, 1)[0], by=cast.who("nurse"))
    scenes.asks_to_talk(cast, "person")
    for order in HuddleOrder:
        huddle = begin(cast, order)
        names = [turn.person.name for turn in turns(cast, huddle)]
        assert names[0] == "Ana Asking", order
        if order == HuddleOrder.NAME:
            assert names[1:] == sorted(names[1:], key=str.casefold)
        actions.end_huddle(huddle, by=cast.who("nurse"))
    assert len(turns(cast, begin(cast, waiting=True))) < len(names)


def test_two_who_begin_are_in_one_huddle_and_two_who_press_next_turn_to_one(cast: Cast) -> None:
    scenes.many(cast, 4)
    huddle = begin(cast)
    again = actions.begin_huddle(cast.north, order=HuddleOrder.NAME, by=cast.who("nurse"))
    assert again.pk == huddle.pk
    first, second, third, last = turns(cast, huddle)
    actions.bring_forward(last, by=cast.who("nurse"))
    assert [one.pk for one in turns(cast, huddle)] == [first.pk, last.pk, second.pk, third.pk]
    for name in ("peer", "nurse"):
        actions.turn_to(last, by=cast.who(name))
    with speaking(MADE_FOR_TESTS):
        assert Huddle.unguarded.get(pk=huddle.pk).moves == 3
    actions.end_huddle(huddle, by=cast.who("peer"))
    with pytest.raises((Refused, PermissionDenied)):
        actions.turn_to(second, by=cast.who("peer"))
    with pytest.raises((Refused, PermissionDenied)):
        actions.end_huddle(huddle, by=cast.who("nurse"))


def test_a_journey_that_arrives_meanwhile_is_brought_in_once(client: Client, cast: Cast) -> None:
    live_a_little(cast)
    huddle = begin(cast, HuddleOrder.NAME)
    flo, _ = make_person(cast.place, "Flo Late", account=False)
    client.force_login(cast.accounts["peer"])
    before = client.get(at(huddle, "moves/")).content
    late = make_journey(flo, cast.north)
    assert client.get(at(huddle, "moves/")).content != before, "a screen that asks now and then learns of it"
    elsewhere = make_journey(make_person(cast.place, "Sam South", account=False)[0], cast.south)
    bring = f"/alderbrook/journeys/{late.pk}/huddle/"
    page = client.get(at(huddle)).content.decode()
    assert bring in page
    assert "Sam South" not in page
    for _ in range(2):
        assert client.post(bring)["Location"] == at(huddle)
    assert [turn.person.name for turn in turns(cast, huddle)] == ["Ana Asking", "Quinn Quiet", "Flo Late"]
    assert bring not in client.get(at(huddle)).content.decode()
    with pytest.raises(PermissionDenied):
        actions.bring_in(elsewhere, by=cast.who("peer"))
    with pytest.raises(PermissionDenied):
        actions.bring_in(late, by=cast.who("south_lead"))
    actions.end_huddle(huddle, by=cast.who("peer"))
    with pytest.raises((Refused, PermissionDenied)):
        actions.bring_in(late, by=cast.who("peer"))


def test_whom_somebody_passed_over_comes_at_the_end(client: Client, cast: Cast) -> None:
    scenes.many(cast, 3)
    huddle = begin(cast)
    _, second, third = turns(cast, huddle)
    actions.turn_to(third, by=cast.who("peer"))
    client.force_login(cast.accounts["peer"])
    page = client.get(at(huddle)).content.decode()
    assert f'/alderbrook/turns/{second.pk}/now/"><' in page.partition("Still to come")[0]


def test_whoever_arrives_and_asks_to_talk_today_comes_next(cast: Cast) -> None:
    live_a_little(cast)
    huddle = begin(cast, HuddleOrder.NAME)
    late = make_journey(cast.people["friend"], cast.north)
    scenes.asks_to_talk(cast, "friend")
    actions.bring_in(late, by=cast.who("nurse"))
    with speaking(MADE_FOR_TESTS):
        order = Turn.unguarded.filter(huddle_id=huddle.pk).order_by("position")
        assert [turn.journey_id for turn in order].index(late.pk) == 1


@pytest.mark.parametrize("name", ["south_lead", "person", "friend", "place_lead", "far_worker"])
def test_nobody_else_comes_in(client: Client, cast: Cast, name: str) -> None:
    live_a_little(cast)
    huddle = begin(cast)
    [ana] = [turn for turn in turns(cast, huddle) if turn.person.name == "Ana Asking"]
    client.force_login(cast.accounts[name])
    for rest in ("", "moves/", "stream/"):
        assert client.get(at(huddle, rest)).status_code == 404
    assert client.get(f"/alderbrook/teams/{cast.north.pk}/huddles/").status_code in (403, 404)
    assert client.post(f"/alderbrook/turns/{ana.pk}/words/", {"our_words": "Mine."}).status_code in (403, 404)
    promise = Promise("Ring", "Sol", clock.today("Europe/London"))
    with pytest.raises(PermissionDenied):
        actions.promise_in_huddle(ana, promise=promise, by=cast.who(name))
    with pytest.raises(PermissionDenied):
        actions.begin_huddle(cast.north, order=HuddleOrder.NAME, by=cast.who(name))


def test_the_database_refuses_what_the_acts_would_not_do(cast: Cast) -> None:
    live_a_little(cast)
    huddle = begin(cast)
    nadia = cast.people["nurse"].pk
    for who, forged in (
        ("south_lead", f"update team_huddle set moves = 9 where id = '{huddle.pk}' returning id"),
        ("peer", f"update team_huddle set ended_at = now(), ended_by_id = '{nadia}' returning id"),
        ("peer", f"update team_turn set turned_at = now(), turned_by_id = '{nadia}' returning id"),
        ("south_lead", f"update team_turn set position = 0 where huddle_id = '{huddle.pk}' returning id"),
        ("peer", "delete from team_turn returning id"),
    ):
        reached = None
        try:
            with transaction.atomic(), speaking(cast.who(who)), connection.cursor() as cursor:
                cursor.execute(forged)
                reached = cursor.fetchall()
        except ProgrammingError:
            pass
        assert not reached, forged


def test_ones_own_journey_has_no_turn_before_ones_colleagues(client: Client, cast: Cast) -> None:
    live_a_little(cast)
    make_journey(cast.people["lead"], cast.north)
    huddle = actions.begin_huddle(cast.north, order=HuddleOrder.NEEDS, by=cast.who("lead"))
    for name in ("lead", "peer"):
        assert "Lena Lead" not in {turn.person.name for turn in turns(cast, huddle, name)}


def test_a_full_huddle_costs_what_a_small_one_does(client: Client, cast: Cast) -> None:
    client.force_login(cast.accounts["peer"])
    cost = []
    for many in (3, 30):
        scenes.many(cast, many)
        huddle = begin(cast)
        for turn in turns(cast, huddle)[:many]:
            actions.say_in_huddle(turn, words="Well.", by=cast.who("peer"))
            actions.turn_to(turn, by=cast.who("peer"))
        asked(client, at(huddle))
        page, questions = asked(client, at(huddle))
        assert page.status_code == 200
        cost.append(questions)
        actions.end_huddle(huddle, by=cast.who("peer"))
    assert cost[0] == cost[1] <= 17


def test_a_screen_that_comes_into_step_is_one_look(client: Client, cast: Cast) -> None:
    live_a_little(cast)
    huddle = begin(cast)
    client.force_login(cast.accounts["nurse"])
    client.get(at(huddle))
    before = client.get(at(huddle, "moves/")).content
    actions.turn_to(turns(cast, huddle)[1], by=cast.who("peer"))
    after = client.get(at(huddle, "moves/")).content
    assert (before, after) == (b"0-0", b"1-0")
    piece = client.get(at(huddle), headers={"HX-Request": "true"})
    assert b"<html" not in piece.content
    assert b"Ana Asking" in piece.content
    with speaking(MADE_FOR_TESTS):
        looks = list(Look.unguarded.filter(by_id=cast.people["nurse"].pk, page="huddle"))
    assert len(looks) == 1
    assert set(looks[0].people) == {cast.people["person"].pk, cast.people["quiet"].pk}
