"""Panels: the parts of a composed page, each made by its own room."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.template.loader import render_to_string

from livingwell.kit.viewers import Viewer
from livingwell.practice.holding.models import Journey


def journey_panels(rooms: tuple[str, ...], journey: Journey, request: Any, row: Any) -> list[str]:
    """The panels that these rooms have for a journey, in this order, ready for the page; `row` is how it stands."""
    return [
        render_to_string(template, {**context, "journey": journey, "row": row}, request=request)
        for template, context in filter(None, (_ask(room, journey, request.viewer) for room in rooms))
    ]


def _ask(
    room: str, journey: Journey, viewer: Viewer, which: str = "journey_panel"
) -> tuple[str, dict[str, Any]] | None:
    name = f"livingwell.practice.{room}.panels"
    if find_spec(name) is None:
        return None
    make = getattr(import_module(name), which, None)
    found: tuple[str, dict[str, Any]] | None = make(journey, viewer) if make else None
    return found


def first_panels(rooms: tuple[str, ...], journey: Journey, request: Any) -> list[str]:
    """What these rooms put before everything else on the person's page, ready for it."""
    return [
        render_to_string(template, {**context, "journey": journey}, request=request)
        for template, context in filter(None, (_ask(room, journey, request.viewer, "first_panel") for room in rooms))
    ]


def home_panels(rooms: tuple[str, ...], request: Any, held: Any) -> dict[str, str]:
    """The panels that these rooms have for the viewer's own home, by room, ready for the page; `held` is the hold there
    is now."""
    found: dict[str, str] = {}
    for room in rooms:
        name = f"livingwell.practice.{room}.panels"
        make = getattr(import_module(name), "home_panel", None) if find_spec(name) is not None else None
        panel = make(request.viewer.id, request.viewer) if make else None
        if panel is not None:
            found[room] = render_to_string(panel[0], {**panel[1], "held": held}, request=request)
    return found


def others_panels(rooms: tuple[str, ...], request: Any) -> list[str]:
    """What these rooms have for the viewer about others: what they took on, and what became of what they suggested."""
    found = (import_module(f"livingwell.practice.{room}.panels").others_panel(request.viewer) for room in rooms)
    return [render_to_string(template, context, request=request) for template, context in filter(None, found)]
