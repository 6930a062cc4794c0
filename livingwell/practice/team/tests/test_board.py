"""The board: what needs a human first at the top, why it is there, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from livingwell.kit import clock
from livingwell.kit.components.days import short_day
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.models import Look, Part
from livingwell.practice.holding.actions import hold_journey, offer_handover, propose_ending
from livingwell.practice.holding.models import EndingKind, Journey
from livingwell.practice.network import actions as network
from livingwell.practice.plan import actions as plan
from livingwell.practice.team import reads
from livingwell.practice.team.reads import Show
from livingwell.practice.team.reads.needs import Need
from livingwell.practice.team.tests import scenes
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little, make_journey, make_person

pytestmark = pytest.mark.django_db


def asked(client: Client, address: str) -> tuple[Any, int]:
    """The page, and how many questions it asked the database (savepoints are not questions)."""
    with CaptureQueriesContext(
        connection,
    ) as caught:
        page = client.get(address)
    questions = [q["sql"] for q in caught.captured_queries if "SAVEPOINT" not in q["sql"]]
    return page, len(questions)


def address(cast: Cast, rest: str = "") -> str:
    return f"/alderbrook/teams/{cast.north.pk}/board/{rest}"


def rows_of(cast: Cast, who: str = "peer", **asked: Any) -> list[reads.Row]:
    viewer = cast.who(who)
    with speaking(viewer):
        return reads.board(cast.north, viewer, cast.place, show=asked.pop("show", Show.ALL), **asked).rows


def names(cast: Cast, who: str = "peer", **asked: Any) -> list[str]:
    return [row.hold.person_name for row in rows_of(cast, who, **asked)]


def test_a_board_of_one_and_of_fifty_cost_the_same(client: Client, cast: Cast) -> None:
    scenes.many(cast, 2)
    client.force_login(cast.accounts["peer"])
    asked(client, address(cast))
    page, few = asked(client, address(cast))
    assert page.status_code == 200
    scenes.many(cast, 50)
    page, many = asked(client, address(cast))
    assert page.content.count(b"<tr>") == 26
    assert many == few <= 12


def test_no_question_counts_the_whole_team(client: Client, cast: Cast) -> None:
    scenes.many(cast, 2)
    client.force_login(cast.accounts["peer"])
    with CaptureQueriesContext(connection) as caught:
        client.get(address(cast))
    assert not [q for q in caught.captured_queries if "count(" in q["sql"].lower()]


def test_pages_follow_each_other_without_a_gap_or_a_repeat(client: Client, cast: Cast) -> None:
    scenes.many(cast, 60)
    client.force_login(cast.accounts["peer"])
    seen: list[str] = []
    where = address(cast)
    for _ in range(3):
        page = client.get(where)
        seen += [row.hold.person_name for row in page.context["board"].rows]
        where = page.context["later"]
    assert where == ""
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize(
    "cursor", ["x", "1~2~3", "9~nan~" + "0" * 32, "\0", "1~1e400~x", "~~", "1~-99999999999999~" + "0" * 32]
)
def test_a_tampered_page_begins_at_the_beginning(client: Client, cast: Cast, cursor: str) -> None:
    live_a_little(cast)
    client.force_login(cast.accounts["peer"])
    assert client.get(address(cast), {"from": cursor, "show": "<b>", "q": "\0" * 3}).status_code == 200


def test_what_needs_a_human_comes_first_and_says_why(cast: Cast) -> None:
    pearl = cast.who("peer")

    def held(name: str) -> Any:
        journey = make_journey(make_person(cast.place, name, account=False)[0], cast.north)
        hold_journey(journey, by=pearl)
        return journey

    scenes.meet(cast, held("Going on"))
    held("Nothing next")
    silent = held("Silent")
    for _ in range(3):
        scenes.silent(cast, silent)
    scenes.silent(cast, held("Once"))
    scenes.promise(cast, held("Late"), days=-2)
    propose_ending(held("Moved"), kind=EndingKind.MOVED_AWAY, words="Their sister rang.", by=pearl)
    offer_handover(held("Offered"), to=scenes.member(cast, "nurse"), why="Nights", by=pearl)
    make_journey(make_person(cast.place, "Untaken", account=False)[0], cast.north)
    make_journey(cast.people["person"], cast.north)
    scenes.asks_to_talk(cast, "person")

    rows = rows_of(cast)
    assert [(row.hold.person_name, Need(row.hold.need)) for row in rows] == [
        ("Ana Asking", Need.TALK_TODAY),
        ("Untaken", Need.UNTAKEN),
        ("Offered", Need.OFFERED),
        ("Moved", Need.ENDING),
        ("Late", Need.LATE),
        ("Silent", Need.SILENCE),
        ("Nothing next", Need.NOTHING_NEXT),
        ("Once", Need.NOTHING_NEXT),
        ("Going on", Need.GOING_ON),
    ]
    assert all(row.why for row in rows)
    assert "shall the huddle try" in rows[5].why
    assert rows[7].waits == ["1 try without an answer"]
    assert not any("close" in row.why.lower() or "end" in row.why.lower().split() for row in rows[4:])


def test_typing_is_not_speaking(cast: Cast) -> None:
    journey = scenes.many(cast, 1)[0]
    scenes.silent(cast, journey)
    (row,) = rows_of(cast)
    assert row.since_spoken == "Not yet"


def test_filters_are_in_the_address(client: Client, cast: Cast) -> None:
    live_a_little(cast)
    assert names(cast, show=Show.MINE) == ["Ana Asking"]
    assert names(cast, "lead", show=Show.DUTY) == ["Quinn Quiet"]
    assert names(cast, words="quÍNN") == ["Quinn Quiet"]
    assert names(cast, show=Show.TALK) == []
    scenes.asks_to_talk(cast, "person")
    assert names(cast, show=Show.TALK) == ["Ana Asking"]
    client.force_login(cast.accounts["peer"])
    page = client.get(address(cast, "?show=mine&q=zzz")).content.decode()
    assert "Nobody here" in page
    assert 'value="zzz"' in page


def test_each_row_follows_the_page_in_large_pieces_and_no_heading_is_said_twice(client: Client, cast: Cast) -> None:
    scenes.many(cast, 32)
    client.force_login(cast.accounts["peer"])
    page = client.get(address(cast))
    seen = [row.hold.person_name for row in page.context["board"].rows]
    piece = client.get(page.context["piece"], headers={"HX-Request": "true"})
    rest = piece.context["board"].rows
    assert not {"<html", "<table", "More of the board"} & set(piece.content.decode().split())
    assert len({*seen, *(row.hold.person_name for row in rest)}) == len(seen) + len(rest) == 32
    assert piece.context["later"] == ""
    headings = [g.heading for p in (page, piece) for g in p.context["board"].groups if not g.goes_on]
    assert len(headings) == len(set(headings))
    with speaking(Errand("an invented place")):
        looked = [set(look.people) for look in Look.unguarded.filter(page="board")]
    assert {row.hold.person_id for row in rest} in looked, "and those are told of the look whom the piece shows"
    whole = client.get(page.context["later"])
    assert not any(group.goes_on for group in whole.context["board"].groups), "a page of its own says its headings"


def test_who_has_waited_longest_comes_first(client: Client, cast: Cast) -> None:
    live_a_little(cast)
    lead, mine = cast.who("lead"), cast.who("person")
    walks = network.add_support(cast.place, name="Walking group", by=lead)
    with speaking(MADE_FOR_TESTS):
        journeys = {j.person_id: j for j in Journey.unguarded.filter(closed_at=None)}
    quiet = cast.people["quiet"]
    with clock.at(clock.now() - timedelta(days=3)):
        told = cast.who("lead").entering_for(quiet.pk, "phone")
        network.choose_support(journeys[quiet.pk], support=walks, may_say="", by=told)
    network.choose_support(journeys[cast.people["person"].pk], support=walks, may_say="", by=mine)
    assert names(cast, show=Show.MET) == ["Quinn Quiet", "Ana Asking"]
    assert names(cast, show=Show.MET, held_by=cast.people["peer"].pk) == ["Ana Asking"]
    assert "Waits to meet Walking group" in rows_of(cast, show=Show.MET)[0].waits[-1]
    assert names(cast, show=Show.QUIET) == []
    with clock.at(clock.now() + timedelta(days=15)):
        rows = rows_of(cast, show=Show.QUIET)
    assert len(rows) == 2
    assert all(row.detail == row.why for row in rows), "where no heading says why, the row does"
    client.force_login(cast.accounts["peer"])
    stays = f"?show=met&held={cast.people['peer'].pk}&view=cards"
    page = client.get(address(cast, stays))
    assert page.content.count(b"table-cards") == 1
    assert all("view=cards" in tab["url"] and "held=" in tab["url"] for tab in page.context["tabs"])
    assert client.get(address(cast, "?held=x&view=<b>&shown=x")).status_code == 200


def test_suggestions_and_a_circles_words_that_wait_are_counted_for_whoever_may_see_them(cast: Cast) -> None:
    live_a_little(cast)
    ana, mine, friend = cast.people["person"], cast.who("person"), cast.who("friend")
    month = clock.now() + timedelta(days=30)
    give_share(ana, what=Part.PLAN, to=cast.people["peer"], to_name="Pearl", until=month, by=mine)
    its_plan = plan.begin_plan(ana, by=mine)
    first = plan.suggest_step(its_plan, words="Swim?", by=cast.who("peer"))
    plan.suggest_step(its_plan, words="Sing?", by=cast.who("peer"))
    plan.suggest_step(its_plan, words="Skate?", by=friend)
    plan.leave_suggestion(first, by=mine)
    assert names(cast, show=Show.UNREAD) == ["Ana Asking"]
    (row,) = rows_of(cast, show=Show.UNREAD)
    today = short_day(clock.now())
    assert row.waits == [
        "An answer to you, not read yet",
        f"You wait for their answer to what you suggested, {today}",
        "1 suggestion from others waits for their answer",
    ]
    assert names(cast, "nurse", show=Show.UNREAD) == [], "the plan was not shared with every colleague"
    _, code = circle.invite_supporter(ana, named_as="Fred", by=mine)
    word = circle.tell_team(circle.join_circle(cast.place, code=code, by=friend), words="She sold it.", by=friend)
    (row,) = rows_of(cast, "nurse", show=Show.UNREAD)
    assert row.waits == [f"Their circle told us something, {today}: nobody has read it yet"]
    circle.read_word(word, by=cast.who("nurse"))
    assert names(cast, "nurse", show=Show.UNREAD) == []


def test_talk_today_is_unmissable_and_has_no_level(client: Client, cast: Cast) -> None:
    live_a_little(cast)
    scenes.asks_to_talk(cast, "person")
    client.force_login(cast.accounts["peer"])
    page = client.get(address(cast)).content.decode()
    assert page.index("Talk today") < page.index("Quinn Quiet")
    assert "I may not be safe" not in page, "nobody's words are on a board"
    assert not {"risk", "urgent", "priority", "red flag"} & set(page.lower().split())


def test_everybody_on_the_board_is_told_of_the_look(client: Client, cast: Cast) -> None:
    live_a_little(cast)
    client.force_login(cast.accounts["peer"])
    client.get(address(cast))
    with speaking(Errand("an invented place")):
        look = Look.unguarded.get(page="board")
    assert set(look.people) == {cast.people["person"].pk, cast.people["quiet"].pk}


def test_ones_own_journey_is_not_on_ones_colleagues_board(cast: Cast) -> None:
    journey = make_journey(cast.people["nurse"], cast.north)
    assert names(cast, "peer") == []
    assert names(cast, "lead") == ["Nadia Nurse"], "whoever holds it sees it"
    assert journey.pk


@pytest.mark.parametrize(
    ("name", "answer"),
    [("lead", 200), ("south_lead", 403), ("person", 403), ("stranger", 403), ("place_lead", 403), ("far_worker", 404)],
)
def test_whose_board(client: Client, cast: Cast, name: str, answer: int) -> None:
    client.force_login(cast.accounts[name])
    assert client.get(address(cast)).status_code == answer


def test_nobody_is_asked_to_sign_in(client: Client, cast: Cast) -> None:
    page = client.get(address(cast))
    assert page.status_code == 302
