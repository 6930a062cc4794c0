"""Looking back and forward; and promise 12: how the plan stood before can be read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from livingwell.kit import clock
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from livingwell.practice.plan import actions, reads
from livingwell.practice.plan.models import ItemKind, Plan, PlanBefore, PlanItem, Review, Step
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """Three sittings: written on Monday; changed and ticked on Tuesday; a step taken out and a look back on Friday."""
    live_a_little(cast)
    me, mine, now = cast.people["person"], cast.who("person"), clock.now()
    with clock.at(now - timedelta(days=8)):
        matters = actions.write_item(me, kind=ItemKind.MATTERS, words="My garden", by=mine)
        actions.write_item(me, kind=ItemKind.DOES_NOT, words="Being told to cheer up", by=mine)
        step = actions.add_step(me, words="Dig", taker=me.pk, taker_name="Ana", day=date(2027, 1, 4), by=mine)
        other = actions.add_step(me, words="Weed", taker=me.pk, taker_name="Ana", day=None, by=mine)
    with clock.at(now - timedelta(days=7)):
        actions.change_item(matters, words="My allotment", version=1, by=mine)
        actions.tick_step(step, by=mine)
    with clock.at(now - timedelta(days=4)):
        actions.take_out_step(other, by=mine)
        actions.write_review(me, back="I dug.", forward="Sow.", look_again=date(2027, 3, 1), by=mine)
    until = now.replace(year=2040)
    give_share(me, what=Part.PLAN, to=cast.people["nurse"], to_name="Nadia", until=until, by=mine)
    return cast


def texts(was: reads.AsItWas) -> tuple[list[str], list[tuple[str, bool]], list[str]]:
    items = [then.words for _, _, found in was.parts for then in found]
    return items, [(then.words, then.done) for then in was.steps], [then.back for then in was.reviews]


def test_each_version_is_the_plan_as_it_stood_then(planned: Cast) -> None:
    mine, me = planned.who("person"), planned.people["person"]
    with as_the_database_sees(planned, "person"):
        third, second, first = reads.versions(me.pk, mine)
        assert (first.changes, second.changes, third.changes) == (4, 2, 2)
        assert first.by == [mine.name]
        dont = "Being told to cheer up"
        assert texts(reads.as_it_was(me.pk, mine, first.until)) == (
            ["My garden", dont], [("Dig", False), ("Weed", False)], []
        )  # fmt: skip
        assert texts(reads.as_it_was(me.pk, mine, second.until)) == (
            ["My allotment", dont], [("Dig", True), ("Weed", False)], []
        )  # fmt: skip
        assert texts(reads.as_it_was(me.pk, mine, third.until)) == (
            ["My allotment", dont], [("Dig", True)], ["I dug."]
        )  # fmt: skip
        assert reads.as_it_was(me.pk, mine, first.until - timedelta(days=1)).empty


def test_the_pages_show_it(planned: Cast) -> None:
    me, plan = signed_in(planned, "person"), only(planned, "person", Plan)
    page = me.get(url(planned, "plan")).content.decode()
    assert "What does not help" in page
    assert "To look again on 1 March" in page
    listed = me.get(url(planned, "plan_versions", plan.pk)).content.decode()
    oldest = listed.rsplit(f"/plans/{plan.pk}/versions/", 1)[1].split("/")[0]
    shown = me.get(url(planned, "plan_version", plan.pk, int(oldest))).content.decode()
    assert "My garden" in shown
    assert "My allotment" not in shown
    assert me.get(url(planned, "plan_version", plan.pk, 7)).status_code == 404


def test_who_was_let_in_reads_the_plan_as_it_is_and_not_as_it_was(planned: Cast) -> None:
    plan = only(planned, "person", Plan)
    for name, status in {"nurse": 403, "friend": 403, "peer": 404, "stranger": 404}.items():
        assert signed_in(planned, name).get(url(planned, "plan_versions", plan.pk)).status_code == status, name
    with as_the_database_sees(planned, "nurse"):
        assert not PlanBefore.unguarded.exists()
        assert Review.unguarded.count() == 1
    assert "Looking back" in signed_in(planned, "nurse").get(url(planned, "shared_plan", plan.pk)).content.decode()


def test_for_somebody_without_an_account_a_worker_who_was_let_in_reads_it_out(planned: Cast) -> None:
    quiet, voice = planned.people["quiet"], planned.who("peer").entering_for(planned.people["quiet"].pk, "phone")
    item = actions.write_item(quiet, kind=ItemKind.HELPS, words="Tea", by=voice)
    actions.change_item(item, words="Coffee", version=1, by=voice)
    until = clock.now().replace(year=2040)
    give_share(quiet, what=Part.PLAN, to=planned.people["peer"], to_name="Pearl", until=until, by=voice)
    plan = only(planned, "peer", Plan, person=quiet)
    assert signed_in(planned, "peer").get(url(planned, "plan_versions", plan.pk)).status_code == 200
    assert only(planned, "peer", PlanBefore).then_by_name == "Pearl"


@pytest.mark.parametrize("sql", ["update plan_planbefore set until = now()", "delete from plan_planbefore"])
def test_nobody_rewrites_what_was(planned: Cast, sql: str) -> None:
    with (
        as_the_database_sees(planned, "person"),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute(sql)


def test_a_look_back_is_written_changed_taken_out_and_put_back(planned: Cast) -> None:
    me, review = signed_in(planned, "person"), only(planned, "person", Review)
    assert "There is nothing here yet" in me.post(url(planned, "write_review"), {"back": " "}).content.decode()
    me.post(url(planned, "change_review", review.pk), {"back": "I dug and dug.", "forward": "", "version": 1})
    changed = only(planned, "person", Review)
    assert (changed.back, changed.forward, changed.look_again) == ("I dug and dug.", "", None)
    me.post(url(planned, "take_out_review", review.pk))
    assert "I dug and dug." in me.get(url(planned, "plan")).content.decode(), "it can be put back"
    with as_the_database_sees(planned, "nurse"):
        assert not Review.unguarded.exists()
    me.post(url(planned, "put_back_review", review.pk))
    assert only(planned, "person", Review).taken_out_at is None


@pytest.mark.parametrize("name", ["nurse", "friend", "peer", "stranger"])
def test_nobody_else_looks_back_for_them(planned: Cast, name: str) -> None:
    review, who = only(planned, "person", Review), planned.who(name)
    with pytest.raises(PermissionDenied):
        actions.change_review(review, back="x", forward="", look_again=None, version=1, by=who)
    with pytest.raises(PermissionDenied):
        actions.write_review(planned.people["person"], back="x", forward="", look_again=None, by=who)


def test_it_is_said_to_a_worker_on_the_phone(planned: Cast) -> None:
    worker, quiet = signed_in(planned, "peer"), planned.people["quiet"]
    sent = {"channel": "phone", "back": "A hard month", "forward": "A quiet one", "look_again": ""}
    worker.post(url(planned, "enter_review", quiet.pk), sent)
    assert "A hard month" in worker.get(url(planned, "enter_review", quiet.pk)).content.decode()
    assert only(planned, "peer", Review).written_by_name == "Pearl"


def test_two_people_at_once_both_keep_their_words_side_by_side(planned: Cast) -> None:
    """The person on their phone, a worker who enters for them on the bench: opened at the same version."""
    me, worker = signed_in(planned, "person"), signed_in(planned, "nurse")
    item = only(planned, "person", PlanItem, kind="does_not")
    sent: dict[str, Any] = {"words": "Being hurried", "version": 1}
    me.post(url(planned, "change_item", item.pk), sent)
    page = worker.post(
        url(planned, "change_item", item.pk), sent | {"words": "Being rushed", "channel": "phone"}, follow=True
    )
    both = me.get(url(planned, "change_item", item.pk)).content.decode()
    assert page.status_code == 200
    assert "Saved first, by Ana Asking" in both
    assert "Saved second, by Nadia" in both
    assert "Being hurried" in both
    assert "Being rushed" in both
    settles = both.split('name="settles" value="')[1].split('"')[0]
    me.post(url(planned, "change_item", item.pk), {"words": "Being hurried", "version": 2, "settles": settles})
    assert "Saved second" not in me.get(url(planned, "change_item", item.pk)).content.decode()
    with as_the_database_sees(planned, "person"):
        assert PlanItem.unguarded.filter(kind="does_not").count() == 2, "settled, and still there"


def test_a_tick_is_no_clash_with_whoever_writes(planned: Cast) -> None:
    mine, step = planned.who("person"), only(planned, "person", Step, done_at__isnull=False)
    actions.untick_step(step, by=mine)
    saved = actions.change_step(
        step, words="Dig deep", taker=step.taker_id, taker_name="Ana", day=None, version=1, by=mine
    )
    assert saved.pk == step.pk
