"""Before somebody is asked to hold: what upper rooms know that speaks against it. It stops nobody; it asks again."""

from __future__ import annotations

from collections.abc import Callable

from livingwell.people.models import Membership

#: A sentence for whoever is about to ask, or nothing.
Hesitation = Callable[[Membership], str]
_hesitations: list[Hesitation] = []


def hesitates(hesitation: Hesitation) -> Hesitation:
    """Register what an upper room knows."""
    _hesitations.append(hesitation)
    return hesitation


def reasons_to_hesitate(to: Membership) -> list[str]:
    """What speaks against asking them just now, in sentences."""
    return [said for hesitation in _hesitations if (said := hesitation(to))]
