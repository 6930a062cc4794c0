"""Their own things: a story, a plan, what others suggest and what becomes of it."""

from __future__ import annotations

from datetime import timedelta

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.practice.plan import actions as plan
from livingwell.practice.plan.models import ItemKind, Plan, Suggestion
from livingwell.practice.story import actions as story
from livingwell.simulation.life import Life


def write_story(life: Life, heading: str, words: str) -> None:
    """An entry of their own story, by themselves or told to whoever holds them."""
    if not life.has_story:
        story.begin_story(life.they(), by=life.in_own_voice())
        life.has_story = True
    story.write_entry(life.they(), heading=heading, words=words, by=life.in_own_voice())


def write_plan(life: Life, *, matters: str, strength: str, hope: str, step: str) -> None:
    """The first words of a plan, and a step of their own; or, once there is one, what has become of it."""
    voice, person = life.in_own_voice(), life.they()
    if not life.has_plan:
        plan.begin_plan(person, by=voice)
        life.has_plan = True
    for kind, words in ((ItemKind.MATTERS, matters), (ItemKind.STRENGTH, strength), (ItemKind.HOPE, hope)):
        if words:
            plan.write_item(person, kind=kind, words=words, by=voice)
    day = clock.now().date() + timedelta(days=14)
    plan.add_step(person, words=step, taker=person.pk, taker_name=person.name, day=day, by=voice)


def suggest(life: Life, words: str, *, taken: bool | None) -> None:
    """The holder suggests a step, if the plan was shared; the person takes it, leaves it, or has not looked yet."""
    holder = life.holder()
    with speaking(holder):
        found = Plan.objects.visible_to(holder).not_shown("is it shared?").filter(person_id=life.they().pk).first()
    if found is None:
        return
    suggestion = plan.suggest_step(found, words=words, by=holder)
    if taken is not None:
        answer_suggestion(life, suggestion, taken=taken)


def answer_suggestion(life: Life, suggestion: Suggestion, *, taken: bool) -> None:
    """The person takes it, in their own words now and then, or leaves it."""
    voice = life.in_own_voice()
    if taken and life.dice.random() < 0.3:
        plan.change_suggestion(suggestion, words="A walk, but not before noon.", by=voice)
    else:
        (plan.take_suggestion if taken else plan.leave_suggestion)(suggestion, by=voice)
