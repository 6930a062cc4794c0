"""How to reach somebody: said by them, or entered in their voice."""

from __future__ import annotations

from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person, SafeToContact, found_by
from livingwell.practice.circle.entering import writing


@act("change_reach")
def change_reach(
    person: Person,
    *,
    phone: str,
    email: str,
    reach: str,
    needs: str,
    message: SafeToContact,
    write: SafeToContact,
    by: Viewer,
) -> Person:
    """From now on they are reached like this, and no other way: what is left empty is forgotten. The address somebody
    signs in with is their account's, and stays."""
    with writing(by):
        now = Person.unguarded.select_for_update().get(pk=person.pk)
        now.phone, now.phone_hash = phone, found_by("phone", phone)
        now.email, now.email_hash = email, found_by("email", email)
        now.reach, now.needs = reach, needs
        now.safe_to_leave_message, now.safe_to_write = message, write
        now.save(
            update_fields=[
                "phone", "phone_hash", "email", "email_hash", "reach", "needs",
                "safe_to_leave_message", "safe_to_write",
            ]
        )  # fmt: skip
    tell(about=person.pk, place=person.place_id)
    return now
