"""For how long things are kept, and on what ground in law: said by the privacy lead, in a row that stays."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Organisation, Place
from livingwell.practice.keeping.models import Basis, Condition, Ground, KeepingTime, Kept


@act("set_keeping_time")
def set_keeping_time(place: Place, *, what: Kept, years: int, because: str, by: Viewer) -> KeepingTime:
    """From now on this kind of thing is kept so long."""
    row = KeepingTime(place=place, what=what, years=years, because=because, set_by_id=by.id, set_at=clock.now())
    row.save(force_insert=True)
    tell(about=None, place=place.pk, row=row.pk, what=what.value, years=years)
    return row


@act("set_basis")
def set_basis(
    place: Place, *, organisation: Organisation, ground: Ground, condition: Condition, contact: str, by: Viewer
) -> Basis:
    """From now on this organisation works on this ground."""
    row = Basis(
        place=place, organisation=organisation, ground=ground, condition=condition, contact=contact,
        set_by_id=by.id, set_at=clock.now(),
    )  # fmt: skip
    row.save(force_insert=True)
    tell(about=None, place=place.pk, row=row.pk, ground=ground.value)
    return row
