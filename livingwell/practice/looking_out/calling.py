"""Calling somebody by a message that says nothing: the safeguarding leads, or whoever is on duty."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from livingwell.kit.sending import send_email, send_sms
from livingwell.people.models import Account


def call(people: Iterable[UUID], *, text: str, subject: str, body: str) -> int:
    """Send `text` to those of them who sign in with a number, the email to the others; gives how many were called."""
    reached = Account.objects.filter(person_id__in=list(people), closed_at=None).exclude(Q(email="") & Q(phone=""))
    for account in reached:
        if account.phone:
            send_sms(to=account.phone, body=text)
        else:
            send_email(to=account.email, subject=subject, body=body)
    return len(reached)
