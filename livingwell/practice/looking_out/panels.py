"""What this room lends to composed pages: for a desk, who is out and overdue; one query."""

from __future__ import annotations

from typing import Any

from livingwell.kit.viewers import Viewer
from livingwell.practice.looking_out.reads import out_and_overdue

Panel = tuple[str, dict[str, Any]]


def desk_panel(viewer: Viewer) -> Panel | None:
    """For the board and My day: colleagues who should have been back, and oneself if one is out."""
    out = out_and_overdue(viewer)
    return ("looking_out/desk_panel.html", {"out": out}) if out else None
