"""Text messages through GOV.UK Notify: the service that public bodies in the UK send by.

Set LIVINGWELL_SMS_SENDER to ``livingwell.kit.sending.notify.GovUkNotify``, with a key and a template whose whole
text is ``((words))``. The key is Notify's own: a name, the service's id, and a secret that signs each
request (a token of a few seconds, HS256).
"""

from __future__ import annotations

import re

import jwt
import requests
from django.conf import settings

from livingwell.kit import clock

SECONDS = 10
#: name, service, secret: the last two are UUIDs.
KEY = re.compile(r"^(?:.*-)?([0-9a-f-]{36})-([0-9a-f-]{36})$")


class NotifyRefused(RuntimeError):
    """Notify did not take the message; what raises is tried again. It never holds the number or the words."""


class GovUkNotify:
    """Sends one text message, or raises."""

    def send(self, to: str, body: str) -> None:
        found = KEY.match(settings.NOTIFY_KEY)
        if found is None or not settings.NOTIFY_TEMPLATE:
            raise NotifyRefused("set LIVINGWELL_NOTIFY_KEY and LIVINGWELL_NOTIFY_TEMPLATE")
        service, secret = found.groups()
        token = jwt.encode({"iss": service, "iat": int(clock.now().timestamp())}, secret, algorithm="HS256")
        try:
            answer = requests.post(
                f"{settings.NOTIFY_URL}/v2/notifications/sms",
                json={"phone_number": to, "template_id": settings.NOTIFY_TEMPLATE, "personalisation": {"words": body}},
                headers={"Authorization": f"Bearer {token}"},
                timeout=SECONDS,
                allow_redirects=False,
            )
        except requests.RequestException as away:
            raise NotifyRefused(f"Notify was not reached: {type(away).__name__}") from None
        if answer.status_code != 201:
            raise NotifyRefused(f"Notify answered {answer.status_code}")
