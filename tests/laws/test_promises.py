"""What `livingwell promises` asks: a full life keeps every one, and a breach, written past the acts, would show."""

from __future__ import annotations

from typing import Any

import pytest

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.ids import new_id
from livingwell.kit.permission.showing import Shown, record
from livingwell.kit.promises import checks
from livingwell.kit.record.models import Event
from livingwell.operate.promises import NOT_BUILT, PROMISES
from livingwell.practice.circle.models import Look, Part, Share
from livingwell.practice.plan import actions as plan
from livingwell.practice.plan.models import ItemKind, PlanItem, Suggestion
from livingwell.practice.story.models import Entry, Story
from tests.cast import MADE_FOR_TESTS, Cast
from tests.lives import live_fully

pytestmark = pytest.mark.django_db


def broken(number: int) -> list[str]:
    with speaking(MADE_FOR_TESTS):
        return [sentence for _, check in checks[number] for sentence in check().broken]


def test_every_promise_has_tests_or_is_not_built() -> None:
    assert {number for number, promise in PROMISES.items() if not promise.tests} == set(NOT_BUILT)
    assert set(checks) & set(NOT_BUILT) == set()


def test_a_full_life_keeps_every_promise(cast: Cast) -> None:
    live_fully(cast)
    assert {number: found for number in checks if (found := broken(number))} == {}


def test_words_in_a_plan_by_somebody_else_would_show(cast: Cast) -> None:
    live_fully(cast)
    person, peer = cast.people["person"], cast.who("peer")
    plan.write_item(person, kind=ItemKind.HOPE, words="Rest.", by=peer.entering_for(person.pk, "phone"))
    assert broken(4) == []
    with speaking(MADE_FOR_TESTS):
        kept = PlanItem.unguarded.filter(person=person).first()
        wrong: dict[str, Any] = {
            "place_id": cast.place.pk, "person_id": person.pk, "written_by_id": cast.people["nurse"].pk,
            "written_by_name": "Nora", "written_at": clock.now(), "words": "Hers.",
        }  # fmt: skip
        PlanItem(**wrong, plan_id=kept.plan_id, kind=ItemKind.HOPE, channel="phone").save(force_insert=True)
        story = Story.unguarded.get(person=person)
        Entry(**wrong, story_id=story.pk, heading="").save(force_insert=True)
        Suggestion.unguarded.filter(person=person).update(left_by_id=peer.id, left_at=clock.now())
    assert sorted(said.split()[0] for said in broken(4)) == ["entry", "item", "suggestion"]


def test_a_look_at_what_was_not_shared_would_show(cast: Cast) -> None:
    live_fully(cast)
    person, friend, stranger = cast.people["person"].pk, cast.who("friend"), cast.who("stranger")
    for who in (friend, stranger):
        with speaking(who):
            record(who, Shown("shared_plan", person, {(person, "plan"): "you shared it with them"}))
    assert [said for said in broken(6) if said.startswith("look")] == [
        f"look {_look_of(stranger.id)} at a plan had no share"
    ]
    for who, facts in ((cast.who("person"), {"person_id": person, "what": "story", "page": "story"}), (friend, {})):
        with speaking(who):
            Look(at=clock.now(), place_id=cast.place.pk, by_id=who.id, by_name=who.name, **facts).save(
                force_insert=True
            )
    assert len(broken(5)) == 2


def test_a_share_in_nobodys_voice_would_show(cast: Cast) -> None:
    live_fully(cast)
    before = len(broken(6))
    with speaking(MADE_FOR_TESTS):
        one = Share.unguarded.filter(what=Part.STORY).first()
        one.pk = new_id()
        one.save(force_insert=True)
    assert len(broken(6)) == before + 1


def test_words_entered_without_a_channel_would_show(cast: Cast) -> None:
    live_fully(cast)
    assert broken(13) == []
    with speaking(MADE_FOR_TESTS):
        for voice, channel in ((cast.people["person"].pk, ""), (None, "phone")):
            Event(
                at=clock.now(), act="write_item", place_id=cast.place.pk, about_id=cast.people["person"].pk,
                by_id=cast.people["peer"].pk, voice_id=voice, channel=channel,
            ).save(force_insert=True)  # fmt: skip
    assert len(broken(13)) == 2


def _look_of(viewer: Any) -> Any:
    with speaking(MADE_FOR_TESTS):
        return Look.unguarded.get(by_id=viewer, what="plan").pk
