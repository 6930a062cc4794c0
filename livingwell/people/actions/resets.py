"""A worker has lost their second step and the spare codes: two named workers take it away together."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.sending import send_email
from livingwell.kit.viewers import Viewer
from livingwell.people.actions.second_steps import say_it_changed
from livingwell.people.actions.ways_in import WAYS_IN
from livingwell.people.models import Account, BrowserSession, Place, SecondStepReset, WhyReset
from livingwell.people.reads import second_steps_of


class NotTwoOthers(ValueError):
    """The three are not three different people, or one of them does not work here."""


@act("ask_for_reset")
def ask_for_reset(
    place: Place, *, whose: UUID, seconder: UUID, why: WhyReset, link_to: Callable[[UUID], str], by: Viewer
) -> SecondStepReset:
    """The place lead asks `seconder` to agree that the second step of `whose` is taken away. Nothing happens until
    they do; they are sent the link that `link_to` makes of the row, where they answer.

    :raises NotTwoOthers: unless both work here now and all three are different people, and nothing waits already.
    """
    names = {one.person: one.name for one in second_steps_of(place)}
    if len({by.id, whose, seconder}) < 3 or not {whose, seconder} <= set(names):
        raise NotTwoOthers
    row = SecondStepReset(
        place=place,
        person_id=whose,
        person_name=names[whose],
        why=why,
        asked_by_id=by.id,
        asker_name=by.name,
        asked_at=clock.now(),
        seconder_id=seconder,
        seconder_name=names[seconder],
    )
    row.save(force_insert=True)
    account = Account.objects.filter(person_id=seconder, closed_at=None).first()
    if account is not None and account.email:
        words = _("%(who)s asks for your word, as a second worker. Please look here:") % {"who": by.name}
        send_email(to=account.email, subject=_("Your word is asked for"), body=f"{words}\n\n{link_to(row.pk)}")
    tell(about=whose, place=place.pk, row=row.pk, why=str(why), seconder=str(seconder))
    return row


@act("agree_to_reset")
def agree_to_reset(reset: SecondStepReset, *, by: Viewer) -> SecondStepReset:
    """The second worker agrees: the second steps and every session of the account are gone, and whose it is is told.
    They come in with a code that is sent to them, and set up a new one before they see anything of a person's."""
    reset.agreed_by_id, reset.agreed_at = by.id, clock.now()
    reset.save(update_fields=["agreed_by", "agreed_at"])
    with speaking(WAYS_IN):
        account = Account.objects.filter(person_id=reset.person_id, closed_at=None).first()
        if account is not None:
            Authenticator.objects.filter(user=account).delete()
            BrowserSession.objects.filter(account=account).delete()
            words = _("%(asker)s and %(seconder)s took away the second step of your sign-in. If you did not ask for it, please tell us at once.")  # fmt: skip  # noqa: E501
            say_it_changed(account, words % {"asker": reset.asker_name, "seconder": reset.seconder_name})
    tell(about=reset.person_id, place=reset.place_id, row=reset.pk, asker=str(reset.asked_by_id))
    return reset


@act("drop_reset")
def drop_reset(reset: SecondStepReset, *, by: Viewer) -> SecondStepReset:
    """Either of the two, or whose it is, says no: nothing happens."""
    reset.dropped_by_id, reset.dropped_at = by.id, clock.now()
    reset.save(update_fields=["dropped_by", "dropped_at"])
    tell(about=reset.person_id, place=reset.place_id, row=reset.pk)
    return reset
