"""Which conversation stands for a decision of somebody under 16: talked through, understood, and not used yet."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef

from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Errand
from livingwell.people.models import Person, Team
from livingwell.practice.circle.models import CircleTie, Share, Understanding, Understood

LOOKING = Errand("whether a decision was talked through, and used")


def understanding_for(
    person_id: UUID, what: str, *, to: Person | Team | None = None, to_name: str = ""
) -> Understanding | None:
    """The conversation for letting `to` see `what`; or, without `to`, for asking `to_name` into the circle.

    Whether it was used is asked of the place, not of whoever asks: a worker who writes for a young person sees no share
    that was given to somebody else.
    """
    used = Exists(Share.unguarded.filter(understanding_id=OuterRef("pk"))) | Exists(
        CircleTie.unguarded.filter(understanding_id=OuterRef("pk"))
    )
    rows = Understanding.unguarded.filter(~used, person_id=person_id, what=what, answer=Understood.YES)
    if isinstance(to, Person):
        rows = rows.filter(to_person_id=to.pk)
    elif isinstance(to, Team):
        rows = rows.filter(to_team_id=to.pk)
    else:
        rows = rows.filter(to_name__iexact=to_name)
    with speaking(LOOKING):
        found: Understanding | None = rows.order_by("-talked_at").first()
    return found
