"""What can be asked about people's ways in, and about whether it is safe to write to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models.functions import Lower
from django.utils import timezone

from livingwell.kit import clock
from livingwell.kit.permission.rules import rule_for
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.people.models import (
    SUPPORT_COORDINATOR,
    Account,
    BrowserSession,
    CodeKind,
    Invitation,
    Membership,
    MembershipKind,
    Person,
    Place,
    Provider,
    RoleKind,
    SafeToContact,
    SecondStepReset,
    SignInCode,
)


def myself(viewer: Viewer) -> Person:
    """The viewer's own row, for acts on what is their own; it fills nobody else's page."""
    [me] = _own(viewer)
    return me


@said_once
def _own(viewer: Viewer) -> Any:
    return Person.objects.visible_to(viewer).filter(pk=viewer.id)


def person_seen(viewer: Viewer, person_id: UUID) -> Person | None:
    """Whom a page is about, as the viewer may see them, with the reason why; None where they may not."""
    return next(iter(_seen(viewer, person_id)), None)


@said_once
def _seen(viewer: Viewer, person_id: UUID) -> Any:
    return Person.objects.visible_to(viewer).with_reason().filter(pk=person_id)


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


def sessions_of(viewer: Viewer) -> list[BrowserSession]:
    """Where the viewer is signed in, the last used first."""
    theirs = BrowserSession.objects.filter(account__person_id=viewer.id, expire_date__gt=timezone.now())
    return list(theirs.defer("session_data").order_by("-seen_at", "-began_at")[:50])


def who_can_be_asked() -> list[tuple[str, Any]]:
    """Every kind of worker and every role, as a place names them when it asks for second steps, with their words."""
    roles = [(SUPPORT_COORDINATOR if kind == RoleKind.COORDINATOR else kind, word) for kind, word in RoleKind.choices]
    return [*MembershipKind.choices, *roles]


class Worker(NamedTuple):
    """Somebody who works in a place: what they do there, whether they have a second step, and by when they are asked
    to; `by` is None for whoever has one or is not asked."""

    person: UUID
    name: str
    kinds: str
    has_one: bool
    by: datetime | None


def second_steps_of(place: Place) -> list[Worker]:
    """Everybody who works in a place, by name, for whoever leads it; for anybody else, nobody."""
    words = dict(who_can_be_asked())
    found = []
    with connection.cursor() as cursor:
        cursor.execute("select person, name, kinds, began_at, has_one from gate.second_steps(%s)", [place.pk])
        for person, name, kinds, began_at, has_one in cursor.fetchall():
            asked = not has_one and bool(set(kinds) & set(place.second_step_asked_of))
            by = max(began_at, place.second_step_asked_at) + timedelta(days=place.second_step_within)
            said = ", ".join(str(words.get(kind, kind)) for kind in kinds)
            found.append(Worker(person, name, said, has_one, by if asked else None))
    return found


def resets_waiting(viewer: Viewer) -> list[SecondStepReset]:
    """Second steps that somebody asked to take away and nobody has answered, as far as the viewer may see them."""
    may = rule_for(SecondStepReset, "read").q(viewer)
    waiting = SecondStepReset.objects.filter(may, place_id=viewer.place_id, agreed_at=None, dropped_at=None)
    return list(waiting.order_by("asked_at")[:50])


def provider_called(pk: UUID) -> Provider | None:
    """An organisation's own sign-in, if it is in use."""
    return Provider.objects.filter(pk=pk, ended_at=None, organisation__left_at=None).first()


def providers_here() -> list[Provider]:
    """Every organisation whose workers can come in through its own sign-in, by name."""
    live = Provider.objects.filter(ended_at=None, organisation__left_at=None).select_related("organisation")
    return list(live.defer("secret").order_by("organisation__name", "pk")[:200])


def spare_codes_left(account: Account) -> int:
    """How many spare codes of the viewer's own account have not been used."""
    spare = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(spare.wrap().get_unused_codes()) if spare else 0


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
