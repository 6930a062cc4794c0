"""Somebody arrives: by themselves, by phone, on paper, by a friend or a GP; adds to it; wants none; returns."""

from __future__ import annotations

from livingwell.kit.ids import new_id
from livingwell.kit.secrets.codes import new_code
from livingwell.practice.frontdoor import actions as frontdoor
from livingwell.practice.frontdoor.models import Channel, ForWhom
from livingwell.simulation.life import Life
from livingwell.simulation.world import FRONT_DOOR

#: Who writes it down for them, and how it came.
WRITTEN_DOWN = {"worker": Channel.PHONE, "phone": Channel.PHONE, "paper": Channel.PAPER, "bench": Channel.IN_PERSON}


def arrive(life: Life, *, talk_today: bool = False) -> None:
    """Somebody introduces themselves, or is introduced; a journey opens and is held."""
    said, world = life.voice, life.world
    about = {"birth_year": said.year, "postcode": f"{said.area} 1AA" if said.area else ""}
    answers: dict[str, dict[str, object]] = {
        "name": {"name": said.name},
        "about": {key: value for key, value in about.items() if value},
        "reach": {"phone": f"+44770090{life.dice.randrange(10_000):04d}"},
    }
    if said.by == "self":
        answers |= {
            "happening": {"words": said.happening},
            "help": {"words": said.help},
            "well": {"words": said.well},
            "safe": {"message": "yes", "write": "yes"},
            "team": {"story": True, "plan": True, "months": 3} if life.dice.random() < 0.6 else {},
        }
        introduction = frontdoor.send_introduction(
            world.place, for_whom=ForWhom.ME, answers=answers, code=new_code(), talk_today=talk_today, by=FRONT_DOOR
        )
    elif said.by in WRITTEN_DOWN:
        worker = world.worker(life.dice.choice(world.members(life.dice.choice(world.teams).pk)).person_id)
        answers |= {"happening": {"words": said.happening}, "help": {"words": said.help}, "well": {"words": said.well}}
        channel = WRITTEN_DOWN[said.by]
        introduction = frontdoor.enter_introduction(
            world.place,
            for_whom=ForWhom.ME,
            answers=answers,
            channel=channel,
            code=new_code(),
            talk_today=talk_today,
            by=worker.entering_for(new_id(), channel),
        )
    else:
        answers |= {
            "you": {"name": said.introducer},
            "your_reach": {"phone": "+447700900999"},
            "know": {"know": "yes"},
            "contact": {"contact": "yes", "telling": "open"},
            "happened": {"words": said.happening},
            "would_help": {"words": said.help},
        }
        for_whom = ForWhom.SOMEONE_I_WORK_WITH if said.by == "gp" else ForWhom.SOMEONE_I_KNOW
        introduction = frontdoor.send_introduction(
            world.place, for_whom=for_whom, answers=answers, code=new_code(), talk_today=talk_today, by=FRONT_DOOR
        )
    life.introduction = introduction
    life.person, life.journey, life.journeys = introduction.person, introduction.journey, 1


def add_something(life: Life, words: str) -> None:
    """They add to what they said, with the words that bring them back."""
    if life.introduction is not None:
        frontdoor.add_to_introduction(life.introduction, words=words, by=life.at_the_front_door())


def say_not_wanted(life: Life) -> None:
    """ "I don't want this": one tap, also for somebody who was introduced by others."""
    assert life.introduction is not None, "nobody has come yet"
    frontdoor.say_not_wanted(life.introduction, by=life.at_the_front_door())


def come_back(life: Life, words: str) -> None:
    """A return: a new journey, and nothing has to be told again."""
    introduction = frontdoor.ask_for_support_again(life.they(), words=words, by=life.at_the_front_door())
    life.introduction = introduction
    life.journey, life.journeys, life.silent = introduction.journey, life.journeys + 1, 0
