"""What can be asked about people's ways in, and about whether it is safe to write to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models.functions import Lower

from livingwell.kit import clock
from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.people.models import (
    Account,
    CodeKind,
    Invitation,
    Membership,
    Person,
    SafeToContact,
    SignInCode,
)


def myself(viewer: Viewer) -> Person:
    """The viewer's own row, for acts on what is their own; it fills nobody else's page."""
    me: Person = Person.objects.visible_to(viewer).get(pk=viewer.id)
    return me


def may_write_to(person: Person) -> bool:
    """Whether an email or a letter that the person did not ask for this minute may be sent. Until they say yes it is
    not safe: others may read it."""
    return person.safe_to_write == SafeToContact.YES


def may_leave_message(person: Person) -> bool:
    """Whether a text message may be sent or a voice message left. "Only if I answer myself" is no."""
    return person.safe_to_leave_message == SafeToContact.YES


def account_of(person_id: UUID) -> Account | None:
    """The account a person signs in with, unless it is closed or they have none."""
    return Account.objects.filter(person_id=person_id, closed_at=None).first()


def account_with_email(email: str) -> Account | None:
    """Whose account an email address signs in to, if it is open."""
    accounts = Account.objects.annotate(lower=Lower("email")).exclude(email="")
    return accounts.filter(lower=email.lower(), closed_at=None).first()


def account_with_phone(phone: str) -> Account | None:
    """Whose account a number (E.164) signs in to, if it is open."""
    return Account.objects.exclude(phone="").filter(phone=phone, closed_at=None).first()


def kept_code_of(viewer: Viewer) -> SignInCode | None:
    """When the viewer made the code of words they keep, if they did."""
    return SignInCode.objects.filter(person_id=viewer.id, kind=CodeKind.KEPT, ended_at=None).first()


def codes_given_to(viewer: Viewer) -> Iterable[SignInCode]:
    """The codes that were given for the viewer in hand, newest first: who gave them, when, and whether one was used."""
    return SignInCode.objects.filter(person_id=viewer.id, kind=CodeKind.IN_HAND).order_by("-given_at")[:10]


def invitations_waiting(team_id: UUID, viewer: Viewer) -> list[Invitation]:
    """Who was asked to join a team and has not answered, as far as `viewer` may see it; those run out are there too."""
    found = Invitation.objects.visible_to(viewer).with_reason().filter(team_id=team_id, accepted_at=None)
    waiting = list(found.filter(withdrawn_at=None).select_related("organisation").order_by("-invited_at")[:100])
    keys.bring(one.pk for one in waiting)
    return waiting


def members_of(team_id: UUID) -> list[Membership]:
    """Who works in a team now, by the name they work by."""
    now = Membership.objects.filter(team_id=team_id, ended_at=None).select_related("organisation")
    return list(now.order_by("known_as", "pk")[:200])


def is_over(invitation: Invitation) -> bool:
    """Whether nobody can begin with this invitation any more."""
    answered = invitation.accepted_at is not None or invitation.withdrawn_at is not None
    return answered or invitation.until <= clock.now() or invitation.team.closed_at is not None
