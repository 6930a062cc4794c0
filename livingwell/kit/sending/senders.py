"""Who carries a text message: named by the setting SMS_SENDER, a class with ``send(to, body)``."""

from __future__ import annotations

import logging
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger("livingwell.sending")


class SmsSender(Protocol):
    """Sends one text message, or raises; what raises is tried again."""

    def send(self, to: str, body: str) -> None: ...


class NoSmsSender(RuntimeError):
    """A real place has named nobody to send its text messages."""


class Nobody:
    """Where real people are served and no sender is set: a code printed to a log would be anybody's."""

    def send(self, to: str, body: str) -> None:
        raise NoSmsSender("set LIVINGWELL_SMS_SENDER to a class that sends text messages")


def sms_sender() -> SmsSender:
    """The sender of this platform."""
    return cast(SmsSender, import_string(settings.SMS_SENDER)())
