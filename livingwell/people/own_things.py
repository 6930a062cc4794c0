"""Whether somebody who works here has something of their own here too: upper rooms say so, each for what it keeps.

An organisation could make its provider say that it is somebody else. What a worker keeps here as a person is none of
its business, so an account with anything of that kind is opened by its owner's own ways in alone.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

Asks = Callable[[UUID], bool]
_asks: list[Asks] = []


def keeps_own_things(ask: Asks) -> Asks:
    """Register a question: does this person keep something of their own in a room?"""
    _asks.append(ask)
    return ask


def has_own_things(person_id: UUID) -> bool:
    """Whether any room keeps something of this person's own. Runs within an errand, which reads every row."""
    return any(ask(person_id) for ask in _asks)
