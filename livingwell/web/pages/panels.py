"""Panels: the parts of a composed page, each made by its own room."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.template.loader import render_to_string

from livingwell.kit.viewers import Viewer
from livingwell.practice.holding.models import Journey


def journey_panels(rooms: tuple[str, ...], journey: Journey, request: Any) -> list[str]:
    """The panels that these rooms have for a journey, in this order, ready for the page."""
    return [
        render_to_string(template, {**context, "journey": journey}, request=request)
        for template, context in filter(None, (_ask(room, journey, request.viewer) for room in rooms))
    ]


def _ask(room: str, journey: Journey, viewer: Viewer) -> tuple[str, dict[str, Any]] | None:
    name = f"livingwell.practice.{room}.panels"
    if find_spec(name) is None:
        return None
    make = getattr(import_module(name), "journey_panel", None)
    found: tuple[str, dict[str, Any]] | None = make(journey, viewer) if make else None
    return found
