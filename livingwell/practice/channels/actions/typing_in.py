"""Typing in what came back on paper: each line becomes what it would be if the person had written it themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person, Place
from livingwell.practice.channels.models import Sheet, SheetKind
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.models import Part
from livingwell.practice.frontdoor import actions as frontdoor
from livingwell.practice.frontdoor.models import Channel as CameBy
from livingwell.practice.holding import actions as holding
from livingwell.practice.holding.models import EndingKind, Journey
from livingwell.practice.plan import actions as plan
from livingwell.practice.plan.models import ItemKind, SafeKind
from livingwell.practice.story import actions as story

Said = dict[str, Any]


class CameBackAlready(Exception):
    """Its words were typed in before, by somebody else or in another window."""


@act("type_in_sheet")
def type_in_sheet(sheet: Sheet, *, said: Said, by: Viewer) -> Any:
    """What stands on a sheet is entered in the person's voice, told on paper; the sheet is done with then. `by` speaks
    for the person. All of it or none of it, and once. What comes of an introduction is returned.

    :raises CameBackAlready: when it was typed in before.
    """
    typed = Sheet.unguarded.filter(pk=sheet.pk, came_back_at=None, until__gt=clock.now())
    if not typed.update(came_back_by_id=by.id, came_back_at=clock.now()):
        raise CameBackAlready(sheet.reference)
    if sheet.kind == SheetKind.INTRODUCTION:
        result: Any = _introduction(Place.objects.get(pk=sheet.place_id), said, by)
        tell(about=by.voice, place=sheet.place_id, row=sheet.pk, kind=sheet.kind)
        return result
    person = Person.unguarded.get(pk=sheet.person_id)
    tell(about=person.pk, place=sheet.place_id, row=sheet.pk, kind=sheet.kind)
    return ENTER[SheetKind(sheet.kind)](person, said, by)


def lines(words: str) -> list[str]:
    """On paper a new line is a new thing."""
    return [line.strip(" \t-•*") for line in words.splitlines() if line.strip(" \t-•*")]


def _introduction(place: Place, said: Said, by: Viewer) -> Any:
    return frontdoor.enter_introduction(place, **said, channel=CameBy.PAPER, by=by)


def _story(person: Person, said: Said, by: Viewer) -> Any:
    return story.write_entry(person, heading=said["heading"], words=said["words"], keep=said["keep"], by=by)


def _plan(person: Person, said: Said, by: Viewer) -> None:
    for kind in ItemKind:
        for words in lines(said[kind.value]):
            plan.write_item(person, kind=kind, words=words, by=by)
    for words in lines(said["steps"]):
        plan.add_step(person, words=words, taker=person.pk, taker_name=person.name, day=None, by=by)
    if said["back"] or said["forward"]:
        plan.write_review(person, back=said["back"], forward=said["forward"], look_again=None, by=by)


def _staying_safe(person: Person, said: Said, by: Viewer) -> None:
    for kind in SafeKind:
        for words in lines(said[kind.value]):
            plan.write_safe_item(person, kind=kind, words=words, by=by)
    for who, number in said["to_ring"]:
        plan.write_safe_item(person, kind=SafeKind.PLACES, words=who, number=number, by=by)


def _share(person: Person, said: Said, by: Viewer) -> None:
    if said["end_all"]:
        circle.end_all_shares(person, by=by)
    for what in said["what"]:
        circle.share_or_ask(
            person,
            what=Part(what),
            to=said["to"].row(),
            to_name=said["to"].name,
            until=clock.now() + said["lasts"],
            by=by,
        )


def _reach(person: Person, said: Said, by: Viewer) -> None:
    holding.change_reach(person, **said, by=by)


def _goodbye(person: Person, said: Said, by: Viewer) -> Any:
    journey = Journey.unguarded.get(person_id=person.pk, closed_at=None)
    return holding.say_goodbye(
        journey, kind=EndingKind(said["kind"]), words=said["words"], person_name=person.name, by=by
    )


ENTER: dict[SheetKind, Callable[[Person, Said, Viewer], Any]] = {
    SheetKind.STORY: _story,
    SheetKind.PLAN: _plan,
    SheetKind.STAYING_SAFE: _staying_safe,
    SheetKind.SHARE: _share,
    SheetKind.REACH: _reach,
    SheetKind.GOODBYE: _goodbye,
}
