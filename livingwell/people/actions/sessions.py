"""Where somebody is signed in, ended; and the account closed, while the journey stays."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.actions.ways_in import WAYS_IN
from livingwell.people.models import Account, BrowserSession, Membership, Person, Role, SignInCode


class StillWorksHere(ValueError):
    """Somebody who works here leaves their teams and roles first: what they hold must pass on."""


@act("end_sessions")
def end_sessions(person: Person, *, which: str = "", but: str = "", by: Viewer) -> int:
    """End one session of one's own (`which`, as its row is kept) or, with none named, all `but` that one; gives how
    many ended. Another's is not found, and nothing happens."""
    account = Account.objects.get(person_id=person.pk, closed_at=None)
    rows = BrowserSession.objects.filter(account=account)
    ended, _ = (rows.filter(pk=which) if which else rows.exclude(pk=but)).delete()
    tell(about=person.pk, place=person.place_id, row=account.pk, ended=ended)
    return ended


@act("close_account")
def close_account(person: Person, *, by: Viewer) -> Account:
    """Close one's own account: every way in, address, second step and session of it is gone. What was told and
    written stays with the journey; somebody who comes back is given words by their team, which open it anew.

    :raises StillWorksHere: for somebody with a team or a role.
    """
    working = Membership.objects.filter(person_id=person.pk, ended_at=None).exists()
    if working or Role.objects.filter(person_id=person.pk, ended_at=None).exists():
        raise StillWorksHere
    with speaking(WAYS_IN):
        account = shut_account(person.pk)
    assert account is not None, "whoever closes their account has one"
    tell(about=person.pk, place=person.place_id, row=account.pk)
    return account


def shut_account(person_id: UUID) -> Account | None:
    """Every way in, address, second step and session of somebody's is gone, within an errand; None where they have no
    account."""
    moment = clock.now()
    account = Account.objects.select_for_update().filter(person_id=person_id, closed_at=None).first()
    SignInCode.objects.filter(person_id=person_id, used_at=None, ended_at=None).update(
        ended_by_id=person_id, ended_at=moment
    )
    if account is not None:
        account.closed_at, account.email, account.phone, account.phone_checked_at = moment, "", "", None
        account.save(update_fields=["closed_at", "email", "phone", "phone_checked_at"])
        Authenticator.objects.filter(user=account).delete()
        BrowserSession.objects.filter(account=account).delete()
    return account
