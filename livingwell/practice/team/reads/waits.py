"""What other rooms wait for: connections until somebody says they have met, suggestions until the person answers."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from livingwell.kit.viewers import Viewer


def other_waits(people: Collection[UUID], viewer: Viewer) -> dict[UUID, list[str]]:
    """Each person's waits in the rooms beside this one, in words; two queries for any number of people."""
    return {}
