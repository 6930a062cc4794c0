"""What every page knows: the place, who is looking, where they can go, and the crisis lines."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from livingwell.people.crisis import crisis_lines


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of layouts; see ``kit/COMPONENTS.md`` for what each is used for."""
    place, viewer = getattr(request, "place", None), getattr(request, "viewer", None)
    return {
        "place": place,
        "viewer": viewer,
        "crisis_lines": SimpleLazyObject(lambda: crisis_lines(place)) if place else [],
    }
