"""Each act on a connection: it works, it refuses, and the database holds to it too."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import Refused
from livingwell.kit.permission.rules import rule_for
from livingwell.kit.promises import checks
from livingwell.kit.record.models import Event
from livingwell.practice.holding.actions import say_goodbye
from livingwell.practice.holding.models import EndingKind, Journey
from livingwell.practice.network import actions, promises
from livingwell.practice.network.models import Connection, ConnectionStep, HowItWas, Stage, StepKind, Support, WhatNext
from livingwell.practice.network.panels import home_panel, journey_panel
from livingwell.practice.network.reads import waiting_for_met
from livingwell.practice.network.tests.conftest import Way
from tests.cast import MADE_FOR_TESTS

SOON = date(2100, 1, 1)


def steps(way: Way, made: Connection) -> list[str]:
    with speaking(MADE_FOR_TESTS):
        return list(
            ConnectionStep.unguarded.filter(connection=made).order_by("done_at", "id").values_list("kind", flat=True)
        )


def test_the_whole_way_in_the_persons_own_word(way: Way) -> None:
    before = way.hold()
    made = actions.choose_support(way.journey, support=way.walking, may_say="Ana, who likes dogs", by=way.peer)
    assert (made.stage, made.agreed_at) == (Stage.CHOSEN, None)
    with pytest.raises(PermissionDenied):
        actions.offer_connection(made, words="", answer_due=SOON, by=way.peer)
    actions.agree_what_to_say(made, may_say="Just Ana", by=way.told)
    actions.offer_connection(way.now(made), words="I rang", answer_due=SOON, by=way.peer)
    actions.log_answer(way.now(made), what_next=None, words="Yes", by=way.peer)
    at = clock.now() + timedelta(days=2)
    actions.arrange_first_meeting(way.now(made), at=at, where="The gate", walks_along="Pearl", by=way.peer)
    actions.say_not_yet(way.now(made), words="It rained", by=way.person)
    actions.say_met(way.now(made), words="", by=way.told)
    actions.say_how_it_was(way.now(made), how=HowItWas.LOVELY, words="They laughed", share=True, by=way.person)
    now = way.now(made)
    assert (now.stage, now.ended_by_id, now.how_shared_by_id) == (Stage.MET, way.person.id, way.person.id)
    with speaking(way.person):
        assert (now.may_say, now.how_words, now.meeting_where) == ("Just Ana", "They laughed", "The gate")
    assert steps(way, made) == [
        "choose_support", "agree_what_to_say", "offer_connection", "log_answer", "arrange_first_meeting", "say_not_yet",
        "say_met", "say_how_it_was",
    ]  # fmt: skip
    assert way.hold() == before
    with speaking(MADE_FOR_TESTS):
        event = Event.objects.get(act="say_met", row_id=made.pk)
    assert (event.by_id, event.voice_id, event.channel) == (way.peer.id, way.person.id, "phone")


@pytest.mark.parametrize("act", ["say_met", "say_not_wanted_now", "say_not_yet"])
@pytest.mark.parametrize(
    "name", ["peer", "nurse", "lead", "friend", "stranger", "south_lead", "far_worker", "place_lead"]
)
def test_only_the_person_says_it(way: Way, act: str, name: str) -> None:
    made = way.offered()
    with pytest.raises(PermissionDenied):
        getattr(actions, act)(made, words="", by=way.cast.who(name))
    assert way.now(made).stage == Stage.OFFERED


@pytest.mark.parametrize("name", ["friend", "stranger", "south_lead", "far_worker", "commissioner"])
def test_nobody_puts_words_in_their_mouth_who_does_not_hold_them(way: Way, name: str) -> None:
    made = way.offered()
    with pytest.raises(PermissionDenied):
        actions.say_met(made, words="", by=way.cast.who(name).entering_for(way.person.id, "phone"))


def test_a_worker_cannot_enter_for_another_than_whose_it_is(way: Way) -> None:
    with pytest.raises(PermissionDenied):
        actions.say_met(way.offered(), words="", by=way.peer.entering_for(way.cast.people["quiet"].pk, "phone"))


@pytest.mark.parametrize("what_next", list(WhatNext))
def test_not_us_says_what_next_and_goes_on(way: Way, what_next: WhatNext) -> None:
    made = actions.log_answer(way.offered(), what_next=what_next, words="Try the choir", by=way.peer)
    assert (made.stage, made.what_next) == (Stage.NOT_US, what_next)
    assert way.person.id in waiting_in(way, [way.person.id])
    if what_next is WhatNext.QUESTION:
        assert actions.offer_connection(made, words="Answered", answer_due=SOON, by=way.peer).stage == Stage.OFFERED
    else:
        now = actions.choose_another(made, support=way.choir, words="", by=way.person)
        assert (now.stage, now.support_id, now.agreed_at, now.what_next) == (Stage.CHOSEN, way.choir.pk, None, "")
    assert len(steps(way, made)) == 4


def past_the_acts(who: Any, sql: str, *values: Any) -> None:
    """What somebody at the database might try, as the application."""
    with transaction.atomic(), speaking(who), connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount
        cursor.execute("set constraints all immediate")


def waiting_in(way: Way, people: list[Any]) -> dict[Any, Any]:
    with speaking(way.peer):
        return waiting_for_met(people, way.peer)


@pytest.mark.parametrize(
    "change",
    [
        "stage = 'not_us'",
        "stage = 'not_us', what_next = 'no'",
        "stage = 'met'",
        "stage = 'met', ended_by_id = chosen_by_id",
        "stage = 'met', ended_by_id = offered_by_id, ended_at = now()",
        "stage = 'not_wanted', ended_by_id = offered_by_id, ended_at = now()",
        "stage = 'closed', ended_by_id = offered_by_id, ended_at = now()",
        "stage = 'arranged'",
        "stage = 'accepted', agreed_by_id = offered_by_id",
        "stage = 'chosen', support_id = gen_random_uuid()",
        "ended_by_id = person_id, ended_at = now()",
        "answer_due = null",
    ],
)
def test_the_database_itself_refuses(way: Way, change: str) -> None:
    made = way.offered()
    with pytest.raises(DatabaseError):
        past_the_acts(way.peer, f"update network_connection set {change} where id = %s", made.pk)
    assert way.now(made).stage == Stage.OFFERED


@pytest.mark.parametrize("sql", ["delete from network_connection", "delete from network_connectionstep",
                                 "update network_connectionstep set kind = 'say_met'", "delete from network_support",
                                 "update network_connection set person_id = person_id"])  # fmt: skip
def test_nothing_of_it_is_taken_away(way: Way, sql: str) -> None:
    way.offered()
    for who in (way.peer, way.person, MADE_FOR_TESTS):
        with pytest.raises(DatabaseError), transaction.atomic(), speaking(who), connection.cursor() as cursor:
            cursor.execute(sql)


def test_what_has_ended_stays_ended(way: Way) -> None:
    made = actions.say_met(way.chosen(), words="I just went", by=way.person)
    for act, more in (
        ("offer_connection", {"words": "", "answer_due": SOON, "by": way.peer}),
        ("say_not_wanted_now", {"words": "", "by": way.person}),
        ("choose_another", {"support": way.choir, "words": "", "by": way.person}),
    ):
        with pytest.raises(PermissionDenied):
            getattr(actions, act)(made, **more)
    with pytest.raises(DatabaseError):
        past_the_acts(way.person, "update network_connection set stage = 'chosen', ended_by_id = null, ended_at = null")


def test_one_connection_to_a_support_at_a_time(way: Way) -> None:
    way.chosen()
    with pytest.raises(Refused):
        way.chosen()


def test_a_closed_support_ends_its_connections_and_never_a_journey(way: Way) -> None:
    made, before = way.accepted(), way.hold()
    done = actions.say_met(
        actions.choose_support(way.journey, support=way.choir, may_say="x", by=way.person), words="", by=way.person
    )
    # Somebody of another team knows that it has closed; whose connections end is not theirs to see.
    actions.close_support(way.walking, by=way.cast.who("south_lead"))
    now = way.now(made)
    assert (now.stage, now.ended_by_id) == (Stage.CLOSED, way.cast.people["south_lead"].pk)
    assert way.now(done).stage == Stage.MET
    assert steps(way, made)[-1] == StepKind.CLOSE
    assert way.hold() == before
    with speaking(MADE_FOR_TESTS):
        assert Journey.unguarded.get(pk=way.journey.pk).closed_at is None
    with pytest.raises(Refused):
        way.chosen()
    with pytest.raises(PermissionDenied):
        actions.close_support(Support.objects.get(pk=way.walking.pk), by=way.peer)


def test_a_support_cannot_close_past_its_connections(way: Way) -> None:
    way.offered()
    with pytest.raises(DatabaseError):
        past_the_acts(way.peer, "update network_support set closed_at = now(), closed_by_id = %s", way.peer.id)


def test_a_goodbye_leaves_connections_to_the_person_and_a_return_finds_them(way: Way) -> None:
    made = way.offered()
    say_goodbye(way.journey, kind=EndingKind.GOODBYE, words="", person_name="Ana", by=way.person)
    with pytest.raises(PermissionDenied):
        actions.log_answer(way.now(made), what_next=None, words="", by=way.peer)
    assert actions.say_met(way.now(made), words="", by=way.person).stage == Stage.MET


def test_waiting_is_one_query_and_knows_what_is_overdue(way: Way) -> None:
    made = way.offered()
    with speaking(way.peer), CaptureQueriesContext(connection) as asked:
        found = waiting_for_met([way.person.id, way.cast.people["quiet"].pk], way.peer)
    assert len(asked) == 1
    assert list(found) == [way.person.id]
    (one,) = found[way.person.id]
    assert (one.connection_id, one.support_name, one.stage) == (made.pk, "Walking Group", Stage.OFFERED)
    assert one.is_overdue(date(2100, 1, 2))
    assert not one.is_overdue(date(2100, 1, 1))
    actions.say_not_wanted_now(made, words="", by=way.person)
    assert waiting_in(way, [way.person.id]) == {}


def test_panels_cost_two_queries(way: Way) -> None:
    from livingwell.kit.secrets.keys import keyring

    way.offered()
    for who, panel in ((way.peer, lambda: journey_panel(way.journey, way.peer)),
                       (way.person, lambda: home_panel(way.person.id, way.person))):  # fmt: skip
        with speaking(who), keyring(), CaptureQueriesContext(connection) as asked:
            template, context = panel() or ("", {})
            from django.template.loader import render_to_string

            html = render_to_string(template, {**context, "place": way.cast.place})
        assert len(asked) <= 2
        assert "Walking Group" in html


@pytest.mark.parametrize("words", ["", "😀" * 500, "x" * 4000, "<script>alert(1)</script>"])
def test_words_are_kept_as_they_are_and_sealed(way: Way, words: str) -> None:
    made = actions.choose_support(way.journey, support=way.walking, may_say=words, by=way.person)
    with speaking(way.person), connection.cursor() as cursor:
        assert Connection.unguarded.get(pk=made.pk).may_say == words
        cursor.execute("select may_say from network_connection where id = %s", [made.pk])
        assert not words or words.encode() not in bytes(cursor.fetchone()[0])


def test_the_promises_are_kept_and_a_breach_would_show(way: Way) -> None:
    actions.say_met(way.chosen(), words="", by=way.told)
    actions.log_answer(way.offered(), what_next=WhatNext.TEAM, words="", by=way.peer)
    ours = [check for says, check in checks[2] if check.__module__ == promises.__name__]
    assert len(ours) == 3
    with speaking(MADE_FOR_TESTS):
        found = [check() for check in ours]
        assert [(kept.looked_at > 0, kept.broken) for kept in found[:2]] == [(True, ()), (True, ())]
        # Met in nobody's voice: a row written past the acts, as somebody at the database might.
        Connection.unguarded.filter(stage=Stage.NOT_US).update(
            stage=Stage.MET, what_next="", ended_by_id=way.person.id, ended_at=clock.now()
        )
        assert len(ours[0]().broken) == 1


def test_every_act_has_a_rule() -> None:
    for name in actions.__all__:
        if name in {"import_directory"}:
            continue
        model = {"choose_support": Journey, "close_support": Support}.get(name, Connection)
        if name != "add_support":
            rule_for(model, name)


def test_rule_manager_and_database_answer_alike(way: Way) -> None:
    from tests.laws.test_three_answers import answers

    way.offered()
    for name in way.cast.names:
        for model in (Connection, ConnectionStep):
            found = answers(model, way.cast.who(name))
            assert found["rule"] == found["manager"] == found["database"], (name, model)
            assert bool(found["rule"]) is (name in {"person", "peer", "nurse", "lead"}), (name, model)
