"""What a life does next: chosen from how things stand in the database, by the person's own dice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from livingwell.kit import clock
from livingwell.kit.secrets.keys import KeyDestroyed
from livingwell.practice.circle.models import Part
from livingwell.practice.holding.models import EndingKind
from livingwell.practice.meetings.actions import keep_next_step, let_go_next_step, miss_meeting, put_off_meeting
from livingwell.practice.meetings.models import NextStep
from livingwell.practice.plan.models import SafeKind
from livingwell.simulation import scenes
from livingwell.simulation.colliding import collide
from livingwell.simulation.introducing import go_on_connecting
from livingwell.simulation.life import Life
from livingwell.simulation.standing import Standing

Days = float

WORDS_THEN = (
    "It was a better week. I went out twice.",
    "Not a good week. I came anyway.",
    "I told my sister. She already knew.",
    "I slept. That is the news.",
    "I would rather talk about the garden today.",
    "I do not want to talk about the hospital again, you have it written down.",
)
WORDS_NOW = (
    "We walked. The silences were easy.",
    "We looked at the letter together and rang them.",
    "We laughed about the bus. We will try it again on Thursday.",
)


def begin(life: Life) -> Days:
    """They come."""
    scenes.arrive(life, talk_today=life.dice.random() < 0.03)
    return life.dice.uniform(0.05, 1.5)


def go_on(life: Life) -> Days | None:
    """One thing happens. Returns how many days until the next, or None when this life has nothing more to do here."""
    stands = life.standing()
    if stands is None:
        return _after_goodbye(life)
    life.stood = stands
    try:
        if life.dice.random() < 0.01:
            life.world.refused.update(str(refusal) for refusal in collide(life, stands))
            return life.dice.uniform(0.5, 2)
        for look in (_talk_today, _taken_from_duty, _answered_handover, _met_as_planned, go_on_connecting):
            if (days := look(life, stands)) is not None:
                return days
        return _something(life)
    finally:
        life.stood = None


def _after_goodbye(life: Life) -> Days | None:
    if life.journeys >= 3 or life.dice.random() > 0.2:
        return None
    scenes.come_back(life, "It is me again.")
    return life.dice.uniform(0.1, 2)


def _talk_today(life: Life, stands: Standing) -> Days | None:
    """Somebody asked for a conversation the same day: it comes before everything."""
    if not stands.asked_today:
        return None
    meeting = scenes.plan_meeting(life, days=0)
    with clock.at(clock.now() + timedelta(minutes=30)):
        scenes.tell_meeting(
            life, meeting, theirs="I needed to say it out loud.", ours="We talked for an hour.", next_step="Ring at six"
        )
    return life.dice.uniform(0.5, 2)


def _taken_from_duty(life: Life, stands: Standing) -> Days | None:
    if stands.how != "duty" or life.dice.random() < 0.2:
        return None
    if life.journeys == 1 and not life.meetings and life.dice.random() < 0.02:
        scenes.say_not_wanted(life)
    else:
        scenes.somebody_holds(life)
    return life.dice.uniform(0.5, 3)


def _answered_handover(life: Life, stands: Standing) -> Days | None:
    """A yes, a no with a word of why, an offer taken back; or nothing for a while, and the holder goes on holding."""
    offered, chance = stands.offered, life.dice.random()
    if offered is None or chance < 0.4:
        return None
    if chance < 0.5 or offered.has_run_out():
        scenes.withdraw_handover(life, offered)
    else:
        scenes.answer_handover(life, offered, yes=chance < 0.85)
    return life.dice.uniform(0.5, 3)


def _met_as_planned(life: Life, stands: Standing) -> Days | None:
    planned = stands.planned
    if planned is None:
        return None
    if not planned.is_due():
        return (planned.at - clock.now()) / timedelta(days=1) + 0.05
    came, meeting = life.dice.random(), planned.row(life.now())
    if came < 0.8:
        scenes.tell_meeting(
            life,
            meeting,
            theirs=life.dice.choice(WORDS_THEN) if life.first_talked else life.voice.happening,
            ours=life.dice.choice(WORDS_NOW),
            next_step="Walk along to the first one",
            asked_again=life.dice.random() < 0.04,
        )
        if life.dice.random() < 0.02:
            scenes.correct(life, meeting)
        return life.dice.uniform(2, 8)
    if came < 0.9:
        put_off_meeting(meeting, words="The bus did not come.", by=life.holder())
    else:
        miss_meeting(meeting, by=life.holder())
        scenes.try_to_reach(life)
    return life.dice.uniform(1, 6)


def _keep_a_promise(life: Life) -> None:
    stands = life.standing()
    if stands is None or stands.promised is None or stands.promised.promiser != stands.holder.id:
        return
    step = NextStep(
        id=stands.promised.id, place_id=life.world.place.pk, person_id=life.they().pk, journey_id=life.now().pk
    )
    if life.dice.random() < 0.9:
        keep_next_step(step, by=stands.holder)
    else:
        let_go_next_step(step, words="They rang themselves.", by=stands.holder)


def _write_plan(life: Life) -> None:
    scenes.write_plan(
        life, matters=life.voice.help, strength=life.voice.well, hope="A quiet year.", step="Ring my sister"
    )
    scenes.share(life, Part.PLAN)


def _stay_safe(life: Life) -> None:
    scenes.stay_safe(life, {SafeKind.SIGNS: ("I go quiet.", ""), SafeKind.PLACES: ("My sister", "01632 960 002")})
    if life.dice.random() < 0.5:
        scenes.share(life, Part.STAYING_SAFE)


def _take_a_chance(life: Life) -> None:
    stands = life.standing()
    if stands is not None:
        scenes.take_a_chance(
            life, want="To live on my own", good="Quiet", worries="My mother, the nights", around="", agreed="A key"
        )


def _meet(life: Life) -> None:
    stands = life.standing()
    if stands is not None and stands.planned is None:
        scenes.plan_meeting(life, days=life.dice.randint(1, 12))


def _look(life: Life) -> None:
    """Whoever holds them reads what they were let into; and suggests something, or fears for a life."""
    scenes.look_at(life, life.dice.choice([Part.STORY, Part.PLAN, Part.STAYING_SAFE]), life.holder())


def _fear(life: Life) -> None:
    if life.silent:
        scenes.open_unshared(life, life.dice.choice([Part.STORY, Part.PLAN, Part.STAYING_SAFE]))


def _leave(life: Life) -> None:
    """Leaving takes the person's own word, or two workers; most often it is a goodbye."""
    how = life.dice.random()
    if how < 0.7:
        scenes.say_goodbye(life, EndingKind.GOODBYE if life.meetings > 2 else EndingKind.NOT_WANTED, "Thank you.")
    elif how < 0.8:
        scenes.say_not_wanted(life)
    else:
        ending = scenes.end_by_two(
            life, life.dice.choice([EndingKind.MOVED_AWAY, EndingKind.DIED, EndingKind.IN_ERROR])
        )
        if ending is not None and life.dice.random() < 0.3:
            scenes.change_their_mind(life, ending)


#: (how often, what, whether it needs a first conversation to have been)
Happening = tuple[float, Callable[[Life], object], bool]
HAPPENINGS: tuple[Happening, ...] = (
    (40, _meet, False),
    (14, _keep_a_promise, True),
    (8, lambda life: scenes.write_story(life, "Today", life.dice.choice(WORDS_THEN)), True),
    (5, _write_plan, True),
    (3, _stay_safe, True),
    (1, _take_a_chance, True),
    (2, lambda life: scenes.look_back(life, back=life.dice.choice(WORDS_THEN), forward="More of the same."), True),
    (5, lambda life: scenes.suggest(life, "A walk?", taken=life.dice.choice([True, False, None])), True),
    (3, scenes.put_right, True),
    (3, scenes.go_on_with_plan, True),
    (0.7, scenes.on_paper, True),
    (0.7, scenes.sit_together, True),
    (4, lambda life: scenes.share(life, Part.STORY), True),
    (6, _look, True),
    (2, scenes.end_a_share, True),
    (0.5, scenes.ask_a_right, True),
    (0.1, scenes.take_everything_along, True),
    (1.5, scenes.let_in_a_friend, True),
    (0.2, scenes.have_own_words_destroyed, True),
    (2, scenes.write_note, False),
    (1, lambda life: scenes.add_something(life, "I forgot to say that I work nights."), False),
    (4, scenes.try_to_reach, False),
    (0.2, scenes.huddle, False),
    (0.2, scenes.rota, False),
    (2, _fear, False),
    (3, lambda life: scenes.offer_handover(life, "I am away from Monday."), True),
    (0.5, scenes.give_back, True),
    (1, scenes.ask_to_talk_today, False),
    (3, lambda life: scenes.write_to_team(life, "Can we meet a little later?"), False),
    (3, lambda life: scenes.write_back(life, "Of course. At four, then."), False),
    (1, scenes.hear, False),
    (1, scenes.choose_way, False),
    (0.5, scenes.worry, False),
    (0.5, scenes.notice, False),
    (0.5, scenes.tell_of_myself, False),
    (0.5, scenes.meet_for_supervision, False),
    (2, scenes.visit, False),
    (7, _leave, False),
)


def _something(life: Life) -> Days:
    possible = [(weight, happens) for weight, happens, talked in HAPPENINGS if life.first_talked or not talked]
    [(_, happens)] = life.dice.choices(possible, weights=[weight for weight, _ in possible])
    try:
        happens(life)
    except KeyDestroyed:
        life.world.refused["What was destroyed cannot be put right."] += 1
    return life.dice.uniform(2, 12)
