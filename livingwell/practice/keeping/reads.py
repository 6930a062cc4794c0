"""What can be asked about what is kept of somebody?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from livingwell.kit.database.speaking import speaking
from livingwell.kit.secrets.keys import keyring
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Organisation, Person, Place, found_by
from livingwell.practice.keeping.actions.requests import ENTERING
from livingwell.practice.keeping.models import Basis, CopySlice, Destruction, LegalHold, Request, WholeCopy
from livingwell.practice.keeping.stays import keeping_times as keeping_times


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


def bases(place: Place) -> list[tuple[Organisation, Basis | None]]:
    """Each organisation that works here, with its ground in law, where it has been said."""
    said = {row.organisation_id: row for row in Basis.objects.filter(place=place).order_by("set_at")}
    here = Organisation.objects.filter(place=place, left_at=None).order_by("name")[:100]
    return [(one, said.get(one.pk)) for one in here]


def grounds(place: Place) -> list[tuple[list[str], Basis | None]]:
    """The same, said once for those who have the same ground and the same person to ask."""
    found: dict[tuple[str, ...], tuple[list[str], Basis | None]] = {}
    for one, basis in bases(place):
        alike = (basis.ground, basis.condition, basis.contact) if basis else ()
        found.setdefault(alike, ([], basis))[0].append(one.name)
    return list(found.values())


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


def destructions(viewer: Viewer) -> list[Destruction]:
    """For whoever answers for destroying: what was found or is under way, and what became of it; the newest first."""
    rows = Destruction.objects.visible_to(viewer).with_reason().exclude(person_id=viewer.id)
    return list(rows.order_by("-found_at")[:200])


def destructions_for(person_id: Any, viewer: Viewer) -> list[Destruction]:
    """What of one person's is to be destroyed, or was; the newest first."""
    rows = Destruction.objects.visible_to(viewer).with_reason().filter(person_id=person_id)
    return list(rows.order_by("-found_at")[:50])


def one_called(given: dict[str, Any], viewer: Viewer) -> Person | None:
    """The one person of the privacy lead's place whom `given` (name, phone, email, NHS number, year) fits, to enter
    their request with; they are shown to nobody by this."""
    hashes = [found_by(what, given[what]) for what in ("phone", "email", "nhs_number")]
    with connection.cursor() as cursor:
        cursor.execute(
            "select gate.one_called(%s, %s, %s, %s, %s)", [given["name"], *hashes, given["birth_year"] or None]
        )
        found = cursor.fetchone()[0]
    if found is None:
        return None
    with speaking(ENTERING):
        person: Person = Person.unguarded.get(pk=found)
    return person
