"""What one of several processes does. It imports nothing that needs Django before Django stands: it begins from
nothing."""

from __future__ import annotations

import pickle
from collections import Counter
from typing import Any

_at_hand: dict[str, Any] = {}


def begin(told: bytes) -> None:
    """Set Django up, and connect. `told` is a pickled `Load`."""
    import django

    django.setup()
    load = pickle.loads(told)
    _at_hand.update(load=load, connection=load.way.connect())


def send_one(chunk: int) -> Counter[str]:
    """Write and send one chunk."""
    from livingwell.simulation.bulk.sending import send

    return send(_at_hand["connection"], _at_hand["load"], chunk)
