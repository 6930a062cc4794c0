"""Their own things: a story, a plan, what others suggest and what becomes of it."""

from __future__ import annotations

from datetime import timedelta

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.files.sounds import Sound
from livingwell.practice.plan import actions as plan
from livingwell.practice.plan.models import ItemKind, Plan, PlanItem, Step, Suggestion
from livingwell.practice.story import actions as story
from livingwell.practice.story.models import Entry, Wording
from livingwell.simulation.life import Life
from livingwell.simulation.world import FRONT_DOOR

#: A moment of silence, as a recording: what is in it is nobody's.
A_SOUND = Sound(
    b"RIFF\x34\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00"
    b"\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x10\x00\x00\x00" + b"\x80" * 16,
    "audio/wav",
)


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
    """The holder suggests a step, if the plan was shared; the person takes it, leaves it, or has not looked yet; and
    the holder reads what became of it."""
    holder = life.holder()
    with speaking(holder):
        found = Plan.objects.visible_to(holder).not_shown("is it shared?").filter(person_id=life.they().pk).first()
    if found is None:
        return
    suggestion = plan.suggest_step(found, words=words, by=holder)
    if taken is not None:
        answer_suggestion(life, suggestion, taken=taken)
        if life.dice.random() < 0.8:
            plan.hear_answer(suggestion, by=holder)


def answer_suggestion(life: Life, suggestion: Suggestion, *, taken: bool) -> None:
    """The person takes it, in their own words now and then, or leaves it."""
    voice = life.in_own_voice()
    if taken and life.dice.random() < 0.3:
        plan.change_suggestion(suggestion, words="A walk, but not before noon.", by=voice)
    else:
        (plan.take_suggestion if taken else plan.leave_suggestion)(suggestion, by=voice)


def put_right(life: Life) -> None:
    """They read what they wrote last and put it right: other words, a sound beside it, kept for themselves, or as it
    was before. Somebody without an account does so in a sitting."""
    if not life.has_account:
        return
    voice = life.in_own_voice()
    with speaking(FRONT_DOOR):
        last = Entry.unguarded.filter(person=life.they(), taken_back_at=None).order_by("-written_at").first()
        before = Wording.unguarded.filter(entry=last).order_by("-version").first() if last else None
    if last is None:
        return
    chance = life.dice.random()
    if chance < 0.1:
        sound = story.enclose(last, what=A_SOUND, words="I say it aloud.", by=voice)
        if life.dice.random() < 0.3:
            story.describe_enclosure(sound, words="Me, the second time.", by=voice)
        if life.dice.random() < 0.2:
            story.put_back_enclosure(story.take_out_enclosure(sound, by=voice), by=voice)
    elif chance < 0.6:
        words = last.words + " And it passed."
        story.change_entry(last, heading=last.heading, words=words, version=last.version, by=voice)
    elif before is not None and chance < 0.8:
        story.restore_wording(before, by=voice)
    elif chance < 0.9:
        (story.let_entry_be_seen if last.kept_at else story.keep_entry_to_myself)(last, by=voice)
    else:
        gone = story.take_back_entry(last, by=voice)
        if life.dice.random() < 0.5:
            story.put_back_entry(gone, by=voice)


def go_on_with_plan(life: Life) -> None:
    """A step is done, and what mattered then is said in other words, or has had its day."""
    if not life.has_account:
        return
    voice = life.in_own_voice()
    with speaking(FRONT_DOOR):
        step = Step.unguarded.filter(person=life.they(), done_at=None, taken_out_at=None).first()
        item = PlanItem.unguarded.filter(person=life.they(), taken_out_at=None, beside=None).last()
    if step is not None and life.dice.random() < 0.2:
        plan.change_step(
            step, words=step.words + " Or write.", taker=step.taker_id, taker_name=step.taker_name,
            day=clock.now().date() + timedelta(days=7), version=step.version, by=voice,
        )  # fmt: skip
    elif step is not None:
        done = plan.tick_step(step, by=voice)
        if life.dice.random() < 0.1:
            plan.untick_step(done, by=voice)
    if item is not None and life.dice.random() < 0.8:
        plan.change_item(item, words=item.words + " Still.", version=item.version, by=voice)
    elif item is not None:
        gone = plan.take_out_item(item, by=voice)
        if life.dice.random() < 0.3:
            plan.put_back_item(gone, by=voice)
