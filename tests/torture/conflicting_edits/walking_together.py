"""Conflicts over what workers and the person do together: meetings, next steps, handovers, endings, connections."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client

from livingwell.kit import clock
from livingwell.people.models import Membership
from livingwell.practice.holding import actions as holding
from livingwell.practice.meetings import actions as meetings
from livingwell.practice.meetings.models import HowWeMeet, Meeting
from livingwell.practice.network import actions as network
from livingwell.practice.network.models import Connection
from tests.torture.conflicting_edits.edits import Edit, Pair
from tests.torture.conflicting_edits.world import Life, World

Words = tuple[str, str]


def _planned(world: World, life: Life) -> Meeting:
    soon = clock.now() + timedelta(minutes=1)
    return meetings.plan_meeting(life.journey, planned_for=soon, how=HowWeMeet.WALK, by=world.cast.who("peer"))


def _told(word: str) -> dict[str, Any]:
    then = clock.now() - timedelta(days=1)
    return {"day": then.date().isoformat(), "time": "10:00", "how": "walk", "their_words": f"I said {word}."}


def _journey_pages(world: World, life: Life) -> list[tuple[Client, str]]:
    worker = world.worker("lead")
    journey = world.url("journey", life.journey)
    return [(worker, f"{journey}?show=history"), (worker, world.url("writing", life.journey))]


def meeting_told_by_two(world: World, words: Words) -> Pair:
    life = world.life()
    meeting = _planned(world, life)
    url = world.url("tell_meeting", meeting)
    edits = [
        Edit(world.worker(name), url, _told(word), word) for name, word in zip(("peer", "nurse"), words, strict=True)
    ]
    return Pair(edits[0], edits[1], [(world.worker("lead"), world.url("meeting", meeting))])


def meeting_told_and_put_off(world: World, words: Words) -> Pair:
    life = world.life()
    meeting = _planned(world, life)
    telling = Edit(world.worker("peer"), world.url("tell_meeting", meeting), _told(words[0]), words[0])
    off = Edit(world.browser(life), world.url("put_off_meeting", meeting), {"words": f"No, {words[1]}."}, words[1])
    page = world.url("meeting", meeting)
    return Pair(telling, off, [(world.worker("lead"), page), (world.browser(life), page)])


def meeting_missed_by_two(world: World, words: Words) -> Pair:
    life = world.life()
    meeting = _planned(world, life)
    url = world.url("miss_meeting", meeting)
    edits = [
        Edit(world.worker(name), url, {"words": f"Try {word}."}, word)
        for name, word in zip(("peer", "nurse"), words, strict=True)
    ]
    return Pair(edits[0], edits[1], [(world.worker("lead"), world.url("meeting", meeting))])


def meeting_corrected_by_two(world: World, words: Words) -> Pair:
    life = world.life()
    meeting = _planned(world, life)
    meetings.tell_meeting(meeting, happened_at=clock.now(), their_words="So.", by=world.cast.who("peer"))
    url = world.url("correct_meeting", meeting)
    own = Edit(world.browser(life), url, {"words": f"I said {words[0]}."}, words[0])
    told = Edit(world.worker("peer"), url, {"words": f"I meant {words[1]}.", "channel": "phone"}, words[1])
    return Pair(own, told, [(world.browser(life), world.url("meeting", meeting))])


def next_step_let_go_by_two(world: World, words: Words) -> Pair:
    life = world.life()
    promise = meetings.Promise("Ring", "Pearl", clock.now().date() + timedelta(days=3))
    step = meetings.promise_next_step(life.journey, promise=promise, by=world.cast.who("peer"))
    url = world.url("let_go_next_step", step)
    edits = [
        Edit(world.worker(name), url, {"words": f"Since {word}."}, word)
        for name, word in zip(("peer", "nurse"), words, strict=True)
    ]
    return Pair(edits[0], edits[1], _journey_pages(world, life))


def notes_of_two(world: World, words: Words) -> Pair:
    life = world.life()
    url = world.url("write_note", life.journey)
    edits = [
        Edit(world.worker(name), url, {"words": f"We saw {word}."}, word)
        for name, word in zip(("peer", "nurse"), words, strict=True)
    ]
    return Pair(edits[0], edits[1], _journey_pages(world, life))


def handover_declined_and_taken_back(world: World, words: Words) -> Pair:
    life = world.life()
    to = Membership.objects.get(person=world.cast.people["nurse"], team=world.cast.north)
    offer = holding.offer_handover(life.journey, to=to, why="Away", by=world.cast.who("peer"))
    page = world.url("handover", offer)
    back = Edit(world.worker("peer"), world.url("withdraw_handover", offer), {}, "", opened_at=page)
    no = Edit(
        world.worker("nurse"), world.url("decline_handover", offer), {"because": f"Full: {words[1]}"}, words[1],
        opened_at=page,
    )  # fmt: skip
    reader = world.worker("peer")
    return Pair(back, no, [(reader, page), (world.worker("nurse"), page), (reader, world.url("journey", life.journey))])


def handover_offered_twice(world: World, words: Words) -> Pair:
    life = world.life()
    life.over = True  # an offer is open
    nurse = Membership.objects.get(person=world.cast.people["nurse"], team=world.cast.north)
    lead = Membership.objects.get(person=world.cast.people["lead"], team=world.cast.north)
    url = world.url("offer_handover", life.journey)
    edits = [
        Edit(world.worker("peer"), url, {"to": str(to.pk), "why": f"For {word}."}, word)
        for to, word in zip((nurse, lead), words, strict=True)
    ]
    return Pair(edits[0], edits[1], _journey_pages(world, life))


def goodbye_said_and_entered(world: World, words: Words) -> Pair:
    life = world.life()
    life.over = True
    url = world.url("say_goodbye", life.journey)
    own = Edit(world.browser(life), url, {"kind": "goodbye", "words": f"Thanks, {words[0]}."}, words[0])
    form = {"kind": "goodbye", "words": f"Bye, {words[1]}.", "channel": "phone"}
    entered = Edit(world.worker("peer"), url, form, words[1])
    return Pair(own, entered, [(world.browser(life), world.url("home"))])


def ending_proposed_by_two(world: World, words: Words) -> Pair:
    life = world.life()
    life.over = True
    url = world.url("propose_ending", life.journey)
    edits = [
        Edit(world.worker(name), url, {"kind": "moved_away", "words": f"A letter: {word}."}, word)
        for name, word in zip(("peer", "nurse"), words, strict=True)
    ]
    return Pair(edits[0], edits[1], _journey_pages(world, life))


def _connection(world: World, life: Life) -> Connection:
    life.over = True  # one open connection to a support at a time
    return network.choose_support(life.journey, support=world.supports[0], may_say="My name.", by=life.viewer)


def _steps(world: World, life: Life, connection: Connection) -> list[tuple[Client, str]]:
    page = world.url("connection", connection)
    return [(world.browser(life), page), (world.worker("nurse"), page)]


def what_may_be_said_by_two(world: World, words: Words) -> Pair:
    life = world.life()
    connection = _connection(world, life)
    url = world.url("agree_what_to_say", connection)
    own = Edit(world.browser(life), url, {"may_say": f"I am {words[0]}."}, words[0])
    entered = Edit(world.worker("peer"), url, {"may_say": f"They are {words[1]}.", "channel": "phone"}, words[1])
    return Pair(own, entered, _steps(world, life, connection))


def answer_written_by_two(world: World, words: Words) -> Pair:
    life = world.life()
    connection = _connection(world, life)
    day = clock.now().date() + timedelta(days=2)
    network.offer_connection(connection, words="Rang", answer_due=day, by=world.cast.who("peer"))
    url = world.url("log_answer", connection)
    edits = [
        Edit(world.worker(name), url, {"answer": "yes", "words": f"Come at {word}."}, word)
        for name, word in zip(("peer", "nurse"), words, strict=True)
    ]
    return Pair(edits[0], edits[1], _steps(world, life, connection))


def first_meeting_arranged_by_two(world: World, words: Words) -> Pair:
    life = world.life()
    connection = _connection(world, life)
    peer = world.cast.who("peer")
    network.offer_connection(connection, words="Rang", answer_due=clock.now().date() + timedelta(days=2), by=peer)
    network.log_answer(connection, what_next=None, words="", by=peer)
    url = world.url("arrange_first_meeting", connection)
    day = (clock.now().date() + timedelta(days=3)).isoformat()
    edits = [
        Edit(who, url, {"day": day, "time": "11:00", "where": f"The door of {word}"}, word)
        for who, word in zip((world.browser(life), world.worker("nurse")), words, strict=True)
    ]
    return Pair(edits[0], edits[1], _steps(world, life, connection))


def how_it_was_said_twice(world: World, words: Words) -> Pair:
    life = world.life()
    connection = _connection(world, life)
    network.say_met(connection, words="", by=life.viewer)
    url = world.url("say_how_it_was", connection)
    own = Edit(world.browser(life), url, {"how": "", "words": f"It was {words[0]}."}, words[0])
    entered = Edit(
        world.worker("peer"), url, {"how": "", "words": f"They liked {words[1]}.", "channel": "phone"}, words[1]
    )
    return Pair(own, entered, _steps(world, life, connection))


def met_and_no_longer_wanted(world: World, words: Words) -> Pair:
    life = world.life()
    connection = _connection(world, life)
    own = Edit(world.browser(life), world.url("say_met", connection), {"words": f"We met {words[0]}."}, words[0])
    form = {"words": f"Rather not {words[1]}.", "channel": "phone"}
    entered = Edit(world.worker("peer"), world.url("say_not_wanted_now", connection), form, words[1])
    return Pair(own, entered, _steps(world, life, connection))


WALKING_TOGETHER = (
    meeting_told_by_two,
    meeting_told_and_put_off,
    meeting_missed_by_two,
    meeting_corrected_by_two,
    next_step_let_go_by_two,
    notes_of_two,
    handover_declined_and_taken_back,
    handover_offered_twice,
    goodbye_said_and_entered,
    ending_proposed_by_two,
    what_may_be_said_by_two,
    answer_written_by_two,
    first_meeting_arranged_by_two,
    how_it_was_said_twice,
    met_and_no_longer_wanted,
)
