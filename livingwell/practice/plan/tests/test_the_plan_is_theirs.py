"""Promise 4: the person writes their plan; others suggest; nobody's edit lands by itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from livingwell.kit import clock
from livingwell.kit.record.models import Event
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.entering import SITTING
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.tests.asking import as_the_database_sees, looks_of, only, signed_in, url
from livingwell.practice.plan.actions import (
    add_step,
    change_item,
    suggest_step,
    take_out_item,
    tick_step,
    write_item,
)
from livingwell.practice.plan.models import ItemKind, Plan, PlanItem, Step, Suggestion
from livingwell.practice.plan.reads import answers_to_my_suggestions, steps_taken_on
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """The person's plan: one thing that matters, a step of the peer worker's; shared with the friend and with Nadia."""
    live_a_little(cast)
    me, mine = cast.people["person"], cast.who("person")
    write_item(me, kind=ItemKind.MATTERS, words="My garden", by=mine)
    add_step(me, words="Ring the council", taker=cast.people["peer"].pk, taker_name="Pearl", day=None, by=mine)
    give_share(
        me, what=Part.PLAN, to=cast.people["nurse"], to_name="Nadia", until=clock.now().replace(year=2040), by=mine
    )
    return cast


def item(cast: Cast) -> Any:
    return only(cast, "person", PlanItem)


def test_the_plan_page_shows_it_and_the_sheet_for_the_fridge_too(planned: Cast) -> None:
    me = signed_in(planned, "person")
    assert "My garden" in me.get(url(planned, "plan")).content.decode()
    sheet = me.get(url(planned, "print_plan", only(planned, "person", Plan).pk)).content.decode()
    assert "My garden" in sheet
    assert "Ring the council" in sheet
    assert "Pearl" in sheet


@pytest.mark.parametrize("name", ["peer", "nurse", "friend", "lead"])
def test_no_worker_and_no_friend_writes_in_it_by_any_act(planned: Cast, name: str) -> None:
    who = planned.who(name)
    with pytest.raises(PermissionDenied):
        change_item(item(planned), words="Better: exercise", version=1, by=who)
    with pytest.raises(PermissionDenied):
        take_out_item(item(planned), by=who)
    with pytest.raises(PermissionDenied):
        write_item(planned.people["person"], kind=ItemKind.HOPE, words="Comply", by=who)
    assert item(planned).words == "My garden"


@pytest.mark.parametrize("name", ["peer", "nurse", "friend"])
def test_the_database_alone_refuses_every_edit(planned: Cast, name: str) -> None:
    plan = only(planned, "person", Plan)
    person = planned.people["person"].pk
    with as_the_database_sees(planned, name), connection.cursor() as cursor:
        for table in ("plan_planitem", "plan_step"):
            cursor.execute(f"update {table} set words = 'x', version = 7")
            assert cursor.rowcount == 0
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(f"delete from {table}")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute(
                "insert into plan_planitem (id, place_id, person_id, plan_id, kind, words, version, written_by_id,"
                " written_by_name, written_at, channel) values (gen_random_uuid(), %s, %s, %s, 'hope', 'x', 1, %s,"
                " 'me', now(), '')",
                [planned.place.pk, person, plan.pk, planned.people[name].pk],
            )
    assert item(planned).version == 1


def test_a_worker_suggests_and_nothing_lands_until_the_person_takes_it(planned: Cast) -> None:
    worker, me = signed_in(planned, "nurse"), signed_in(planned, "person")
    plan = only(planned, "person", Plan)
    worker.post(url(planned, "suggest_step", plan.pk), {"kind": "step", "words": "A walk on Monday"})
    with as_the_database_sees(planned, "person"):
        assert Step.unguarded.count() == 1
    suggestion = only(planned, "person", Suggestion)
    assert "A walk on Monday" in me.get(url(planned, "plan")).content.decode()
    me.post(url(planned, "take_suggestion", suggestion.pk))
    assert only(planned, "person", Step, taker=planned.people["person"]).words == "A walk on Monday"
    again = me.post(url(planned, "take_suggestion", suggestion.pk), follow=True).content.decode()
    assert "You have answered this one already" in again
    who = planned.who("nurse")
    with as_the_database_sees(planned, "nurse"):
        assert [row.pk for row in answers_to_my_suggestions(who)] == [suggestion.pk]
    worker.post(url(planned, "hear_answer", suggestion.pk))
    with as_the_database_sees(planned, "nurse"):
        assert answers_to_my_suggestions(who) == []


def test_a_suggestion_is_changed_or_left(planned: Cast) -> None:
    me, plan = signed_in(planned, "person"), only(planned, "person", Plan)
    suggestion = suggest_step(plan, words="Be more outgoing", by=planned.who("nurse"))
    me.post(url(planned, "change_suggestion", suggestion.pk), {"words": "Tea with Jo"})
    assert only(planned, "person", Step, taker=planned.people["person"]).words == "Tea with Jo"
    other = suggest_step(plan, words="Another", by=planned.who("nurse"))
    me.post(url(planned, "leave_suggestion", other.pk))
    assert only(planned, "person", Suggestion, pk=other.pk).left_at is not None


def test_a_friend_let_in_may_suggest_and_nobody_else(planned: Cast) -> None:
    plan = only(planned, "person", Plan)
    assert suggest_step(plan, words="Come to the choir", by=planned.who("friend")).words
    for name, status in {"peer": 404, "lead": 404, "stranger": 404, "person": 403}.items():
        answer = signed_in(planned, name).post(url(planned, "suggest_step", plan.pk), {"words": "x"})
        assert answer.status_code == status, name


def test_nobody_answers_a_suggestion_but_the_person(planned: Cast) -> None:
    suggestion = suggest_step(only(planned, "person", Plan), words="w", by=planned.who("nurse"))
    for act in ("take_suggestion", "leave_suggestion", "change_suggestion"):
        assert "in their voice" in signed_in(planned, "nurse").post(url(planned, act, suggestion.pk)).content.decode()
        assert signed_in(planned, "friend").post(url(planned, act, suggestion.pk)).status_code == 404
        assert signed_in(planned, "peer").post(url(planned, act, suggestion.pk)).status_code == 404
    row = only(planned, "person", Suggestion)
    assert (row.taken_at, row.changed_at, row.left_at) == (None, None, None)


def test_whoever_took_a_step_sees_it_and_ticks_it_and_changes_no_more(planned: Cast) -> None:
    step = only(planned, "person", Step)
    who = planned.who("peer")
    with as_the_database_sees(planned, "peer"):
        assert [row.words for row in steps_taken_on(who)] == ["Ring the council"]
        assert not PlanItem.unguarded.exists()
    worker = signed_in(planned, "peer")
    worker.post(url(planned, "tick_step", step.pk))
    assert only(planned, "person", Step).done_by_id == planned.people["peer"].pk
    worker.post(url(planned, "change_step", step.pk), {"words": "x", "who": "me"})
    assert only(planned, "person", Step).words == "Ring the council", "in their own name they change nothing"
    worker.post(url(planned, "untick_step", step.pk))
    assert only(planned, "person", Step).done_at is None
    with pytest.raises(PermissionDenied):
        tick_step(step, by=planned.who("nurse"))


def test_two_tabs_both_keep_their_words(planned: Cast) -> None:
    me, address = signed_in(planned, "person"), url(planned, "change_item", item(planned).pk)
    me.post(address, {"words": "tab one", "version": 1})
    answer = me.post(address, {"words": "tab two", "version": 1}, follow=True).content.decode()
    assert "There are two versions" in answer
    assert "tab one" in answer
    assert "tab two" in answer
    copy = only(planned, "person", PlanItem, beside__isnull=False)
    seen = signed_in(planned, "nurse").get(url(planned, "shared_plan", only(planned, "person", Plan).pk))
    assert "tab two" not in seen.content.decode()
    me.post(address, {"words": "one and two", "version": 2, "settles": str(copy.pk)})
    assert only(planned, "person", PlanItem, taken_out_at=None).words == "one and two"


def test_a_step_changed_in_two_tabs(planned: Cast) -> None:
    me, step = signed_in(planned, "person"), only(planned, "person", Step)
    address = url(planned, "change_step", step.pk)
    me.post(address, {"words": "one", "who": "me", "version": 1})
    answer = me.post(address, {"words": "two", "who": "other", "name": "Jo", "version": 1}, follow=True)
    assert "There are two versions" in answer.content.decode()


def test_taken_out_and_put_back(planned: Cast) -> None:
    me = signed_in(planned, "person")
    me.post(url(planned, "take_out_item", item(planned).pk))
    assert item(planned).taken_out_at
    me.post(url(planned, "put_back_item", item(planned).pk))
    assert item(planned).taken_out_at is None


def test_entered_for_somebody_without_an_account(planned: Cast) -> None:
    worker, quiet = signed_in(planned, "peer"), planned.people["quiet"]
    worker.post(url(planned, "enter_item", quiet.pk), {"channel": "paper", "kind": "hope", "words": "A dog"})
    worker.post(url(planned, "enter_step", quiet.pk), {"channel": "paper", "words": "Ask", "who": "me"})
    with as_the_database_sees(planned, "peer"):
        told = Event.objects.filter(voice_id=quiet.pk, channel="paper").values_list("act", flat=True)
        assert {"write_item", "add_step"} <= set(told)
    with as_the_database_sees(planned, "nurse"):
        assert not PlanItem.unguarded.filter(person=quiet).exists()
    quiet_voice = planned.who("peer").entering_for(quiet.pk, "phone")
    with clock.at(clock.now() - SITTING):
        before = write_item(quiet, kind=ItemKind.HOPE, words="Long said", by=quiet_voice)
    with as_the_database_sees(planned, "peer"):
        assert not PlanItem.unguarded.filter(pk=before.pk).exists(), "after the sitting it needs a share"


def test_a_step_needs_a_name_and_a_real_day(planned: Cast) -> None:
    me = signed_in(planned, "person")
    answer = me.post(url(planned, "add_step"), {"words": "w", "who": "other"})
    assert "Please say who it is." in answer.content.decode()
    odd = {"words": "kept words", "who": "me", "day_day": "31", "day_month": "2", "day_year": "2027"}
    assert "kept words" in me.post(url(planned, "add_step"), odd).content.decode()
    assert me.post(url(planned, "add_step"), {"words": "w", "who": f"person:{planned.place.pk}"}).status_code == 200


def test_a_look_at_a_shared_plan_says_why(planned: Cast) -> None:
    signed_in(planned, "nurse").get(url(planned, "shared_plan", only(planned, "person", Plan).pk))
    assert ("Nadia", "plan", "you shared it with them", "shared_plan") in looks_of(planned, "person")


def test_as_many_queries_for_thirty_as_for_one(planned: Cast, django_assert_max_num_queries: Any) -> None:
    for n in range(30):
        write_item(planned.people["person"], kind=ItemKind.HOPE, words=str(n), by=planned.who("person"))
    plan = url(planned, "shared_plan", only(planned, "person", Plan).pk)
    me, worker = signed_in(planned, "person"), signed_in(planned, "nurse")
    with django_assert_max_num_queries(15):
        me.get(url(planned, "plan"))
    with django_assert_max_num_queries(15):
        worker.get(plan)
