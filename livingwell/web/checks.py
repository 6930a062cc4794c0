"""What must be set before real people are served, beside Django's own list: `livingwell check --deploy` says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from livingwell.kit.secrets.master import master_key

UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "data:", "blob:", "http:", "https:")


@register(Tags.security, deploy=True)
def ready_for_real_people(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Errors, each with what to set."""
    found: list[CheckMessage] = []
    if not settings.REAL:
        found.append(Error("this is an invented place: set DATABASE_URL for a real one", id="web.E001"))
    if {"localhost", "127.0.0.1", "*"} & set(settings.ALLOWED_HOSTS):
        found.append(Error("set LIVINGWELL_HOSTS to the names this place is reached by", id="web.E002"))
    if settings.EMAIL_BACKEND.endswith(("console.EmailBackend", "dummy.EmailBackend")):
        found.append(Error("set LIVINGWELL_EMAIL_BACKEND: sign-in codes would be printed to the log", id="web.E003"))
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost>"):
        found.append(Error("set LIVINGWELL_FROM to an address that messages come from", id="web.E004"))
    if any(len(key) < 50 for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)):
        found.append(Error("LIVINGWELL_SECRET_KEY needs 50 characters and more", id="web.E005"))
    try:
        master_key()
    except ImproperlyConfigured as wrong:
        found.append(Error(str(wrong), id="web.E006"))
    said = [str(source) for sources in _directives().values() for source in sources]
    if any(source in UNSAFE for source in said):
        found.append(Error("the content security policy allows what it must not", id="web.E007"))
    return found


def _directives() -> dict[str, list[object]]:
    directives: dict[str, Any] = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return {name: sources for name, sources in directives.items() if isinstance(sources, list)}
