"""An organisation's own sign-in: set up and ended by an operator; somebody it names comes in as who they are here."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.secrets.hashes import keyed_hash
from livingwell.kit.viewers import Errand
from livingwell.people.models import Account, Membership, Organisation, Proof, Provider, ProviderName
from livingwell.people.own_things import has_own_things
from livingwell.people.providers.asking import Named
from livingwell.people.providers.proving import new_key
from livingwell.people.reads import account_with_email

THROUGH = Errand("signing in through an organisation")
OPERATOR = Errand("an operator")


class NotNamedHere(Exception):
    """Nobody here comes in by what the provider said. Why is not told: not to them, and not to the provider."""


@act("set_up_provider", errands=(OPERATOR.why,))
def set_up_provider(
    organisation: Organisation,
    *,
    issuer: str,
    our_id: str,
    secret: str = "",
    algorithm: str = "",
    hosts: list[str],
    second_step_words: list[str],
    by: Errand,
) -> Provider:
    """Let workers of `organisation` come in through its provider, instead of the one before, if there was one. We
    prove that it is us by `secret`, or with none by a new key of our own for `algorithm`."""
    key, name = ("", "") if secret else new_key(algorithm)
    moment = clock.now()
    Provider.objects.filter(organisation=organisation, ended_at=None).update(ended_at=moment)
    provider = Provider(
        place_id=organisation.place_id,
        organisation=organisation,
        issuer=issuer,
        hosts=hosts,
        our_id=our_id,
        proof=Proof.SECRET if secret else Proof.KEY,
        secret=secret or key,
        algorithm="" if secret else algorithm,
        key_id=name,
        second_step_words=second_step_words,
        began_at=moment,
    )
    provider.save(force_insert=True)
    tell(about=None, place=organisation.place_id, row=provider.pk, issuer=issuer, proof=str(provider.proof))
    return provider


@act("end_provider", errands=(OPERATOR.why,))
def end_provider(provider: Provider, *, by: Errand) -> Provider:
    """Nobody comes in through it any more; who is in stays until they leave."""
    provider.ended_at = clock.now()
    provider.save(update_fields=["ended_at"])
    tell(about=None, place=provider.place_id, row=provider.pk)
    return provider


@act("come_in_through_provider", errands=(THROUGH.why,))
def come_in_through_provider(provider: Provider, *, named: Named, by: Errand) -> Account:
    """The account of whoever the provider named: one that it has named before or, the first time, the one that signs
    in with the address it vouches for. Only somebody who works for this organisation now, and nobody who keeps
    something of their own here. It makes no account and lets nobody in who was not invited.

    :raises NotNamedHere: for anybody else.
    """
    hashed = keyed_hash("provider", f"{provider.pk}|{named.subject}")
    known = ProviderName.objects.filter(provider=provider, subject_hash=hashed).select_related("account").first()
    account = known.account if known else account_with_email(named.email) if named.email else None
    if account is None or account.closed_at is not None or account.person_id is None:
        raise NotNamedHere("no account")
    works = Membership.objects.filter(
        person_id=account.person_id, organisation_id=provider.organisation_id, ended_at=None, team__closed_at=None
    )
    if not works.exists() or has_own_things(account.person_id):
        raise NotNamedHere("not one of their workers, or more than that")
    if known is None:
        _row, made = ProviderName.objects.get_or_create(
            provider=provider, account=account, defaults={"subject_hash": hashed, "linked_at": clock.now()}
        )
        if not made:
            raise NotNamedHere("another name has this account")
    tell(about=account.person_id, place=provider.place_id, row=provider.pk, first=known is None)
    return account
