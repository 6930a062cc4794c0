"""Promise 13, for a plan: what a person can do with it, a worker who holds can do with them, in their voice."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from livingwell.kit import clock
from livingwell.kit.ids import new_id
from livingwell.kit.record.models import Event
from livingwell.kit.unsent import keeping
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from livingwell.practice.keeping.actions import ask_right
from livingwell.practice.keeping.models import Right
from livingwell.practice.plan import actions
from livingwell.practice.plan.models import ItemKind, Plan, PlanItem, Step, Suggestion
from tests.cast import Cast, live_a_little
from tests.destroyed import destroy_own_words_of

pytestmark = pytest.mark.django_db
BY_PHONE = {"asked": "1", "channel": "phone"}


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """A hope and a step of the person's, a friend's suggestion; the plan shared with Nadia, who works in North."""
    live_a_little(cast)
    me, mine = cast.people["person"], cast.who("person")
    actions.write_item(me, kind=ItemKind.HOPE, words="A garden", by=mine)
    actions.add_step(me, words="Ring them", taker=me.pk, taker_name="Ana", day=None, by=mine)
    until = clock.now().replace(year=2040)
    give_share(me, what=Part.PLAN, to=cast.people["nurse"], to_name="Nadia", until=until, by=mine)
    actions.suggest_step(only(cast, "person", Plan), words="Come to the choir", by=cast.who("friend"))
    return cast


def said(cast: Cast, act: str) -> tuple[Any, ...]:
    with as_the_database_sees(cast, "person"):
        told = Event.objects.get(act=act)
        return told.by_id, told.voice_id, told.channel


def both(cast: Cast) -> tuple[Any, ...]:
    return cast.people["nurse"].pk, cast.people["person"].pk, "phone"


def test_an_item_and_a_step_are_changed_as_the_person_says(planned: Cast) -> None:
    worker, item, step = signed_in(planned, "nurse"), only(planned, "person", PlanItem), only(planned, "person", Step)
    page = worker.get(url(planned, "change_item", item.pk)).content.decode()
    assert "You are entering this for Ana Asking, in their voice" in page
    assert "Please choose one." in worker.post(url(planned, "change_item", item.pk), {"words": "x"}).content.decode()
    worker.post(url(planned, "change_item", item.pk), {"words": "An allotment", "version": 1, "channel": "phone"})
    assert "Ana Asking" in worker.get(url(planned, "change_step", step.pk)).content.decode()
    sent = {"words": "Ring on Monday", "who": "me", "version": 1, "channel": "phone"}
    worker.post(url(planned, "change_step", step.pk), sent)
    assert only(planned, "person", PlanItem).words == "An allotment"
    changed = only(planned, "person", Step)
    assert (changed.words, changed.taker_id) == ("Ring on Monday", planned.people["person"].pk)
    assert said(planned, "change_item") == said(planned, "change_step") == both(planned)
    paper = worker.get(url(planned, "print_plan", only(planned, "person", Plan).pk)).content.decode()
    assert "An allotment" in paper
    assert "Ring on Monday" in paper


@pytest.mark.parametrize(
    ("model", "do", "undo", "column"),
    [
        (PlanItem, "take_out_item", "put_back_item", "taken_out_at"),
        (Step, "take_out_step", "put_back_step", "taken_out_at"),
        (Step, "tick_step", "untick_step", "done_at"),
    ],
)
def test_done_and_undone_in_one_sitting(planned: Cast, model: Any, do: str, undo: str, column: str) -> None:
    worker, pk = signed_in(planned, "nurse"), only(planned, "person", model).pk
    assert "How did they tell you?" in worker.post(url(planned, do, pk)).content.decode()
    assert getattr(only(planned, "person", model), column) is None
    worker.post(url(planned, do, pk), BY_PHONE)
    assert getattr(only(planned, "person", model), column) is not None
    assert said(planned, do) == both(planned)
    worker.post(url(planned, undo, pk), BY_PHONE)
    assert getattr(only(planned, "person", model), column) is None


def test_a_friends_suggestion_is_read_out_and_answered(planned: Cast) -> None:
    worker, suggestion = signed_in(planned, "nurse"), only(planned, "person", Suggestion)
    page = worker.get(url(planned, "shared_plan", only(planned, "person", Plan).pk)).content.decode()
    assert "Come to the choir" in page
    assert "They take it" in page
    address = url(planned, "take_suggestion", suggestion.pk)
    assert "How did they tell you?" in worker.post(address).content.decode()
    worker.post(address, BY_PHONE)
    assert only(planned, "person", Step, written_by=planned.people["nurse"]).words == "Come to the choir"
    assert said(planned, "take_suggestion") == both(planned)
    assert worker.post(address, BY_PHONE).status_code == 404, "answered: it is the person's again"


@pytest.mark.parametrize("act", ["take_suggestion", "change_suggestion", "leave_suggestion"])
def test_ones_own_suggestion_is_answered_in_the_persons_voice_alone(planned: Cast, act: str) -> None:
    own = actions.suggest_step(only(planned, "person", Plan), words="Swim", by=planned.who("nurse"))
    more = {"words": "Paddle"} if act == "change_suggestion" else {}
    nurse = planned.who("nurse")
    for by in (nurse, nurse.entering_for(own.person_id, "")):
        with pytest.raises(PermissionDenied):
            getattr(actions, act)(own, **more, by=by)
    signed_in(planned, "nurse").post(url(planned, act, own.pk), BY_PHONE | more)
    assert said(planned, act) == both(planned)


@pytest.mark.parametrize("name", ["stranger", "south_lead", "far_worker", "peer"])
def test_nobody_else_may(planned: Cast, name: str) -> None:
    """The peer worker holds, and the plan is not shared with them."""
    browser = signed_in(planned, name)
    for model, acts in {
        PlanItem: ("change_item", "take_out_item", "put_back_item"),
        Step: ("change_step", "take_out_step", "put_back_step", "tick_step", "untick_step"),
        Suggestion: ("take_suggestion", "change_suggestion", "leave_suggestion"),
    }.items():
        row = only(planned, "person", model)
        for act in acts:
            assert browser.post(url(planned, act, row.pk), BY_PHONE | {"words": "x"}).status_code == 404, act


def test_a_friend_who_was_let_in_speaks_for_nobody(planned: Cast) -> None:
    item, friend = only(planned, "person", PlanItem), planned.who("friend")
    assert signed_in(planned, "friend").post(url(planned, "take_out_item", item.pk), BY_PHONE).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.take_out_item(item, by=friend.entering_for(item.person_id, "phone"))


def test_the_database_refuses_without_the_voice_even_what_they_just_entered(planned: Cast) -> None:
    quiet = planned.people["quiet"]
    voice = planned.who("peer").entering_for(quiet.pk, "phone")
    actions.write_item(quiet, kind=ItemKind.HOPE, words="A dog", by=voice)
    actions.add_step(quiet, words="Ask", taker=quiet.pk, taker_name="Quinn", day=None, by=voice)
    with as_the_database_sees(planned, "peer"), connection.cursor() as cursor:
        for table in ("plan_planitem", "plan_step"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (1,)
            cursor.execute(f"update {table} set words = 'x'")
            assert cursor.rowcount == 0
    with as_the_database_sees(planned, "nurse"), connection.cursor() as cursor:
        cursor.execute("update plan_suggestion set taken_by_id = gate.viewer(), taken_at = now()")
        assert cursor.rowcount == 0
    with pytest.raises(PermissionDenied):
        actions.tick_step(only(planned, "peer", Step), by=planned.who("peer").entering_for(quiet.pk, ""))


def test_what_was_just_entered_can_be_put_right(planned: Cast) -> None:
    worker, quiet = signed_in(planned, "peer"), planned.people["quiet"]
    worker.post(url(planned, "enter_item", quiet.pk), {"channel": "paper", "kind": "hope", "words": "A dgo"})
    item = only(planned, "peer", PlanItem)
    assert "A dgo" in worker.get(url(planned, "enter_item", quiet.pk)).content.decode()
    worker.post(url(planned, "change_item", item.pk), {"words": "A dog", "version": 1, "channel": "paper"})
    assert only(planned, "peer", PlanItem).words == "A dog"
    assert signed_in(planned, "nurse").get(url(planned, "change_item", item.pk)).status_code == 404


def test_what_a_worker_types_for_somebody_is_kept_as_they_type_with_its_day(planned: Cast) -> None:
    worker, me = signed_in(planned, "nurse"), planned.people["person"]
    here = url(planned, "enter_step", me.pk)
    slip = keeping.Keeping(planned.who("nurse"), me.pk, f"enter_step:{me.pk}", here).slip
    said = {"words": ["Ring the choir"], "who": ["me"], "day_day": ["27"], "day_month": ["March"], "day_year": ["2030"]}
    sent = {"slip": slip, "row": str(new_id()), "version": 0, "window": "w1", "typed": json.dumps(said)}
    assert worker.post(url(planned, "keep_unsent"), sent).json()["kept"]
    page = worker.get(here).content.decode()
    assert "Ring the choir</textarea>" in page
    assert 'value="27"' in page
    assert 'value="March"' in page
    other = url(planned, "enter_step", planned.people["friend"].pk)
    assert "Ring the choir" not in worker.get(other).content.decode(), "nobody else's page opens with it"


def test_words_that_were_destroyed_open_no_form(planned: Cast) -> None:
    me, mine = planned.people["person"], planned.who("person")
    item, step = only(planned, "person", PlanItem), only(planned, "person", Step)
    asked = ask_right(me, right=Right.DESTROY, words="Burn it.", by=mine)
    leads = [planned.people[name] for name in ("privacy_lead", "place_lead")]
    destroy_own_words_of(me, proposed_by=leads[0], agreed_by=leads[1], asked=asked)
    for act, row in (("change_item", item), ("change_step", step)):
        page = signed_in(planned, "person").get(url(planned, act, row.pk), follow=True).content.decode()
        assert "You can write new ones." in page
        assert "were destroyed.)</textarea>" not in page
