"""Friends: somebody is asked into the circle, is let in, tells the team a word, and it may end one day."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.viewers import Viewer
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.models import Part
from livingwell.simulation.life import Life
from livingwell.simulation.scenes.letting_in import A_SHARE, look_at


def let_in_a_friend(life: Life) -> None:
    """Asked with words on a slip of paper; the friend says yes, reads what they were shown, and tells the team
    something, which whoever holds them reads. Under 16 it would be talked through first: that is another scene."""
    stands, person = life.standing(), life.they()
    if stands is None or not life.has_account or circle.talks_first(person):
        return
    friend, voice = life.world.somebody(life.dice), life.in_own_voice()
    they = Viewer(id=friend.pk, name=friend.name, place_id=friend.place_id)
    _, code = circle.invite_supporter(person, named_as=friend.name, by=voice)
    tie = circle.join_circle(life.world.place, code=code, by=they)
    assert tie is not None, "the words were made a moment ago"
    if life.dice.random() < 0.6:
        until = clock.now() + A_SHARE
        circle.give_share(person, what=Part.STORY, to=friend, to_name=friend.name, until=until, by=voice)
        look_at(life, Part.STORY, they)
    said = circle.tell_team(tie, words="They have not eaten since Sunday, and would not say so.", by=they)
    if life.dice.random() < 0.8:
        circle.read_word(said, by=stands.holder)
    if life.dice.random() < 0.2:
        circle.end_tie(tie, by=life.dice.choice([voice, they]))
