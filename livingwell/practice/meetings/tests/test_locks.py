"""Row by row, for everybody in the cast, of every model here: the rule, the manager and the database answer alike."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from livingwell.kit import clock
from livingwell.kit.permission.guarded import Guarded
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.models import Part
from livingwell.practice.meetings import actions as act
from livingwell.practice.meetings import models
from livingwell.practice.meetings.models import CameOfIt, Channel, LetterHow
from livingwell.practice.meetings.panels import home_panel, journey_panel
from livingwell.practice.meetings.tests.conftest import Lived
from tests.laws.test_three_answers import answers

pytestmark = pytest.mark.django_db
MODELS = [
    model for name in models.__all__ if isinstance(model := getattr(models, name), type) and issubclass(model, Guarded)
]


def some_of_everything(lived: Lived) -> Any:
    peer, ana = lived.who("peer"), lived.cast.people["person"]
    act.save_meeting_draft(lived.plan(), typed="{}", by=peer)
    meeting = lived.tell(
        said=[act.Said("well", "Well?", "Beans", "x")],
        asked_again=[act.Again("well", "Well?", "because")],
        next_steps=[lived.promise(), lived.promise(promiser=lived.who("south_lead").id, name="Sol")],
    )
    act.correct_meeting(meeting, words="No", by=lived.who("person"))
    act.give_letter(meeting, how=LetterHow.HAND, by=peer)
    act.log_attempt(lived.journey, channel=Channel.PHONE, came_of_it=CameOfIt.NO_ANSWER, by=peer)
    note = act.write_note(lived.journey, words="n", by=peer)
    act.hold_back_line(note, words="w", why="y", by=peer)
    act.ask_to_talk_today(ana, words="", by=lived.who("person"))
    give_share(
        ana, what=Part.MEETINGS, to=lived.cast.people["friend"], to_name="Fred",
        until=clock.now() + timedelta(days=30), by=lived.who("person"),
    )  # fmt: skip
    # A colleague's own journey, held by another team: theirs, and invisible to their own team.
    lived.tell(lived.plan("nurse", by="south_lead"), by="south_lead")
    return meeting


def test_three_answers(lived: Lived) -> None:
    some_of_everything(lived)
    seen: dict[str, dict[str, int]] = {}
    for name in lived.cast.names:
        for model in MODELS:
            found = answers(model, lived.who(name))
            assert found["rule"] == found["manager"] == found["database"], (name, model.__name__, found)
            seen.setdefault(name, {})[model.__name__] = len(found["rule"])
    assert seen["friend"]["Meeting"] == 2
    assert (seen["friend"]["Note"], seen["friend"]["NextStep"], seen["friend"]["TalkToday"]) == (0, 0, 0)
    assert seen["south_lead"]["NextStep"] == 1
    assert seen["person"]["HeldBackWords"] == 0
    assert seen["nurse"]["Meeting"] == 3
    assert not any(seen["stranger"].values())
    assert not any(seen["far_worker"].values())


def test_panels_show_and_cost_little(lived: Lived, django_assert_num_queries: Any) -> None:
    some_of_everything(lived)
    peer, ana = lived.who("peer"), lived.who("person")
    from livingwell.kit.database.speaking import speaking

    with speaking(peer):
        with django_assert_num_queries(2):
            panel = journey_panel(lived.journey, peer)
        assert panel is not None
        lately = panel[1]["lately"]
        assert [note.words for note in lately.notes] == ["n"]
        assert [attempt.get_channel_display() for attempt in lately.attempts] == ["Phone call"]
        assert [step.promiser_name for step in lately.steps] == ["Pearl", "Sol"]
    with speaking(ana), django_assert_num_queries(2):
        assert home_panel(ana.id, ana) is not None


@pytest.mark.parametrize("name", ["person", "friend", "south_lead", "stranger", "far_worker", "privacy_lead"])
def test_nobody_else_logs_or_gives_a_letter(lived: Lived, name: str) -> None:
    meeting, who = lived.tell(), lived.who(name)
    for attempt in (
        lambda: act.log_attempt(lived.journey, channel=Channel.PHONE, came_of_it=CameOfIt.SPOKE, by=who),
        lambda: act.give_letter(meeting, how=LetterHow.HAND, by=who),
        lambda: act.save_meeting_draft(lived.plan(), typed="{}", by=who),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
