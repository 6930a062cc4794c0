"""What can be asked about what is kept of somebody?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from livingwell.kit.database.speaking import speaking
from livingwell.kit.secrets.keys import keyring
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Organisation, Place
from livingwell.practice.keeping.models import Basis, CopySlice, KeepingTime, Kept, LegalHold, Request, WholeCopy


def my_copy(viewer: Viewer) -> WholeCopy | None:
    """The viewer's copy: being made, there, or the last one that is gone."""
    rows = WholeCopy.objects.visible_to(viewer).filter(person_id=viewer.id).defer("so_far").order_by("-asked_at")
    found: WholeCopy | None = rows.first()
    return found


def contents_of(copy: WholeCopy, viewer: Viewer) -> Iterator[bytes]:
    """The zip, slice by slice. The page's transaction is over by then: each slice is asked for in one of its own, as
    the viewer, so that a copy that is thrown away half way ends there."""
    for number in range(copy.slices):
        with transaction.atomic(), speaking(viewer), keyring():
            one = CopySlice.objects.filter(copy_id=copy.pk, number=number).first()
            if one is None:
                return
            content: bytes = one.content
        yield content


#: Where a place has said nothing yet: the Records Management Code of Practice of the NHS in England, for mental health
#: records; the person's own words go with them, unless they want them destroyed and no law stands against it.
USUAL_YEARS = 20
USUAL_REASON = _("Records Management Code of Practice: mental health records, 20 years after we last met.")


@dataclass(frozen=True)
class Time:
    """How long one kind of thing is kept, and why; `row` where the place has said so itself."""

    what: Kept
    years: int
    because: Any
    row: KeepingTime | None


def keeping_times(place: Place) -> list[Time]:
    """Each kind, with what the place says of it now."""
    said: dict[str, KeepingTime] = {}
    for row in KeepingTime.objects.filter(place=place).order_by("set_at"):
        said[row.what] = row
    return [
        Time(what, said[what].years, said[what].because, said[what])
        if what in said
        else Time(what, USUAL_YEARS, USUAL_REASON, None)
        for what in Kept
    ]


def bases(place: Place) -> list[tuple[Organisation, Basis | None]]:
    """Each organisation that works here, with its ground in law, where it has been said."""
    said = {row.organisation_id: row for row in Basis.objects.filter(place=place).order_by("set_at")}
    here = Organisation.objects.filter(place=place, left_at=None).order_by("name")[:100]
    return [(one, said.get(one.pk)) for one in here]


def requests_of(viewer: Viewer) -> list[Request]:
    """What the viewer has asked, the latest first."""
    return list(Request.objects.visible_to(viewer).filter(person_id=viewer.id).order_by("-asked_at")[:50])


def requests_to_answer(viewer: Viewer, *, answered: bool = False) -> list[Request]:
    """For the privacy lead: those that wait, the next due first; or those that were answered."""
    rows = Request.objects.visible_to(viewer).with_reason().filter(answered_at__isnull=not answered)
    rows = rows.exclude(person_id=viewer.id)
    return list(rows.order_by("-answered_at" if answered else "due")[:100])


def legal_hold_on(person_id: Any, viewer: Viewer) -> LegalHold | None:
    """Whether nothing of this person's may be destroyed now."""
    rows = LegalHold.objects.visible_to(viewer).with_reason().filter(person_id=person_id, ended_at=None)
    found: LegalHold | None = rows.first()
    return found


def copy_for(asked: Request, viewer: Viewer) -> WholeCopy | None:
    """The copy that answers a request, where the viewer hands it over: of somebody without an account."""
    if asked.copy_id is None:
        return None
    rows = WholeCopy.objects.visible_to(viewer).with_reason().may("fetch_copy").filter(pk=asked.copy_id).defer("so_far")
    found: WholeCopy | None = rows.first()
    return found
