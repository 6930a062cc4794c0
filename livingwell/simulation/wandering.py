"""What a life does next: chosen from how things stand in the database, by the person's own dice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.practice.circle.models import Part
from livingwell.practice.holding.models import EndingKind, Handover
from livingwell.practice.meetings.actions import keep_next_step, miss_meeting, put_off_meeting
from livingwell.practice.meetings.models import Meeting, MeetingStage, NextStep, TalkToday
from livingwell.practice.network.actions import agree_what_to_say, choose_another, say_not_wanted_now, say_not_yet
from livingwell.practice.network.models import ENDED, Connection, HowItWas, Stage
from livingwell.simulation import scenes
from livingwell.simulation.life import Life
from livingwell.simulation.world import INVENTED

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
    if not life.is_held():
        return _after_goodbye(life)
    for look in (_talk_today, _taken_from_duty, _answered_handover, _met_as_planned, _connection):
        if (days := look(life)) is not None:
            return days
    return _something(life)


def _after_goodbye(life: Life) -> Days | None:
    if life.journeys >= 3 or life.dice.random() > 0.2:
        return None
    scenes.come_back(life, "It is me again.")
    return life.dice.uniform(0.1, 2)


def _talk_today(life: Life) -> Days | None:
    """Somebody asked for a conversation the same day: it comes before everything."""
    with speaking(INVENTED):
        asked = TalkToday.unguarded.filter(person=life.they(), answered_at=None).exists()
    if not asked:
        return None
    meeting = scenes.plan_meeting(life, days=0)
    with clock.at(clock.now() + timedelta(minutes=30)):
        scenes.tell_meeting(
            life, meeting, theirs="I needed to say it out loud.", ours="We talked for an hour.", next_step="Ring at six"
        )
    return life.dice.uniform(0.5, 2)


def _taken_from_duty(life: Life) -> Days | None:
    hold = life.world.hold(life.now().pk)
    if hold is None or hold.how != "duty" or life.dice.random() < 0.2:
        return None
    scenes.somebody_holds(life)
    return life.dice.uniform(0.5, 3)


def _answered_handover(life: Life) -> Days | None:
    with speaking(INVENTED):
        offer = Handover.unguarded.filter(
            journey=life.now(), accepted_at=None, declined_at=None, withdrawn_at=None
        ).first()
    if offer is None or life.dice.random() < 0.3:
        return None
    scenes.answer_handover(life, offer, yes=life.dice.random() < 0.7)
    return life.dice.uniform(0.5, 3)


def _met_as_planned(life: Life) -> Days | None:
    with speaking(INVENTED):
        planned = (
            Meeting.unguarded.filter(journey=life.now(), stage=MeetingStage.PLANNED).order_by("planned_for").first()
        )
    if planned is None:
        return None
    if planned.planned_for > clock.now():
        return (planned.planned_for - clock.now()) / timedelta(days=1) + 0.05
    came = life.dice.random()
    if came < 0.8:
        scenes.tell_meeting(
            life,
            planned,
            theirs=life.dice.choice(WORDS_THEN) if life.first_talked else life.voice.happening,
            ours=life.dice.choice(WORDS_NOW),
            next_step="Walk along to the first one",
        )
        return life.dice.uniform(1, 5)
    if came < 0.9:
        put_off_meeting(planned, words="The bus did not come.", by=life.holder())
    else:
        miss_meeting(planned, by=life.holder())
        scenes.try_to_reach(life)
    return life.dice.uniform(1, 6)


def _connection(life: Life) -> Days | None:
    """Go on with an open connection, from where it stands."""
    if not life.first_talked or life.dice.random() < 0.4:
        return None
    with speaking(INVENTED):
        mine = list(Connection.unguarded.filter(journey=life.now()).exclude(stage__in=ENDED).order_by("pk"))
        known = set(Connection.unguarded.filter(journey=life.now()).values_list("support_id", flat=True))
    fresh = [support for support in life.world.supports if support.pk not in known]
    if not mine:
        if not fresh:
            return None
        scenes.choose_support(life, life.dice.choice(fresh), f"{life.they().name} would like to come along.")
        return life.dice.uniform(0.5, 3)
    connection = life.dice.choice(mine)
    if life.dice.random() < 0.05:
        say_not_wanted_now(connection, words="", by=life.in_own_voice())
        return life.dice.uniform(1, 5)
    match connection.stage:
        case Stage.CHOSEN if connection.agreed_at is None:
            agree_what_to_say(connection, may_say="Just my name.", by=life.in_own_voice())
        case Stage.CHOSEN:
            scenes.offer_connection(life, connection)
        case Stage.OFFERED:
            scenes.answer_connection(life, connection, yes=life.dice.random() < 0.75)
        case Stage.NOT_US:
            if not fresh:
                scenes.offer_connection(life, connection)
            else:
                choose_another(
                    connection, support=life.dice.choice(fresh), words="They said who else to ask.", by=life.holder()
                )
        case Stage.ACCEPTED:
            scenes.arrange(life, connection, days=life.dice.randint(2, 9))
        case Stage.ARRANGED if connection.meeting_at and connection.meeting_at > clock.now():
            return None
        case Stage.ARRANGED if life.dice.random() < 0.2:
            say_not_yet(connection, words="Next week, maybe.", by=life.in_own_voice())
        case Stage.ARRANGED:
            scenes.met(life, connection, life.dice.choice(list(HowItWas)), "They had kept a chair for me.")
    return life.dice.uniform(1, 6)


def _keep_a_promise(life: Life) -> None:
    with speaking(INVENTED):
        step = NextStep.unguarded.filter(journey=life.now(), kept_at=None, let_go_at=None).order_by("pk").first()
    if step is not None and step.promiser_id == life.holder().id:
        keep_next_step(step, by=life.holder())


def _write_plan(life: Life) -> None:
    scenes.write_plan(
        life, matters=life.voice.help, strength=life.voice.well, hope="A quiet year.", step="Ring my sister"
    )
    scenes.share(life, Part.PLAN)


def _meet(life: Life) -> None:
    with speaking(INVENTED):
        planned = Meeting.unguarded.filter(journey=life.now(), stage=MeetingStage.PLANNED).exists()
    if not planned:
        scenes.plan_meeting(life, days=life.dice.randint(1, 12))


def _leave(life: Life) -> None:
    """Leaving takes the person's own word, or two workers; most often it is a goodbye."""
    how = life.dice.random()
    if how < 0.8:
        scenes.say_goodbye(life, EndingKind.GOODBYE if life.meetings > 2 else EndingKind.NOT_WANTED, "Thank you.")
    else:
        scenes.end_by_two(life, life.dice.choice([EndingKind.MOVED_AWAY, EndingKind.DIED, EndingKind.IN_ERROR]))


#: (how often, what, whether it needs a first conversation to have been)
Happening = tuple[int, Callable[[Life], object], bool]
HAPPENINGS: tuple[Happening, ...] = (
    (40, _meet, False),
    (14, _keep_a_promise, True),
    (8, lambda life: scenes.write_story(life, "Today", life.dice.choice(WORDS_THEN)), True),
    (5, _write_plan, True),
    (5, lambda life: scenes.suggest(life, "A walk?", taken=life.dice.choice([True, False, None])), True),
    (4, lambda life: scenes.share(life, Part.STORY), True),
    (4, scenes.try_to_reach, False),
    (3, lambda life: scenes.offer_handover(life, "I am away from Monday."), True),
    (1, scenes.ask_to_talk_today, False),
    (7, _leave, False),
)


def _something(life: Life) -> Days:
    possible = [(weight, happens) for weight, happens, talked in HAPPENINGS if life.first_talked or not talked]
    [(_, happens)] = life.dice.choices(possible, weights=[weight for weight, _ in possible])
    happens(life)
    return life.dice.uniform(1, 9)
