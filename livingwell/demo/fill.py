"""Filling the invented place, the first time only: its workers, its directory, sixty people at every stage."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from livingwell.demo import cast, own_things
from livingwell.demo.hours import daytime
from livingwell.demo.huddles import hold_huddles
from livingwell.demo.keeping import what_is_kept
from livingwell.demo.learning import learn
from livingwell.demo.looking_out import look_out, viewer_of
from livingwell.demo.looks import look_at_ana
from livingwell.demo.stages import live
from livingwell.demo.young import who_is_let_in
from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.people.invented import is_invented, mark_as_invented
from livingwell.people.models import Account, Organisation, Place
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.models import Part
from livingwell.practice.keeping.jobs import put_on_the_list
from livingwell.practice.network.actions.importing import IMPORTING, Publisher, import_directory
from livingwell.practice.network.directory.reading import read_directory
from livingwell.practice.network.models import Support
from livingwell.simulation.life import Life, Voice
from livingwell.simulation.world import World

DATA = Path(__file__).parent / "data"
SEED = "Larkmoor"
LATELY = 3
OPENED = timedelta(days=560)
#: So long ago that the time for which the place keeps somebody’s own words has passed.
LONG_AGO = {"Leon": 500, "Bronwen": 470}
#: A journey of each stage began so many days ago, give or take a week; long enough to have lived it.
DAYS_AGO = {
    "arrived": 0.3, "talk_today": 0.1, "held": 2, "not_wanted": 12, "in_error": 20, "silent": 14, "first_planned": 2,
    "heard": 8, "moved_away": 60, "story": 15, "plan": 20, "connection_chosen": 14, "offered": 13, "accepted": 18,
    "not_us": 16, "arranged": 16, "met": 40, "handover": 17, "goodbye": 80, "returned": 47,
}  # fmt: skip

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Told:
    """One line of ``data/voices.json``: who they are, what they say, and how far they have come."""

    voice: Voice
    stage: str


def voices() -> list[Told]:
    """The sixty voices, in the order of the file."""
    return [
        Told(
            Voice(
                name=line["name"],
                happening=line["happening"],
                help=line["help"],
                well=line["well"],
                year=line["year"],
                area=line["area"],
                by=line["by"],
                introducer=line.get("from", ""),
            ),
            line["stage"],
        )
        for line in json.loads((DATA / "voices.json").read_text(encoding="utf-8"))
    ]


def is_filled() -> bool:
    """Whether the invented place is there, whole: it is filled in one transaction or not at all."""
    return Place.objects.filter(slug=cast.SLUG).exists()


def fill(progress: Progress) -> None:
    """Fill the invented place in one transaction; run again, nothing happens. `progress(done, of, what)`.

    :raises NotInvented: with somebody's own database, or one that holds an unmarked place.
    """
    if not is_invented():
        mark_as_invented()
    if is_filled():
        return
    with transaction.atomic():
        _fill(progress)


def _fill(progress: Progress) -> None:
    now = timezone.now()
    with clock.at(now - OPENED):
        place, teams = cast.make_place()
        _directory(place)
    organisations = list(Organisation.objects.filter(place=place).order_by("name"))
    supports = list(Support.objects.filter(place=place).order_by("name"))
    dice = Random(SEED)
    told = voices()
    lives: dict[str, Life] = {}
    # Who came in the last days was not here yet when the huddles of the last mornings were held.
    here_then = [one for one in enumerate(told) if DAYS_AGO[one[1].stage] > LATELY]
    just_came = [one for one in enumerate(told) if DAYS_AGO[one[1].stage] <= LATELY]
    for done, (nth, each) in enumerate([*here_then, *just_came]):
        if done == len(here_then):
            hold_huddles(teams.values(), now)
        own = Random(f"{SEED}:{nth}")
        world = World(place, list(teams.values()), organisations, dice, supports)
        life = Life(world, each.voice, own, has_account=False)
        days = LONG_AGO.get(each.voice.name) or DAYS_AGO[each.stage] * (1 + own.random() / 4)
        live(life, each.stage, now - timedelta(days=days), own.choice(supports))
        lives[each.voice.name] = life
        progress(done + 1, len(told), "journeys")
    _cast_own_things(lives, now)
    look_out(lives, now)
    look_at_ana(lives, now)
    learn(place, now)
    put_on_the_list(place)
    who_is_let_in(lives["Isla"], now)
    _opened_without_a_share(lives, now)


def _opened_without_a_share(lives: dict[str, Life], now: Any) -> None:
    """Once, by whoever was on duty: it waits for the privacy lead to look into."""
    why = "He asked to talk today, and does not answer. I look for whom he would want with him."
    with clock.at(now - timedelta(minutes=40)):
        circle.open_unshared(lives["Hamza"].they(), what=Part.STAYING_SAFE, reason=why, by=viewer_of("lena"))


def _directory(place: Place) -> None:
    data = (DATA / "directory.csv").read_bytes()
    import_directory(
        place,
        reading=read_directory(data, filename="directory.csv"),
        data=data,
        publisher=Publisher(
            name="Larkmoor’s own list (invented)", attribution="Invented for this place", licence="CC0 1.0"
        ),
        by=IMPORTING,
    )


def _cast_own_things(lives: dict[str, Life], now: Any) -> None:
    """What the cast needs: Ana signs in; Ruth is let in by her father, whom she introduced."""
    ana, dennis = lives["Ana"].they(), lives["Dennis"]
    cast.give_account(ana, "ana")
    hers = viewer_of("ana")
    own_things.story_of(ana, hers, now)
    own_things.plan_of(ana, hers, now)
    own_things.on_paper(dennis, now)
    with speaking(cast.INVENTED):
        ruth = Account.objects.select_related("person").get(email=cast.email_of("ruth")).person
    assert ruth is not None, "the cast has been made"
    hers = viewer_of("ruth")
    with clock.at(daytime(now, 3)):
        _, code = circle.invite_supporter(dennis.they(), named_as="Ruth, my daughter", by=dennis.in_own_voice())
        tie = circle.join_circle(dennis.world.place, code=code, by=hers)
        assert tie is not None, "the words were made a line above"
        for what in (Part.INTRODUCTION, Part.MEETINGS):
            circle.give_share(
                dennis.they(),
                what=what,
                to=ruth,
                to_name="Ruth",
                until=now + timedelta(days=80),
                by=dennis.in_own_voice(),
            )
        circle.tell_team(tie, words="Dad has stopped going to the allotment, and says it is only the weather.", by=hers)
    what_is_kept(lives, now)
