"""What one page has shown of whom: collected while it is made, recorded before it is sent.

A view cannot forget to record a look, because it is not the view that records it: every guarded row that was fetched
for the page is noted here, and the middleware hands the notes to the room that keeps looks. If they cannot be written
the page is not sent.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from livingwell.kit.viewers import Viewer

if TYPE_CHECKING:
    from livingwell.kit.permission.guarded import Guarded


@dataclass
class Shown:
    """The notes of one page. `about` is the person whose record page it is, or None for a list.

    `parts` maps (person, part) to the sentence of the rule that let the viewer in ('' where it was not asked).
    """

    page: str = ""
    about: UUID | None = None
    parts: dict[tuple[UUID, str], str] = field(default_factory=dict)


def belongs_to_a_look(person: UUID, part: str) -> None:
    """What was fetched of this part is a piece of a page whose look is on record: it is no look of its own. Whoever
    says so has asked the record."""
    shown = _page.get()
    if shown is not None:
        shown.parts.pop((person, part), None)


Recorder = Callable[[Viewer, Shown], None]

_page: ContextVar[Shown | None] = ContextVar("shown", default=None)
_recorders: list[Recorder] = []


def begin() -> Shown:
    """Begin the notes of a page."""
    shown = Shown()
    _page.set(shown)
    return shown


def end() -> None:
    """Forget the notes: the page is done."""
    _page.set(None)


def current() -> Shown | None:
    """The notes of the page being made, if one is."""
    return _page.get()


def note(row: Guarded) -> None:
    """Note that a guarded row was fetched for the page."""
    shown = _page.get()
    if shown is None or row.subject is None:
        return
    subject = getattr(row, row.subject)
    if subject is None:
        return
    key = (subject, row.part)
    reason = getattr(row, "let_in_by", "")
    if not shown.parts.get(key):
        shown.parts[key] = reason


def recorded_by(recorder: Recorder) -> Recorder:
    """Register the room that keeps looks."""
    _recorders.append(recorder)
    return recorder


def record(viewer: Viewer, shown: Shown) -> None:
    """Write the look. Whatever cannot be written raises, and the page is not sent."""
    others = {key: reason for key, reason in shown.parts.items() if key[0] != viewer.id}
    if not others:
        return
    if not _recorders:
        raise RuntimeError("a page showed a person's things and no room keeps looks")
    for recorder in _recorders:
        recorder(viewer, Shown(shown.page, shown.about, others))
