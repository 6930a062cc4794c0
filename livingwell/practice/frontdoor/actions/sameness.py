"""A team answers whether two people are one. Nothing is merged: the answer is recorded, and stands."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.practice.frontdoor.drafts import FRONT_DOOR
from livingwell.practice.frontdoor.models import SamePersonHint


@act("say_same_person")
def say_same_person(hint: SamePersonHint, *, same: bool, by: Viewer) -> SamePersonHint:
    """ "Yes, the same", or "no": said by a named worker. It asks nobody to look further, and moves nothing."""
    said = "said_same" if same else "said_other"
    with speaking(FRONT_DOOR):
        SamePersonHint.unguarded.filter(pk=hint.pk, said_same_at=None, said_other_at=None).update(
            **{f"{said}_by_id": by.id, f"{said}_at": clock.now()}
        )
    tell(about=hint.person_id, place=hint.place_id, row=hint.pk, same=same, other=str(hint.other_id))
    return hint
