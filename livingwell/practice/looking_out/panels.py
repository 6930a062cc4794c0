"""What this room lends to composed pages: for a desk, who is out and overdue; one query."""

from __future__ import annotations

from typing import Any

from livingwell.kit.viewers import Viewer
from livingwell.practice.looking_out.reads import who_is_out

Panel = tuple[str, dict[str, Any]]


def desk_panel(viewer: Viewer) -> Panel | None:
    """For the board and My day: colleagues who should have been back, and oneself if one is out."""
    shown = [one for one in who_is_out(viewer) if one.is_overdue or one.person_id == viewer.id]
    return ("looking_out/desk_panel.html", {"out": shown}) if shown else None
