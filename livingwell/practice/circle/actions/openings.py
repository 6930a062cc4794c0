"""Opening what was not shared, when a life is in danger, and looking back at it."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.circle.models import Opening, Part
from livingwell.practice.circle.rules import OPENING_LASTS


@act("open_unshared")
def open_unshared(person: Person, *, what: Part, reason: str, by: Viewer) -> Opening:
    """Open one part for `by` alone, for `OPENING_LASTS`. The privacy lead is told at once, the person sees it.

    :raises ValueError: without a reason.
    """
    if not reason.strip():
        raise ValueError("opening what was not shared takes a reason")
    moment = clock.now()
    opening = Opening(
        place_id=person.place_id,
        person_id=person.pk,
        person_name=person.name,
        what=what,
        reason=reason,
        opened_by_id=by.id,
        opened_by_name=by.name,
        opened_at=moment,
        ends_at=moment + OPENING_LASTS,
    )
    opening.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=opening.pk, part=what.value)
    return opening


@act("review_opening")
def review_opening(opening: Opening, *, by: Viewer) -> Opening:
    """The privacy lead has looked into it."""
    Opening.unguarded.filter(pk=opening.pk, reviewed_at=None).update(reviewed_by_id=by.id, reviewed_at=clock.now())
    tell(about=opening.person_id, place=opening.place_id, row=opening.pk)
    return opening
