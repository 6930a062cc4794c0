"""On the phone or on a bench: one page for all of it, each attributed; and when they are done it is closed."""

from __future__ import annotations

from typing import Any

import pytest

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.practice.channels.models import Copy
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.models import Part, Share, Sitting
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from livingwell.practice.plan import actions as plan
from livingwell.practice.plan.models import ItemKind, Plan, PlanItem, SafeItem, Suggestion
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

pytestmark = pytest.mark.django_db


@pytest.fixture
def talking(cast: Cast) -> Cast:
    """Nadia, who was let into Ana's plan, is on the phone with her; Fred has suggested something."""
    live_a_little(cast)
    me, mine = cast.people["person"], cast.who("person")
    plan.write_item(me, kind=ItemKind.HOPE, words="A garden", by=mine)
    until = clock.now().replace(year=2040)
    give_share(me, what=Part.PLAN, to=cast.people["nurse"], to_name="Nadia", until=until, by=mine)
    plan.suggest_step(only(cast, "person", Plan), words="Come to the choir", by=cast.who("friend"))
    signed_in(cast, "nurse").post(url(cast, "begin_sitting", me.pk), {"channel": "phone"})
    return cast


def say(cast: Cast, where: str, words: str) -> Any:
    said = {"where": where, "words": words}
    return signed_in(cast, "nurse").post(url(cast, "write_down", cast.people["person"].pk), said)


def the_page(cast: Cast) -> str:
    return signed_in(cast, "nurse").get(url(cast, "with_person", cast.people["person"].pk)).content.decode()


def test_each_thing_is_done_from_one_page_and_names_both(talking: Cast) -> None:
    worker = signed_in(talking, "nurse")
    say(talking, "story", "I swam today.")
    say(talking, "step", "Ring the allotment")
    say(talking, "plan:helps", "Quiet")
    say(talking, "safe:signs", "I stop eating")
    suggestion = only(talking, "person", Suggestion)
    taken = worker.post(url(talking, "take_suggestion", suggestion.pk), {"sitting": "1"})
    assert taken["Location"] == url(talking, "with_person", talking.people["person"].pk)
    page = the_page(talking)
    for words in ("I swam today.", "Ring the allotment", "Quiet", "I stop eating"):
        assert words in page
    worker.post(url(talking, "end_share", only(talking, "nurse", Share, what=Part.PLAN).pk), {"sitting": "1"})
    acts = ("write_entry", "add_step", "write_safe_item", "take_suggestion", "end_share")
    with speaking(MADE_FOR_TESTS):
        for act in acts:
            told = Event.objects.get(act=act)
            assert (told.by_id, told.voice_id, told.channel) == (
                talking.people["nurse"].pk,
                talking.people["person"].pk,
                "phone",
            ), act


def test_what_was_written_down_closes_when_they_are_done_on_the_page_and_in_the_database(talking: Cast) -> None:
    say(talking, "safe:signs", "I stop eating.")
    assert "I stop eating." in the_page(talking)
    done = signed_in(talking, "nurse").post(url(talking, "end_sitting", only(talking, "nurse", Sitting).pk))
    assert done["Location"] == url(talking, "sitting_done")
    closed = signed_in(talking, "nurse").get(done["Location"]).content.decode()
    assert "Ana" not in closed
    signed_in(talking, "nurse").post(
        url(talking, "begin_sitting", talking.people["person"].pk), {"channel": "in_person"}
    )
    assert "I stop eating." not in the_page(talking)
    with as_the_database_sees(talking, "nurse"):
        assert not SafeItem.unguarded.filter(person=talking.people["person"]).exists()
    with as_the_database_sees(talking, "person"):
        assert SafeItem.unguarded.get(person=talking.people["person"]).words == "I stop eating."


def test_nobody_sits_with_somebody_whose_journey_their_team_does_not_hold(talking: Cast) -> None:
    person = talking.people["person"]
    for name in ("south_lead", "friend", "stranger"):
        who = signed_in(talking, name)
        assert who.post(url(talking, "begin_sitting", person.pk), {"channel": "phone"}).status_code in (403, 404)
        assert who.get(url(talking, "with_person", person.pk)).status_code in (403, 404)
        assert who.post(url(talking, "end_sitting", only(talking, "nurse", Sitting).pk)).status_code in (403, 404)
    peer = signed_in(talking, "peer")  # of the same team, in no sitting of their own: nothing of Nadia's is at hand
    say(talking, "story", "I swam today.")
    assert "I swam today." not in peer.get(url(talking, "with_person", person.pk)).content.decode()


def test_the_copy_is_printed_and_that_they_have_it_is_kept(talking: Cast) -> None:
    person, worker = talking.people["person"], signed_in(talking, "nurse")
    say(talking, "plan:helps", "Quiet")
    page = worker.get(url(talking, "give_copy", person.pk)).content.decode()
    assert "Quiet" in page
    assert "Nadia wrote it down for you" in page
    assert "By post" not in page
    refused = worker.post(url(talking, "give_copy", person.pk), {"how": "post"})
    assert refused.status_code == 200
    worker.post(url(talking, "give_copy", person.pk), {"how": "hand"})
    copy = only(talking, "person", Copy)
    assert (copy.how, copy.given_by_name) == ("hand", "Nadia")


def test_a_press_outside_a_sitting_still_asks_how_it_was_told(talking: Cast) -> None:
    peer, item = signed_in(talking, "peer"), only(talking, "person", PlanItem)
    until = clock.now().replace(year=2040)
    give_share(
        talking.people["person"],
        what=Part.PLAN,
        to=talking.north,
        to_name="North",
        until=until,
        by=talking.who("person"),
    )
    assert "How did they tell you?" in peer.post(url(talking, "take_out_item", item.pk), {}).content.decode()
