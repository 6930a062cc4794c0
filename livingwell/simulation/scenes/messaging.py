"""Messages: somebody says how they want to hear, writes to their team, and is answered."""

from __future__ import annotations

from livingwell.kit.database.speaking import speaking
from livingwell.practice.messages import actions as messages
from livingwell.practice.messages.models import Message, Side, WayToTell
from livingwell.simulation.life import Life


def choose_way(life: Life) -> None:
    """Only here, by phone or by post: what needs no address and no word that it is safe."""
    way = life.dice.choice([WayToTell.HERE, WayToTell.RING, WayToTell.POST])
    messages.choose_way(life.they(), way=way, by=life.in_own_voice())


def write_to_team(life: Life, words: str) -> None:
    """In their own voice: by themselves, or told to whoever holds them."""
    messages.write_message(life.now(), words=words, by=life.in_own_voice())


def write_back(life: Life, words: str) -> None:
    """Whoever holds them writes; what they wrote before is heard by that."""
    messages.write_message(life.now(), words=words, by=life.holder())


def hear(life: Life) -> None:
    """Whoever holds them has read what they wrote, and will answer when they meet."""
    holder = life.holder()
    with speaking(holder):
        waiting = Message.objects.visible_to(holder).not_shown("what waits").filter(person_id=life.they().pk)
        unheard = list(waiting.filter(side=Side.THEIRS, heard_at=None)[:5])
    for message in unheard:
        messages.hear_message(message, by=holder)
