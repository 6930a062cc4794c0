"""What was taken away after the backup is not given back by bringing the backup back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.rules import ruled_models
from livingwell.kit.viewers import Errand
from livingwell.people.actions import close_account
from livingwell.people.models import Account, Membership
from livingwell.practice.circle.actions import end_all_shares, end_share, end_tie, give_share
from livingwell.practice.circle.models import CircleTie, Part, Share
from livingwell.practice.holding.actions import leave_team
from livingwell.practice.holding.models import Hold
from livingwell.practice.keeping import taken_away
from livingwell.practice.messages.actions import end_feed
from livingwell.practice.messages.models import CalendarFeed
from livingwell.practice.story.actions import keep_entry_to_myself
from livingwell.practice.story.models import Entry
from tests.cast import MADE_FOR_TESTS, Cast
from tests.jobs import say_outside_what_waits
from tests.lives import live_fully

pytestmark = pytest.mark.django_db
RESTORING = Errand("restoring")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SEAL_HEADS_FILE", tmp_path / "heads.jsonl")


def test_nobody_is_let_in_again(cast: Cast) -> None:
    live_fully(cast)
    person, friend, peer = (cast.people[name] for name in ("person", "friend", "peer"))
    mine, until = cast.who("person"), clock.now() + timedelta(days=9)
    theirs = give_share(friend, what=Part.STORY, to=cast.north, to_name="North", until=until, by=cast.who("friend"))
    with speaking(MADE_FOR_TESTS):
        seen = Entry.unguarded.filter(person=person, kept_at=None, taken_back_at=None).order_by("pk")[0]
        tie = CircleTie.unguarded.get(person=person, supporter=friend, ended_at=None)
        works = Membership.objects.get(person=peer, ended_at=None)
        feeds = list(CalendarFeed.unguarded.filter(ended_at=None))
        assert Hold.unguarded.filter(holder=peer, ended_at=None).exists()
        assert Share.unguarded.filter(person=person, ended_at=None).count() > 1
    with transaction.atomic():  # what happens after the backup, and is lost with the disaster
        end_share(theirs, by=cast.who("friend"))
        end_tie(tie, by=mine)
        end_all_shares(person, by=mine)
        keep_entry_to_myself(seen, by=mine)
        for feed in feeds:
            end_feed(feed, by=next(who for who in map(cast.who, cast.names) if who.id == feed.person_id))
        leave_team(works, by=cast.who("lead"))
        close_account(cast.people["stranger"], by=cast.who("stranger"))
        assert say_outside_what_waits() == 6 + len(feeds)
        transaction.set_rollback(True)
    with taken_away.path().open("a", encoding="utf-8") as file:
        file.write('\n{"act": "torn by a cra')
    assert "Ana" not in taken_away.path().read_text(encoding="utf-8")

    with speaking(RESTORING):
        done, refused = taken_away.take_away_again(taken_away.lines())
        assert (refused, done) == ([], 6 + len(feeds))
        assert taken_away.take_away_again(taken_away.lines()) == (0, []), "it is done already"
        live = Share.unguarded.filter(ended_at=None)
        assert not live.filter(pk=theirs.pk).exists()
        assert not live.filter(person=person).exists()
        assert not CircleTie.unguarded.filter(pk=tie.pk, ended_at=None).exists()
        assert Entry.unguarded.get(pk=seen.pk).kept_by_id == person.pk
        assert not Membership.objects.filter(person=peer, ended_at=None).exists()
        assert not Hold.unguarded.filter(holder=peer, ended_at=None).exists(), "duty holds what they held"
        assert not Account.objects.filter(person=cast.people["stranger"], closed_at=None).exists()
        assert not CalendarFeed.unguarded.filter(ended_at=None).exists()


def test_what_the_database_refuses_is_said_and_the_rest_goes_on(cast: Cast) -> None:
    """The last worker of a place leaves nobody who could be on duty: whoever restores hears of it."""
    live_fully(cast)
    with speaking(MADE_FOR_TESTS):
        far = Membership.objects.get(person=cast.people["far_worker"], ended_at=None)
        share = Share.unguarded.filter(person=cast.people["person"], ended_at=None)[0]
    lines = [
        taken_away.Line("leave_team", far.person_id, far.pk, clock.now()),
        taken_away.Line("end_share", share.person_id, share.pk, clock.now()),
    ]
    with speaking(RESTORING):
        assert taken_away.take_away_again(lines) == (1, lines[:1])


def test_each_is_an_act() -> None:
    acts = {name for rules in ruled_models().values() for name in rules}
    assert set(taken_away._again) <= acts
    assert len(taken_away._again) >= 8
