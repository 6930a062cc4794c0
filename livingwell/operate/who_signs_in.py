"""Somebody by the address they sign in with: found in the place, or made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from livingwell.operate.commands import Unfit

if TYPE_CHECKING:
    from livingwell.people.models import Person, Place


def signs_in_with(email: str, name: str, place: Place) -> tuple[Person, bool]:
    """Whoever of `place` signs in with `email`, and whether they did before. Runs within an errand.

    :raises Unfit: when they belong to another place, or there is nobody and no `name` to make somebody with.
    """
    from livingwell.kit import clock
    from livingwell.people.models import Account, Person
    from livingwell.people.reads import account_with_email

    account = account_with_email(email)
    if account is not None:
        person = Person.unguarded.filter(pk=account.person_id, place=place).first()
        if person is None:
            raise Unfit(f"{email} signs in to another place already.")
        return person, True
    if not name:
        raise Unfit(f"Nobody signs in with {email} yet: say what to call them (--name).")
    person = Person(place=place, name=name, arrived_at=clock.now())
    person.save(force_insert=True)
    Account.objects.create_user(email, person=person)
    return person, False
