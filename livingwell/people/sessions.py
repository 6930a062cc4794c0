"""Sessions as Django keeps them, but in rows that only the browser's own cookie opens (see `BrowserSession`)."""

from __future__ import annotations

import base64
import hmac
import json
import os
import re
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Rows
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.utils import timezone

from livingwell.kit.secrets.hashes import keyed_hash
from livingwell.kit.secrets.master import derived_key
from livingwell.people.known_browsers import known_as, remember
from livingwell.people.models import BrowserSession

NONCE = 12
SEEN_EVERY = timedelta(hours=1)


def kept_as(session_key: str) -> str:
    """How the row of a cookie is found: 160 bits of a keyed hash."""
    return keyed_hash("session", session_key).hex()[:40]


class SessionStore(Rows):
    """Django's store on our rows. `device` is set by the middleware; the rest is kept from the row that was read."""

    device = ""
    row: BrowserSession | None = None

    @classmethod
    def get_model_class(cls) -> type[BrowserSession]:
        return BrowserSession

    def _get_session_from_db(self) -> BrowserSession | None:
        found: BrowserSession | None = None
        if self.session_key:
            found = BrowserSession.objects.filter(
                session_key=kept_as(self.session_key), expire_date__gt=timezone.now()
            ).first()
        if found is None:
            self._session_key = None
        self.row = found
        return found

    def exists(self, session_key: str) -> bool:
        return BrowserSession.objects.filter(session_key=kept_as(session_key)).exists()

    def create(self) -> None:
        self.row = None  # a new key is a new visit: signing in begins one
        super().create()

    def create_model_instance(self, data: dict[str, Any]) -> BrowserSession:
        key, now = self._get_or_create_session_key(), timezone.now()  # type: ignore[attr-defined]
        return BrowserSession(
            session_key=kept_as(key),
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account_id=data.get(SESSION_KEY),
            device=self.row.device if self.row else self.device,
            began_at=self.row.began_at if self.row else now,
            seen_at=self.row.seen_at if self.row else _to_the_hour(now),
        )

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            BrowserSession.objects.filter(session_key=kept_as(key)).delete()

    def encode(self, session_dict: dict[str, Any]) -> str:
        nonce = os.urandom(NONCE)
        sealed = AESGCM(self._data_key()).encrypt(nonce, json.dumps(session_dict).encode(), b"session")
        return base64.b85encode(nonce + sealed).decode()

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        try:
            sealed = base64.b85decode(session_data)
            opened: dict[str, Any] = json.loads(
                AESGCM(self._data_key()).decrypt(sealed[:NONCE], sealed[NONCE:], b"session")
            )
        except (ValueError, InvalidTag):
            return {}
        return opened

    def _data_key(self) -> bytes:
        return hmac.new(derived_key("session data"), str(self.session_key).encode(), sha256).digest()

    @classmethod
    def clear_expired(cls) -> None:
        BrowserSession.objects.filter(expire_date__lt=timezone.now()).delete()


class Sessions(SessionMiddleware):
    """Django's middleware, which also says what kind of device this is, once an hour that it was here, and to the
    browser that it is known from now on (see `known_browsers`)."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.session.device = device_of(request.headers.get("User-Agent", ""))  # type: ignore[attr-defined]

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        row: BrowserSession | None = getattr(request.session, "row", None)
        now = timezone.now()
        if row is not None and row.account_id and row.seen_at < now - SEEN_EVERY:
            BrowserSession.objects.filter(pk=row.pk).update(seen_at=_to_the_hour(now))
        account = request.session.get(SESSION_KEY)
        if account and response.status_code < 500 and not known_as(request, UUID(account)):
            remember(request, response, UUID(account))
        return super().process_response(request, response)


def _to_the_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


#: Words for what a browser says it is, the more particular first (an Edge says it is a Chrome, a Chrome a Safari).
BROWSERS = (
    ("Edg(?:e|A|iOS)?/", "Edge"), ("OPR/|Opera", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/|FxiOS/", "Firefox"), ("Chrome/|CriOS/|Chromium/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "Chromebook"),
    ("Macintosh|Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def device_of(says: str) -> str:
    """A browser and a machine in words, such as "Firefox · Windows"; '' for what says neither."""

    def first(words: tuple[tuple[str, str], ...]) -> str:
        return next((word for pattern, word in words if re.search(pattern, says[:400])), "")

    return " · ".join(filter(None, (first(BROWSERS), first(SYSTEMS))))
