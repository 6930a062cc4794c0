"""Checking every table under seal, as `livingwell verify-events` does."""

from __future__ import annotations

from livingwell.kit.database.speaking import speaking
from livingwell.kit.record import sealing
from livingwell.kit.viewers import Errand


def verify_all() -> list[sealing.Verified]:
    """What a check of each table under seal finds."""
    with speaking(Errand("verifying")):
        return [sealing.verify(model) for model in sealing.sealed_models]
