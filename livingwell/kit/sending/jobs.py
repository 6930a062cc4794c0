"""Sending what was handed over, one job a message, and giving up what could not be sent."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage

from livingwell.kit import clock
from livingwell.kit.secrets.keys import KeyDestroyed
from livingwell.kit.sending.messages import neutral, opened
from livingwell.kit.sending.models import Outgoing, Way
from livingwell.kit.sending.senders import sms_sender
from livingwell.kit.work import job

#: After this a message would come too late to be of use; every attempt lies well before.
GIVEN_UP_AFTER = timedelta(days=1)
#: How long the empty row stays, to answer "did it go out?".
KEPT_FOR = timedelta(days=90)


@job("send a message", errand="sending")
def send_outgoing(*, outgoing: str) -> None:
    """Send one message and empty its row, in one transaction. Two workers cannot both send it: the row is locked.
    Should the commit fail after the sending, it is sent once more; a message twice is better than none."""
    row = Outgoing.objects.select_for_update().filter(pk=outgoing, sent_at=None, given_up_at=None).first()
    if row is None:
        return
    try:
        message = opened(row)
    except KeyDestroyed:
        Outgoing.objects.filter(pk=row.pk).update(sealed=b"", given_up_at=clock.now())
        return
    Outgoing.objects.filter(pk=row.pk).update(sealed=b"", sent_by=_send(Way(row.way), message), sent_at=clock.now())


def _send(way: Way, message: dict[str, str]) -> str:
    """Let the message go; gives the name of who carried it."""
    if way == Way.EMAIL:
        neutral(settings.DEFAULT_FROM_EMAIL.rsplit("<", 1)[0])
        EmailMessage(message["subject"], message["body"], settings.DEFAULT_FROM_EMAIL, [message["to"]]).send()
        return str(settings.EMAIL_BACKEND)[-120:]
    if way == Way.SMS:
        sms_sender().send(message["to"], message["body"])
        return str(settings.SMS_SENDER)[-120:]
    return "nobody"


@job("give up old messages", errand="sending", every="41 * * * *")
def give_up_hourly() -> None:
    give_up_old_messages()


def give_up_old_messages() -> None:
    """Empty what could not be sent in time, and forget what was sent long ago. Runs within an errand."""
    late = clock.now() - GIVEN_UP_AFTER
    Outgoing.objects.filter(sent_at=None, given_up_at=None, made_at__lt=late).update(
        sealed=b"", given_up_at=clock.now()
    )
    Outgoing.objects.filter(made_at__lt=clock.now() - KEPT_FOR).exclude(sent_at=None, given_up_at=None).delete()


def give_up_all_waiting() -> int:
    """Empty every message that waits; gives how many. Runs within an errand."""
    return Outgoing.objects.filter(sent_at=None, given_up_at=None).update(sealed=b"", given_up_at=clock.now())
