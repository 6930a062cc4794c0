"""A worker is asked to join a team, and begins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.secrets import keys
from livingwell.kit.secrets.codes import new_code, tidy
from livingwell.kit.secrets.hashes import keyed_hash
from livingwell.kit.sending import send_email, send_sms
from livingwell.kit.viewers import By, Errand, Viewer
from livingwell.people.models import Account, Invitation, Membership, MembershipKind, Organisation, Person, Team
from livingwell.people.reads import is_over

INVITATION_LASTS = timedelta(days=14)
BY_INVITATION = Errand("an invitation")


class InvitationOver(ValueError):
    """It was accepted, taken back, has run out, or its team has closed."""


class AddressHasAccount(ValueError):
    """Somebody signs in with this address already: they accept as who they are, signed in."""


def invitation_hash(code: str) -> bytes:
    """How an invitation's code is kept and found."""
    return keyed_hash("invitation", tidy(code))


def find_invitation(code: str, place_id: UUID) -> Invitation | None:
    """The invitation a code opens now. Runs within the errand of an invitation."""
    rows = Invitation.unguarded.filter(code_hash=invitation_hash(code), place_id=place_id)
    found: Invitation | None = rows.select_related("team", "organisation").first()
    return None if found is None or is_over(found) else found


@act("invite_worker", errands=("an operator", "an invented place"))
def invite_worker(
    team: Team,
    *,
    organisation: Organisation,
    kind: MembershipKind,
    name: str,
    link_to: Callable[[str], str],
    email: str = "",
    phone: str = "",
    by: By,
) -> tuple[Invitation, str]:
    """Ask somebody to join `team`, by an email or a text message with a link; gives the invitation and its code.

    `link_to` makes the whole address of the page for a code. Asking the same address again sends a new link and ends
    the one before: there is one invitation, and the newest link is the one that works.

    :raises ValueError: with neither or both of `email` and `phone`, or an organisation of another place.
    """
    if bool(email) == bool(phone):
        raise ValueError("an invitation goes to one address")
    if organisation.place_id != team.place_id or organisation.left_at is not None:
        raise ValueError("that organisation does not work here")
    moment, code = clock.now(), new_code()
    fresh = {"code_hash": invitation_hash(code), "invited_at": moment, "until": moment + INVITATION_LASTS}
    waiting = list(Invitation.unguarded.filter(team_id=team.pk, accepted_at=None, withdrawn_at=None))
    keys.bring(one.pk for one in waiting)
    invitation = next((one for one in waiting if one.email.lower() == email.lower() and one.phone == phone), None)
    if invitation is not None:
        with speaking(BY_INVITATION):
            Invitation.unguarded.filter(pk=invitation.pk).update(
                organisation=organisation, kind=kind, name=name, **fresh
            )
    else:
        invitation = Invitation(
            place_id=team.place_id,
            team_id=team.pk,
            organisation=organisation,
            kind=kind,
            name=name,
            email=email,
            phone=phone,
            inviter_id=by.id if isinstance(by, Viewer) else None,
            inviter_name=by.name if isinstance(by, Viewer) else "",
            **fresh,
        )
        invitation.save(force_insert=True)
    _send(team, organisation, email, phone, link_to(code), by)
    tell(about=None, place=team.place_id, row=invitation.pk, team=str(team.pk), kind=str(kind))
    return invitation, code


def _send(team: Team, organisation: Organisation, email: str, phone: str, link: str, by: By) -> None:
    if phone:
        send_sms(to=phone, body=_("You are invited to join a team, by this link for you alone:") + " " + link)
        return
    lines = [
        _("%(who)s asks you to join the team %(team)s, working for %(organisation)s.")
        % {
            "who": by.name if isinstance(by, Viewer) else _("Whoever looks after this place"),
            "team": team.name,
            "organisation": organisation.name,
        },
        "",
        _("To begin, open this page within 14 days. The link is for you alone and works once:"),
        "",
        link,
        "",
        _("If you did not expect this you need do nothing."),
    ]
    send_email(to=email, subject=_("An invitation to join a team"), body="\n".join(lines))


@act("withdraw_invitation")
def withdraw_invitation(invitation: Invitation, *, by: Viewer) -> Invitation:
    """Take an invitation back: its link opens nothing from this moment."""
    invitation.withdrawn_by_id, invitation.withdrawn_at = by.id, clock.now()
    invitation.email = invitation.phone = ""
    invitation.save(update_fields=["withdrawn_by", "withdrawn_at", "email", "phone"])
    tell(about=None, place=invitation.place_id, row=invitation.pk, team=str(invitation.team_id))
    return invitation


@act("accept_invitation", errands=("an invitation",))
def accept_invitation(
    invitation: Invitation, *, known_as: str, person_id: UUID | None = None, by: Errand
) -> tuple[Membership, Account]:
    """Whoever holds the code begins: a person, an account and a membership at once, or for somebody who is signed in
    already (`person_id`) the membership alone. Whoever calls has been shown the code.

    :raises InvitationOver: when it is over, however it ended.
    :raises AddressHasAccount: when somebody signs in with this address already and nobody is signed in now.
    """
    moment = clock.now()
    row = Invitation.unguarded.select_for_update(of=("self",)).select_related("team").get(pk=invitation.pk)
    if is_over(row):
        raise InvitationOver
    if person_id is None:
        person = Person(place_id=row.place_id, name=known_as, arrived_at=moment)
        person.save(force_insert=True)
        account = _open_account(person, row)
    else:
        person = Person.unguarded.get(pk=person_id)
        account = Account.objects.get(person_id=person_id, closed_at=None)
    membership = Membership.objects.filter(person_id=person.pk, team_id=row.team_id, ended_at=None).first()
    membership = membership or Membership.objects.create(
        place_id=row.place_id,
        team_id=row.team_id,
        organisation_id=row.organisation_id,
        person=person,
        known_as=known_as,
        kind=row.kind,
        began_at=moment,
    )
    row.accepted_by, row.accepted_at = person, moment
    row.email = row.phone = ""
    row.save(update_fields=["accepted_by", "accepted_at", "email", "phone"])
    tell(about=person.pk, place=row.place_id, row=row.pk, team=str(row.team_id), member=str(person.pk))
    return membership, account


def _open_account(person: Person, invitation: Invitation) -> Account:
    """An account that signs in with the address the invitation went to: its link coming back has proved it theirs."""
    try:
        with transaction.atomic():
            return Account.objects.create_user(
                invitation.email,
                phone=invitation.phone,
                phone_checked_at=clock.now() if invitation.phone else None,
                person=person,
            )
    except IntegrityError as taken:
        raise AddressHasAccount from taken
