"""A read that is compiled once answers as the read does when it is said anew: for everybody, on every page."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.compiling import Learnt
from livingwell.kit.permission.said_once import SaidOnce, said_once
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Membership, Person
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.models import Part
from livingwell.practice.holding.actions import offer_handover
from livingwell.practice.holding.models import Hold, Journey
from livingwell.practice.meetings.actions import plan_meeting, put_off_meeting
from livingwell.practice.meetings.models import HowWeMeet, Meeting
from livingwell.practice.plan.actions import leave_suggestion, suggest_step, write_item
from livingwell.practice.plan.models import ItemKind, Plan
from livingwell.practice.story.actions import write_entry
from tests.cast import MADE_FOR_TESTS, Cast
from tests.laws.matrix import EVERYBODY, addresses, sign_in, undone
from tests.lives import live_fully

WHO = ("person", "peer")


@pytest.mark.django_db
def test_every_page_reads_what_it_would_read_anew(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    live_fully(cast)
    _what_pages_wait_for(cast)
    asked: dict[SaidOnce[Any, Any], int] = {}
    wrong: list[str] = []
    as_it_is = SaidOnce.__call__

    def compared(read: SaidOnce[Any, Any], viewer: Viewer, *args: Any) -> list[Any]:
        found = as_it_is(read, viewer, *args)
        anew = list(read.say(viewer, *args))
        if [_told(row) for row in found] != [_told(row) for row in anew]:
            wrong.append(f"{read.say.__module__}.{read.say.__name__} for {viewer.name}: {len(found)}, {len(anew)}")
        asked[read] = asked.get(read, 0) + len(found)
        return found

    monkeypatch.setattr(SaidOnce, "__call__", compared)
    monkeypatch.setattr(Learnt, "asked_before", lambda *_: True)  # so that the first is learnt too
    for who in WHO:
        sign_in(client, cast, who)
        for address in addresses(cast):
            shows = ("", "?show=own", "?show=waiting") if address.name in {"board", "journey"} else ("",)
            for url in (address.url + show for show in shows):
                with undone(client):
                    client.get(url)
    _an_act_takes_its_turn(cast)
    assert wrong == []
    unread = [read.say.__name__ for read in SaidOnce.every if not asked.get(read) and _is_ours(read)]
    assert unread == [], "each of them is read by some page, or by an act"
    kept = {read.say.__name__: [compiled is not None for _, compiled in read.learnt.known.values()] for read in asked}
    not_kept = [name for name, all_kept in kept.items() if not all(all_kept)]
    assert not_kept == [], "each of them is compiled"


def _an_act_takes_its_turn(cast: Cast) -> None:
    with speaking(MADE_FOR_TESTS):
        planned = Meeting.unguarded.filter(stage="planned", person=cast.people["person"]).first()
    put_off_meeting(planned, by=cast.who("peer"))


def _what_pages_wait_for(cast: Cast) -> None:
    """More than a whole life: what others have given the two who ask, and what waits for them today."""
    me, peer, friend = (cast.who(name) for name in ("person", "peer", "friend"))
    person, until = cast.people["person"], clock.now() + timedelta(days=3)
    circle.give_share(person, what=Part.PLAN, to=cast.north, to_name="North", until=until, by=me)
    with speaking(MADE_FOR_TESTS):
        journey, plan = Journey.unguarded.get(person=person), Plan.unguarded.get(person=person)
        others = Hold.unguarded.filter(ended_at=None).exclude(holder_id=peer.id).exclude(person=person).first()
        assert others is not None, "somebody else holds somebody else"
        theirs, holder = others.journey, next(name for name in EVERYBODY[1:] if cast.who(name).id == others.holder_id)
    plan_meeting(journey, planned_for=clock.now(), how=HowWeMeet.WALK, by=peer)
    suggest_step(plan, words="Swim?", by=peer)
    leave_suggestion(suggest_step(plan, words="Skate?", by=peer), by=me)
    their_friend = cast.people["friend"]
    _, code = circle.invite_supporter(their_friend, named_as="Ana", by=friend)
    circle.join_circle(cast.place, code=code, by=me)
    circle.give_share(their_friend, what=Part.STORY, to=person, to_name="Ana", until=until, by=friend)
    told = peer.entering_for(person.pk, "phone")
    write_entry(person, heading="By phone", words="I rang.", by=told)
    write_item(person, kind=ItemKind.HOPE, words="A garden.", by=told)
    asked = Membership.objects.get(person_id=peer.id, ended_at=None)
    offer_handover(theirs, to=asked, why="Away", by=cast.who(holder))


def _told(row: Any) -> Any:
    return row if isinstance(row, dict | tuple) else {key: said for key, said in vars(row).items() if key != "_state"}


def _is_ours(read: SaidOnce[Any, Any]) -> bool:
    return read.say.__module__.startswith("livingwell.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("say", "about", "is_kept"),
    [
        (lambda who, pk: Person.unguarded.filter(pk=pk), [uuid4()], True),
        (lambda who, pks: Person.unguarded.filter(pk__any=pks), [[uuid4(), uuid4()]], True),
        (lambda who, day: Person.unguarded.filter(arrived_at__date__lt=day), [date(2026, 1, 2)], True),
        (lambda who, since: Person.unguarded.filter(arrived_at__gt=since), [datetime(2026, 1, 2, tzinfo=UTC)], True),
        (lambda who: Person.unguarded.filter(arrived_at__gt=clock.now()), [], True),
        (lambda who, word: Person.unguarded.filter(name=word), ["Ana"], True),
        # What was looked at while it was said could be something else tomorrow.
        (lambda who: Person.unguarded.filter(name=who.name), [], False),
        (lambda who, pk: Person.unguarded.filter(name=str(pk)), [uuid4()], False),
        (lambda who, pk: Person.unguarded.filter(pk__in=[*Meeting.unguarded.values_list("pk", flat=True)]), [1], False),
    ],
)
def test_what_is_not_known_to_be_a_value_is_said_anew(cast: Cast, say: Any, about: list[Any], is_kept: bool) -> None:
    read, viewer = said_once(say), cast.who("peer")
    try:
        with speaking(viewer):
            for _turn in ("first", "learnt", "kept"):
                assert read(viewer, *about) == list(say(viewer, *about))
        assert [compiled is not None for _, compiled in read.learnt.known.values()] == [is_kept]
    finally:
        SaidOnce.every.remove(read)


@pytest.mark.django_db
def test_two_who_ask_the_same_are_answered_each_about_their_own(cast: Cast) -> None:
    read = said_once(lambda who, pk: Person.objects.visible_to(who).not_shown("law").filter(pk=pk))
    try:
        for name in ("person", "friend", "person", "friend"):
            viewer = cast.who(name)
            with speaking(viewer):
                assert [row.pk for row in read(viewer, viewer.id)] == [viewer.id]
                assert read(viewer, uuid4()) == []
        one, other = cast.who("person"), cast.who("friend")
        with speaking(one):
            assert read(one, other.id) == [*Person.objects.visible_to(one).not_shown("law").filter(pk=other.id)]
    finally:
        SaidOnce.every.remove(read)


@pytest.mark.django_db
def test_what_is_compiled_is_not_added_to(cast: Cast) -> None:
    read, viewer, pk = said_once(lambda who, pk: Person.unguarded.filter(pk=pk)), cast.who("peer"), UUID(int=7)
    try:
        assert read(viewer, pk) == read(viewer, pk)
        [(_, compiled)] = read.learnt.known.values()
        assert compiled is not None
        with pytest.raises(TypeError, match="cannot be narrowed"):
            compiled.asked_by(viewer, [pk]).chain()
    finally:
        SaidOnce.every.remove(read)
