"""Asking a provider something: only where the operator said it lives, only over TLS, little, and not for long."""

from __future__ import annotations

import ipaddress
import json
import socket
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings

from livingwell.people.models import Provider

if TYPE_CHECKING:
    from requests import Response

MOST_BYTES = 200_000
SECONDS = 4
#: So few at once in one process: a provider that hangs must not hold every thread, and its database connection.
AT_ONCE = threading.BoundedSemaphore(2)


class ProviderFailed(Exception):
    """The provider did not say what it should have, or we do not believe it; the reason is for the log alone."""


def allowed(provider: Provider, url: str) -> str:
    """`url`, if it is one of the provider's own.

    :raises ProviderFailed: for another host, no TLS (but on this machine where nothing is real), or an address that is
        not the open internet's.
    """
    try:
        parts, issuer = urlsplit(url), urlsplit(provider.issuer)
        host, port = parts.hostname or "", parts.port
    except ValueError as broken:
        raise ProviderFailed("no address") from broken
    if host not in {issuer.hostname, *provider.hosts} or "@" in parts.netloc or "\\" in url:
        raise ProviderFailed(f"{host} is not this provider's")
    if parts.scheme == "https" and port in {None, 443, issuer.port}:
        if settings.REAL:
            _on_the_open_internet(host, port or 443)
        return url
    if not settings.REAL and parts.scheme == "http" and host in {"localhost", "127.0.0.1"}:
        return url
    raise ProviderFailed("only over TLS, on the usual port")


def _on_the_open_internet(host: str, port: int) -> None:
    try:
        found = {one[4][0] for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError as unknown:
        raise ProviderFailed(f"{host} is not found") from unknown
    if not found or not all(ipaddress.ip_address(str(one).partition("%")[0]).is_global for one in found):
        raise ProviderFailed(f"{host} is an inner address")


def fetch(provider: Provider, url: str, *, form: dict[str, str] | None = None, token: str = "") -> dict[str, Any]:
    """What an address of the provider's answers, as JSON. No redirect is followed.

    :raises ProviderFailed: when it is not an address of the provider's, or answers nothing of use in time.
    """
    import requests  # where no organisation signs in, the web server starts sooner without it

    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    allowed(provider, url)
    if not AT_ONCE.acquire(timeout=SECONDS):
        raise ProviderFailed("too many are asking at once")
    try:
        with requests.Session() as session:
            session.trust_env = False  # no proxy and no password file of this machine's
            with session.request(
                "GET" if form is None else "POST", url, data=form, headers=headers, timeout=SECONDS,
                allow_redirects=False, stream=True,
            ) as answer:  # fmt: skip
                if answer.status_code != requests.codes.ok:
                    raise ProviderFailed(f"answered {answer.status_code}")
                said = json.loads(_body(answer))
    except (requests.RequestException, ValueError, RecursionError) as failed:
        raise ProviderFailed(type(failed).__name__) from failed
    finally:
        AT_ONCE.release()
    if not isinstance(said, dict):
        raise ProviderFailed("answered no object")
    return said


def _body(answer: Response) -> bytes:
    until, body = time.monotonic() + SECONDS, b""
    for part in answer.iter_content(8192):
        body += part
        if len(body) > MOST_BYTES or time.monotonic() > until:
            raise ProviderFailed("answered too much, or too slowly")
    return body
