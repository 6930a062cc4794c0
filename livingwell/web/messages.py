"""Django's messages to the next page, in a cookie that in production no neighbouring site can plant."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class Messages(CookieStorage):
    cookie_name = f"{settings.COOKIE_PREFIX}messages"
