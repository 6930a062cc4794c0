"""How a person comes in: a code given in hand, a code they keep, an address a code can be sent to."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.secrets.codes import new_code, tidy
from livingwell.kit.secrets.hashes import keyed_hash
from livingwell.kit.sending import send_email, send_sms
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import Account, CodeKind, Person, SignInCode

IN_HAND_LASTS = timedelta(days=14)
WITH_WORDS = Errand("signing in with words")
WAYS_IN = Errand("changing how somebody signs in")


class AccountClosed(ValueError):
    """The account these words belong to has been closed."""


class AddressTaken(ValueError):
    """Somebody else signs in with this address."""


class LastWayIn(ValueError):
    """Nothing would be left to come back with."""


def words_hash(code: str) -> bytes:
    """How a sign-in code of words is kept and found."""
    return keyed_hash("sign-in code", tidy(code))


def find_code(typed: str) -> SignInCode | None:
    """The code somebody typed, if it opens something now. The keyed hash is looked up, so that how long it takes says
    nothing about how near a guess was. Runs within the errand of signing in."""
    return (
        SignInCode.objects.filter(code_hash=words_hash(typed), used_at=None, ended_at=None)
        .exclude(until__lte=clock.now())
        .first()
    )


@act("give_sign_in_code")
def give_sign_in_code(person: Person, *, by: Viewer) -> str:
    """A worker gives the person a code of words, in hand, for their first sign-in or to come back after losing every
    other way; gives the words, which are shown once and kept nowhere. A code given before ends."""
    code, moment = new_code(), clock.now()
    with speaking(WAYS_IN):
        # Two workers at once: the second waits here and ends the first's code.
        Person.unguarded.select_for_update().get(pk=person.pk)
        _end(person, CodeKind.IN_HAND, by)
        row = SignInCode.objects.create(
            place_id=person.place_id,
            person_id=person.pk,
            kind=CodeKind.IN_HAND,
            code_hash=words_hash(code),
            given_by_id=by.id,
            given_by_name=by.name,
            given_at=moment,
            until=moment + IN_HAND_LASTS,
        )
        _warn_of_new_way(person)
    tell(about=person.pk, place=person.place_id, row=row.pk)
    return code


@act("make_kept_code")
def make_kept_code(person: Person, *, by: Viewer) -> str:
    """The person makes words to keep and come back with; gives them, to be shown once. Those kept before end."""
    code = new_code()
    _end(person, CodeKind.KEPT, by)
    row = SignInCode(
        place_id=person.place_id,
        person_id=person.pk,
        kind=CodeKind.KEPT,
        code_hash=words_hash(code),
        given_by_id=by.id,
        given_by_name=by.name,
        given_at=clock.now(),
    )
    row.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=row.pk)
    return code


def _end(person: Person, kind: CodeKind, by: Viewer) -> None:
    SignInCode.objects.filter(person_id=person.pk, kind=kind, used_at=None, ended_at=None).update(
        ended_by_id=by.id, ended_at=clock.now()
    )


@act("use_sign_in_code", errands=(WITH_WORDS.why,))
def use_sign_in_code(code: SignInCode, *, by: Errand) -> Account:
    """Somebody typed the words: the account to sign in to, opened now if they had none, or anew if they closed theirs
    before the words were given. A code in hand is spent.

    :raises AccountClosed: when the person's account was closed since.
    :raises SignInCode.DoesNotExist: when somebody else spent it a moment ago.
    """
    row = SignInCode.objects.select_for_update().get(pk=code.pk, used_at=None, ended_at=None)
    account = Account.objects.filter(person_id=row.person_id).first()
    if account is not None and account.closed_at is not None:
        if row.kind != CodeKind.IN_HAND or row.given_at < account.closed_at:
            raise AccountClosed
        account.closed_at = None  # they came back, and their team gave them words since
        account.save(update_fields=["closed_at"])
    account = account or Account.objects.create_user("", person_id=row.person_id)
    if row.kind == CodeKind.IN_HAND:
        row.used_by_id, row.used_at = row.person_id, clock.now()
        row.save(update_fields=["used_by", "used_at"])
    tell(about=row.person_id, place=row.place_id, row=row.pk, kind=row.kind)
    return account


@act("set_sign_in_address")
def set_sign_in_address(person: Person, *, email: str = "", phone: str = "", by: Viewer) -> Account:
    """From now on codes can be sent to this address too. A code sent to it has come back: the view has seen to that.
    Whoever had the address before it is told, should somebody else have been at the keyboard.

    :raises AddressTaken: when it is somebody else's way in.
    """
    with speaking(WAYS_IN):
        account = Account.objects.select_for_update().get(person_id=person.pk, closed_at=None)
        before = (account.email, account.phone)
        if email:
            account.email = Account.objects.normalize_email(email)
        if phone:
            account.phone, account.phone_checked_at = phone, clock.now()
        try:
            with transaction.atomic():
                account.save(update_fields=["email", "phone", "phone_checked_at"])
        except IntegrityError as taken:
            raise AddressTaken from taken
        _say_it_changed(*before, new=(account.email, account.phone))
    tell(about=person.pk, place=person.place_id, row=account.pk, address="email" if email else "phone")
    return account


@act("remove_sign_in_address")
def remove_sign_in_address(person: Person, *, what: str, by: Viewer) -> Account:
    """Take an address away (a phone that others read now, say). `what` is "email" or "phone".

    :raises LastWayIn: when no other address and no kept code would be left.
    """
    with speaking(WAYS_IN):
        account = Account.objects.select_for_update().get(person_id=person.pk, closed_at=None)
        other = account.phone if what == "email" else account.email
        kept = SignInCode.objects.filter(person_id=person.pk, kind=CodeKind.KEPT, ended_at=None).exists()
        if not other and not kept:
            raise LastWayIn
        if what == "email":
            account.email = ""
        else:
            account.phone, account.phone_checked_at = "", None
        account.save(update_fields=["email", "phone", "phone_checked_at"])
    tell(about=person.pk, place=person.place_id, row=account.pk, address=what)
    return account


def _say_it_changed(email: str, phone: str, *, new: tuple[str, str]) -> None:
    """To an address that was replaced. Nothing is sent to one that was taken away: others may read it by then."""
    words = _("You asked for codes to go to another address from now on. If you did not, please tell us.")
    if email and email != new[0]:
        send_email(to=email, subject=_("Your codes"), body=words)
    if phone and phone != new[1]:
        send_sms(to=phone, body=words)


def _warn_of_new_way(person: Person) -> None:
    """Somebody with an account is told that a worker made another way into it: it opens what is theirs."""
    account = Account.objects.filter(person_id=person.pk, closed_at=None).first()
    words = _("A new code was made for you and given out in hand. If nobody gave it to you, please tell us.")
    if account is None:
        return
    if account.email:
        send_email(to=account.email, subject=_("A new code"), body=words)
    elif account.phone:
        send_sms(to=account.phone, body=words)
