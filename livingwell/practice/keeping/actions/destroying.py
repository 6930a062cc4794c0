"""Destroying: proposed by the privacy lead, agreed to by another, taken back by any of those concerned for a week, and
then done by the platform, which asks the database whether anything stands against it."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.permission.acts import Refused, act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.actions.sessions import shut_account
from livingwell.people.models import Person, Place
from livingwell.practice.keeping.actions.copies import empty
from livingwell.practice.keeping.models import Destruction, Goes, Request
from livingwell.practice.keeping.stays import can_all_go, last_met

DESTROYING = Errand("what two people agreed to destroy has waited a week")
FINDING = Errand("keeping times are looked at")

KEPT_BY_LAW = _("The law still keeps what was said when you met. Their own words can go now.")


@act("propose_destruction")
def propose_destruction(asked: Request, *, what: Goes, by: Viewer) -> Destruction:
    """Somebody asked for it: say what goes. Nothing happens before another person agrees.

    :raises Refused: for everything, while the law keeps any of it.
    """
    place = Place.objects.get(pk=asked.place_id)
    if what is Goes.ALL and not can_all_go(asked.person_id, place):
        raise Refused(KEPT_BY_LAW)
    row = Destruction(
        place_id=asked.place_id, person_id=asked.person_id, person_name=asked.person_name, what=what,
        request_id=asked.pk, last_met=last_met(asked.person_id, place).day, found_at=clock.now(),
        proposed_by_id=by.id, proposed_by_name=by.name, proposed_at=clock.now(),
    )  # fmt: skip
    row.save(force_insert=True)
    tell(about=asked.person_id, place=asked.place_id, row=row.pk, what=what.value)
    return row


@act("find_destruction", errands=(FINDING.why,))
def find_destruction(person: Person, *, what: Goes, last_met: date | None, by: Errand) -> Destruction:
    """Its keeping time has passed: it stands on the privacy lead's list, and nothing else happens."""
    row = Destruction(
        place_id=person.place_id, person_id=person.pk, person_name=person.name, what=what, last_met=last_met,
        found_at=clock.now(),
    )  # fmt: skip
    row.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=row.pk, what=what.value)
    return row


@act("propose_found")
def propose_found(row: Destruction, *, by: Viewer) -> Destruction:
    """Of what was found: it can go."""
    return _in_ones_own_name(row, "proposed", by)


@act("agree_to_destroy")
def agree_to_destroy(row: Destruction, *, by: Viewer) -> Destruction:
    """The second name. From now on it waits a week."""
    return _in_ones_own_name(row, "agreed", by)


@act("take_back_destruction")
def take_back_destruction(row: Destruction, *, by: Viewer) -> Destruction:
    """No: it stays."""
    return _in_ones_own_name(row, "taken_back", by)


@act("destroy_words", errands=(DESTROYING.why,))
def destroy_words(row: Destruction, *, by: Errand) -> None:
    """Once and for good. The database does it in one step, or refuses; copies of theirs go with it."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.destroy_words(%s)", [row.pk])
    empty(person_id=row.person_id)
    if row.what == Goes.ALL:
        shut_account(row.person_id)
    tell(
        about=row.person_id, place=row.place_id, row=row.pk, what=row.what,
        proposed_by=str(row.proposed_by_id), agreed_by=str(row.agreed_by_id),
    )  # fmt: skip


def _in_ones_own_name(row: Destruction, what: str, by: Viewer) -> Destruction:
    """Who said `what` of it, and when."""
    said = {f"{what}_by_id": by.id, f"{what}_by_name": by.name, f"{what}_at": clock.now()}
    for name, value in said.items():
        setattr(row, name, value)
    row.save(update_fields=list(said))
    tell(about=row.person_id, place=row.place_id, row=row.pk, what=row.what)
    return row
