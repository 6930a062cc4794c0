"""Conflicts over what is the person's own: story, plan, suggestions; in two browsers, or with a worker who enters."""

from __future__ import annotations

from livingwell.practice.plan import actions as plan
from livingwell.practice.plan.models import ItemKind
from livingwell.practice.story import actions as story
from tests.torture.conflicting_edits.edits import Edit, Pair
from tests.torture.conflicting_edits.world import World

Words = tuple[str, str]


def entry_in_two_browsers(world: World, words: Words) -> Pair:
    life = world.life()
    entry = story.write_entry(life.person, heading="Me", words="As it was.", by=life.viewer)
    url = world.url("change_entry", entry)
    edits = [Edit(world.browser(life), url, {"heading": "Me", "words": f"It was {word}."}, word) for word in words]
    reader = world.browser(life)
    return Pair(edits[0], edits[1], [(reader, url), (reader, world.url("story"))])


def entry_with_a_worker_who_enters(world: World, words: Words) -> Pair:
    life = world.life()
    entered = world.cast.who("peer").entering_for(life.person.pk, "phone")
    entry = story.write_entry(life.person, heading="Me", words="As told.", by=entered)
    url = world.url("change_entry", entry)
    theirs = Edit(world.browser(life), url, {"heading": "Me", "words": f"It was {words[0]}."}, words[0])
    form = {"heading": "Me", "words": f"They said {words[1]}.", "channel": "phone"}
    reader = world.browser(life)
    return Pair(
        theirs, Edit(world.worker("peer"), url, form, words[1]), [(reader, url), (reader, world.url("story"))]
    )  # fmt: skip


def entry_taken_back_meanwhile(world: World, words: Words) -> Pair:
    life = world.life()
    entry = story.write_entry(life.person, heading="Me", words=f"It was {words[0]}.", by=life.viewer)
    url = world.url("change_entry", entry)
    away = Edit(world.browser(life), world.url("take_back_entry", entry), {}, "", opened_at=world.url("story"))
    change = Edit(world.browser(life), url, {"heading": "Me", "words": f"It was {words[1]}."}, words[1])
    reader = world.browser(life)
    return Pair(away, change, [(reader, url), (reader, world.url("story"))])


def item_in_two_browsers(world: World, words: Words) -> Pair:
    life = world.life()
    item = plan.write_item(life.person, kind=ItemKind.HOPE, words="Sleep", by=life.viewer)
    url = world.url("change_item", item)
    edits = [Edit(world.browser(life), url, {"words": f"Sleep {word}"}, word) for word in words]
    reader = world.browser(life)
    return Pair(edits[0], edits[1], [(reader, url), (reader, world.url("plan"))])


def item_with_a_worker_who_enters(world: World, words: Words) -> Pair:
    life = world.life()
    entered = world.cast.who("peer").entering_for(life.person.pk, "phone")
    item = plan.write_item(life.person, kind=ItemKind.HOPE, words="Sleep", by=entered)
    url = world.url("change_item", item)
    theirs = Edit(world.browser(life), url, {"words": f"Sleep {words[0]}"}, words[0])
    told = Edit(world.worker("peer"), url, {"words": f"Sleep {words[1]}", "channel": "paper"}, words[1])
    reader = world.browser(life)
    return Pair(theirs, told, [(reader, url), (reader, world.url("plan"))])


def step_in_two_browsers(world: World, words: Words) -> Pair:
    life = world.life()
    step = plan.add_step(life.person, words="Walk", taker=None, taker_name="Somebody", day=None, by=life.viewer)
    url = world.url("change_step", step)
    edits = [Edit(world.browser(life), url, {"words": f"Walk {word}", "who": "me"}, word) for word in words]
    reader = world.browser(life)
    return Pair(edits[0], edits[1], [(reader, url), (reader, world.url("plan"))])


def suggestion_in_ones_own_words_twice(world: World, words: Words) -> Pair:
    life = world.life()
    mine = plan.begin_plan(life.person, by=life.viewer)
    suggestion = plan.suggest_step(mine, words="Swim?", by=world.cast.who("nurse"))
    url = world.url("change_suggestion", suggestion)
    edits = [Edit(world.browser(life), url, {"words": f"Swim {word}"}, word) for word in words]
    return Pair(edits[0], edits[1], [(world.browser(life), world.url("plan"))])


def suggestions_as_the_share_ends(world: World, words: Words) -> Pair:
    life = world.life()
    mine = plan.begin_plan(life.person, by=life.viewer)
    url, page = world.url("suggest_step", mine), world.url("shared_plan", mine)
    ends = Edit(world.browser(life), world.url("end_all_shares"), {}, "", opened_at=world.url("circle"))
    suggests = Edit(
        world.worker("peer"), url, {"words": f"Swim {words[1]}", "kind": "step"}, words[1], opened_at=page
    )  # fmt: skip
    life.over = True  # its shares have ended
    return Pair(ends, suggests, [(world.browser(life), world.url("plan"))])


OWN_WORDS = (
    entry_in_two_browsers,
    entry_with_a_worker_who_enters,
    entry_taken_back_meanwhile,
    item_in_two_browsers,
    item_with_a_worker_who_enters,
    step_in_two_browsers,
    suggestion_in_ones_own_words_twice,
    suggestions_as_the_share_ends,
)
