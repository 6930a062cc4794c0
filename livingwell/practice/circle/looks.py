"""Keeping looks: this room records what the pages of every room have shown."""

from livingwell.kit import clock
from livingwell.kit.permission.showing import Shown, recorded_by
from livingwell.kit.viewers import Viewer
from livingwell.practice.circle.models import Look


@recorded_by
def keep(viewer: Viewer, shown: Shown) -> None:
    """Write one look for each part of the person whose page it was, and one list look naming everybody else shown."""
    moment = clock.now()
    by = {
        "at": moment,
        "place_id": viewer.place_id,
        "by_id": viewer.id,
        "by_name": viewer.name,
        "by_from": viewer.works_for,
        "page": shown.page,
    }
    looks = [
        Look(**by, person_id=person, what=part, reason=reason)
        for (person, part), reason in shown.parts.items()
        if person == shown.about
    ]
    others = sorted({person for person, _ in shown.parts if person != shown.about})
    if others:
        looks.append(Look(**by, people=others, what="list"))
    Look.unguarded.bulk_create(looks)
