"""Connections: a support is chosen, asked, answers, and they meet."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localtime

from livingwell.kit import clock
from livingwell.practice.network import actions as network
from livingwell.practice.network.models import Connection, HowItWas, Support, WhatNext
from livingwell.simulation.life import Life


def choose_support(life: Life, support: Support, may_say: str) -> Connection:
    """Chosen in the person's own voice, with what may be said."""
    return network.choose_support(life.now(), support=support, may_say=may_say, by=life.in_own_voice())


def offer_connection(life: Life, connection: Connection) -> Connection:
    due = clock.now().date() + timedelta(days=7)
    return network.offer_connection(
        connection, words="I rang and asked for whoever is at the door.", answer_due=due, by=life.holder()
    )


def answer_connection(life: Life, connection: Connection, *, yes: bool) -> Connection:
    """The support answers, and a worker writes it down: yes, or not us, but …"""
    next_ = None if yes else life.dice.choice(list(WhatNext))
    words = "They would love to." if yes else "Full until the new year, but they say who else to ask."
    return network.log_answer(connection, what_next=next_, words=words, by=life.holder())


def arrange(life: Life, connection: Connection, *, days: int) -> Connection:
    return network.arrange_first_meeting(
        connection,
        at=localtime(clock.now() + timedelta(days=days)).replace(hour=14, minute=0, second=0, microsecond=0),
        where="At the door, ten minutes before",
        walks_along=life.holder().name,
        by=life.in_own_voice(),
    )


def met(life: Life, connection: Connection, how: HowItWas, words: str) -> None:
    """They say that they have met, and how it was."""
    network.say_met(connection, words="", by=life.in_own_voice())
    network.say_how_it_was(connection, how=how, words=words, share=True, by=life.in_own_voice())
