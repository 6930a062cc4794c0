"""A second step of signing in: set up, named, taken away; spare codes made; a place asks for it."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.utils.translation import gettext as _

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.sending import send_email, send_sms
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import Account, Person, Place

ASKING = Errand("asking for second steps")
SPARE = Authenticator.Type.RECOVERY_CODES
#: So many passkeys one person may have: a list that can be read.
MOST = 20


class EnoughAlready(ValueError):
    """There are as many passkeys as anybody can keep apart, or there is an app already."""


@act("add_passkey")
def add_passkey(person: Person, *, name: str, credential: dict[str, Any], by: Viewer) -> list[str]:
    """Keep a passkey that has just been made on somebody's device; gives their spare codes if these are the first.

    :raises EnoughAlready: with `MOST` of them.
    """
    account = _account(person)
    if Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).count() >= MOST:
        raise EnoughAlready
    step = WebAuthn.add(account, name, credential).instance
    return _added(person, account, step)


@act("add_code_app")
def add_code_app(person: Person, *, secret: str, by: Viewer) -> list[str]:
    """Keep the secret that an app on somebody's telephone has just proved it knows; gives spare codes if these are the
    first.

    :raises EnoughAlready: when there is an app already.
    """
    account = _account(person)
    if Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists():
        raise EnoughAlready
    return _added(person, account, TOTP.activate(account, secret).instance)


def _added(person: Person, account: Account, step: Authenticator) -> list[str]:
    spare = [] if Authenticator.objects.filter(user=account, type=SPARE).exists() else _new_codes(account)
    say_it_changed(account, _("A second step was added to how you sign in. If it was not you, please tell us at once."))
    tell(about=person.pk, place=person.place_id, row=account.pk, step=str(step.type))
    return spare


@act("name_passkey")
def name_passkey(person: Person, *, passkey: Authenticator, name: str, by: Viewer) -> Authenticator:
    """Call a passkey something one will know it by."""
    passkey.data["name"] = name
    passkey.save(update_fields=["data"])
    tell(about=person.pk, place=person.place_id, row=_account(person).pk)
    return passkey


@act("remove_second_step")
def remove_second_step(person: Person, *, step: Authenticator, by: Viewer) -> None:
    """Take a second step away; with the last one go the spare codes."""
    account, kind = _account(person), str(step.type)
    Authenticator.objects.filter(pk=step.pk, user=account).exclude(type=SPARE).delete()
    if not Authenticator.objects.filter(user=account).exclude(type=SPARE).exists():
        Authenticator.objects.filter(user=account).delete()
    say_it_changed(
        account, _("A second step was taken away from how you sign in. If it was not you, please tell us at once.")
    )
    tell(about=person.pk, place=person.place_id, row=account.pk, step=kind)


@act("make_spare_codes")
def make_spare_codes(person: Person, *, by: Viewer) -> list[str]:
    """Make spare codes, to be shown this once; those made before end."""
    account = _account(person)
    Authenticator.objects.filter(user=account, type=SPARE).delete()
    codes = _new_codes(account)
    tell(about=person.pk, place=person.place_id, row=account.pk)
    return codes


def _new_codes(account: Account) -> list[str]:
    codes: list[str] = RecoveryCodes.activate(account).generate_codes()
    return codes


def _account(person: Person) -> Account:
    return Account.objects.get(person_id=person.pk, closed_at=None)


def say_it_changed(account: Account, words: str) -> None:
    """To whoever signs in with this account, in case somebody else was at the keyboard."""
    if account.email:
        send_email(to=account.email, subject=_("How you sign in"), body=words)
    elif account.phone:
        send_sms(to=account.phone, body=words)


@act("ask_for_second_steps")
def ask_for_second_steps(place: Place, *, of: list[str], within: int, by: Viewer) -> Place:
    """Say of whom the place asks a second step, and within how many days; the days count anew from now for whoever is
    asked for the first time."""
    place.second_step_asked_of, place.second_step_within = sorted(of), within
    place.second_step_asked_at = clock.now()
    with speaking(ASKING):
        place.save(update_fields=["second_step_asked_of", "second_step_within", "second_step_asked_at"])
    tell(about=None, place=place.pk, row=place.pk, of=sorted(of), within=within)
    return place
