"""How each invented journey went, stage by stage, on past days; the same scenes a simulation plays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

from livingwell.demo.hours import in_the_day
from livingwell.kit import clock
from livingwell.practice.circle.models import Part
from livingwell.practice.holding.models import EndingKind
from livingwell.practice.network.models import HowItWas, Support
from livingwell.practice.plan.models import SafeKind
from livingwell.simulation import scenes
from livingwell.simulation.life import Life

#: How far a journey has come, in the order it comes there; what is not in the list is a turning of its own.
ON_THE_WAY = ("arrived", "held", "first_planned", "heard", "story", "plan")
CONNECTING = ("connection_chosen", "offered", "accepted", "arranged", "met")

HEARD_BY_US = "We listened. {name} talked about what still works, and we agreed to begin there."
#: What workers promise, the hours they meet at, and how soon: everybody something else.
PROMISES = (
    "Ring on Thursday and walk along to the first one",
    "Find out about the bus, and text the times",
    "Send the choir’s number by post",
    "Ask the housing officer together",
    "Bring the form, and fill it in over tea",
    "Ring the surgery about a longer appointment",
    "Ask Kettle’s On who is at the door on Fridays",
)
#: What people write to their team between meetings.
WROTE = (
    "Thank you for yesterday. Can we walk the other way round next time?",
    "I found the letter. Shall I bring it?",
    "Could it be a little later on Thursday? The bus is on its summer times.",
    "I rang them by myself this morning. They were kind.",
)
HOURS = (time(10), time(11, 30), time(14), time(16, 30))
#: What helps, what does not, who is with them.
HELPS = (
    ("A walk before the shops open.", "Being told to cheer up.", "Jo next door, and my sister on Sundays."),
    ("Music, loud. A list with two things on it.", "Forms with tick boxes.", "Dad, when he is well. The dog."),
    ("Somebody sitting with me and saying nothing.", "Phone calls before ten.", "My two from the choir."),
    ("Cooking for somebody else.", "Advice I did not ask for.", "My daughter, and Pat at the library."),
)
#: What workers suggest for a plan.
SUGGESTED = (
    "We could go together the first time, and leave when you like.",
    "A list on the door: keys, phone, one kind thing.",
    "Ring me from the bus stop, and we talk until the bus comes.",
)
#: How somebody keeps safe on hard days, with numbers kept for inventions.
SAFE = {
    SafeKind.SIGNS: ("I stop opening letters, and I sleep in the chair.", ""),
    SafeKind.I_DO: ("Kettle on, radio on, shoes on. Then as far as the harbour and back.", ""),
    SafeKind.PLACES: ("My sister, day or night. She has a key.", "01632 960 134"),
    SafeKind.WORKERS: ("The Shore team, in the daytime.", "01632 960 100"),
    SafeKind.SAFER: ("My neighbour keeps my tablets and gives me a week at a time.", ""),
    SafeKind.LIVE_FOR: ("The cat. The allotment in May. My niece’s questions.", ""),
    SafeKind.MADE_WITH: ("My sister, and my worker, at the big table at Kettle’s On.", ""),
}
#: Who meet again: their journeys are open, and somebody has heard them.
MEET_AGAIN = frozenset({"story", "plan", "connection_chosen", "offered", "accepted", "not_us", "arranged", "met"})


def live(life: Life, stage: str, came: datetime, support: Support) -> None:
    """Play a life up to `stage`, beginning on the day they came. `support` is what they will be introduced to."""
    said, nth = life.voice, sum(map(ord, life.voice.name))
    came = in_the_day(came, 0) if stage not in ("arrived", "talk_today") else came
    with clock.at(came):
        scenes.arrive(life, talk_today=stage == "talk_today")
    if stage in ("arrived", "talk_today"):
        return
    if stage == "not_wanted":
        _on(came, 1, lambda: scenes.say_goodbye(life, EndingKind.NOT_WANTED, ""))
        return
    _on(came, 0.2, lambda: scenes.somebody_holds(life))
    if stage == "held":
        return
    if stage == "in_error":
        _on(came, 1, lambda: scenes.end_by_two(life, EndingKind.IN_ERROR))
        return
    if stage == "silent":
        for day in (2, 5, 9):
            _on(came, day, lambda: scenes.try_to_reach(life))
        return
    with clock.at(in_the_day(came, 1)):
        meeting = scenes.plan_meeting(life, days=3, at=HOURS[nth % len(HOURS)])
    if stage == "first_planned":
        return
    ours = HEARD_BY_US.format(name=life.they().name)
    promise = PROMISES[nth % len(PROMISES)]
    again = nth % 16 == 0  # Ana among them: what she had written was asked once more, and why
    _on(
        came,
        4,
        lambda: scenes.tell_meeting(
            life, meeting, theirs=said.happening, ours=ours, next_step=promise, asked_again=again
        ),
    )
    if stage == "heard":
        return
    if nth % 6:
        _on(came, 9, lambda: scenes.keep_promises(life))
    if nth % 4 == 0:
        _on(came, 4.2, lambda: scenes.choose_way(life))
        _on(came, 4.5, lambda: scenes.write_to_team(life, WROTE[nth // 4 % len(WROTE)]))
        _on(came, 4.8, lambda: scenes.write_back(life, "Yes, gladly. I will be at the door."))
    if stage in MEET_AGAIN and nth % 8 == 0:
        _on(clock.now(), -0.4, lambda: scenes.write_to_team(life, WROTE[nth // 8 % len(WROTE)]))
    if stage in MEET_AGAIN and nth % 5:
        _on(clock.now(), -1, lambda: scenes.plan_meeting(life, days=2 + nth % 7, at=HOURS[nth // 2 % len(HOURS)]))
    if stage == "moved_away":
        _on(came, 10, lambda: scenes.end_by_two(life, EndingKind.MOVED_AWAY))
        return
    _on(came, 5, lambda: scenes.write_story(life, "Where I am", said.happening))
    _on(came, 5.1, lambda: scenes.share(life, Part.STORY))
    if stage == "story":
        _on(came, 6, lambda: scenes.write_story(life, "What still works", said.well))
        return
    _on(came, 6, lambda: _plan(life))
    if nth % 3:
        _on(came, 7, lambda: _stay_safe(life))
    if stage == "plan":
        return
    _connect(life, stage, came, support)
    if stage == "handover":
        _on(came, 15, lambda: scenes.offer_handover(life, "I am away for a month from Monday."))
    elif stage in ("goodbye", "returned"):
        _on(came, 40, lambda: scenes.say_goodbye(life, EndingKind.GOODBYE, "Thank you. I know where you are."))
        if stage == "returned":
            _on(came, 44, lambda: scenes.come_back(life, said.happening))


def _plan(life: Life) -> None:
    said = life.voice
    scenes.write_plan(
        life,
        matters=said.help,
        strength=said.well,
        hope="To look back on this in a year and be glad I asked.",
        step="Say hello to one person this week",
    )
    nth = sum(map(ord, said.name))
    helps, does_not, with_me = HELPS[nth % len(HELPS)]
    scenes.say_what_helps(life, helps=helps, does_not=does_not, with_me=with_me)
    scenes.share(life, Part.PLAN)
    # Most have been answered, one way or the other; every sixth still waits.
    scenes.suggest(life, SUGGESTED[nth % len(SUGGESTED)], taken=nth % 2 == 1 if nth % 6 else None)


def _stay_safe(life: Life) -> None:
    """Made together at a table, in their words; the team is let in, and one risk is taken together."""
    scenes.stay_safe(life, SAFE)
    scenes.share(life, Part.STAYING_SAFE)
    scenes.take_a_chance(
        life,
        want="To stay at home over the bank holiday, and not at my sister’s.",
        good="My own bed, the cat, and proof that I can.",
        worries="My sister worries that nobody will notice. I worry about Sunday evening.",
        around="The neighbours know me. The corner shop is open. The boiler is mended.",
        agreed="My sister rings at six each day. On Sunday somebody from the team rings as well.",
    )
    scenes.look_back(
        life,
        back="I asked for help, which I never did before. The mornings are still hard.",
        forward="Fewer steps at once. The allotment before the paperwork.",
    )


def _connect(life: Life, stage: str, came: datetime, support: Support) -> None:
    """Introduced to something real, as far as the stage goes; those who said goodbye had met."""
    with clock.at(in_the_day(came, 8)):
        connection = scenes.choose_support(
            life, support, f"{life.they().name} would like to come along, and would rather not talk about why."
        )
    reached = stage if stage in CONNECTING else "accepted" if stage == "handover" else "met"
    if reached == "connection_chosen":
        return
    with clock.at(in_the_day(came, 9)):
        connection = scenes.offer_connection(life, connection)
    if reached == "offered":
        return
    with clock.at(in_the_day(came, 11)):
        connection = scenes.answer_connection(life, connection, yes=stage != "not_us")
    if stage == "not_us" or reached == "accepted":
        return
    with clock.at(in_the_day(came, 12)):
        connection = scenes.arrange(life, connection, days=6)
    if reached == "met":
        _on(came, 19, lambda: scenes.met(life, connection, HowItWas.GOOD, "They had kept a chair for me."))


def _on(came: datetime, days: float, happens: Callable[[], object]) -> None:
    with clock.at(in_the_day(came, days)):
        happens()
