"""Settings, all from the environment. What is not set is safe: with no DATABASE_URL this is an invented place on this
machine alone; with one it is somebody's real place, and nothing secret has a default."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from livingwell.kit import logs
from livingwell.kit.embedded_socket import socket_dir

HOME = Path(os.environ.get("LIVINGWELL_HOME", ".livingwell")).absolute()
REAL = "DATABASE_URL" in os.environ
DEBUG = os.environ.get("LIVINGWELL_DEBUG") == "1" and not REAL


def _secret(name: str, otherwise: str) -> str:
    value = os.environ.get(name, "")
    if REAL and not value:
        raise ImproperlyConfigured(f"set {name}: a real place has no default secrets")
    return value or otherwise


SECRET_KEY = _secret("LIVINGWELL_SECRET_KEY", "an invented place on this machine needs no secret")
#: Keys used before this one, while what they signed (tickets, messages, half-sent codes) runs out: newest first.
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("LIVINGWELL_SECRET_KEY_BEFORE", "").split(",") if key]
MASTER_KEY = _secret("LIVINGWELL_MASTER_KEY", "")
#: What wraps people's data keys today, and what did before, while `livingwell rewrap` has not been run: newest first.
WRAPPING_KEY = os.environ.get("LIVINGWELL_WRAPPING_KEY", "")
WRAPPING_KEYS_BEFORE = [key for key in os.environ.get("LIVINGWELL_WRAPPING_KEYS_BEFORE", "").split(",") if key]
MASTER_KEY_FILE = None if REAL else HOME / "keys" / "master.key"
SEAL_HEADS_FILE = Path(os.environ.get("LIVINGWELL_SEAL_HEADS", HOME / "seals" / "heads.jsonl"))
ALLOWED_HOSTS = os.environ.get("LIVINGWELL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")


def _database(url: str | None, user: str) -> dict[str, Any]:
    common: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": False,  # the viewer's middleware opens the transaction: the viewer is told to it
        # A connection stays with its thread: no slower than a pool, and found broken or made anew at once, where a pool
        # comes back to a database that was away in steps of one, two, four seconds (docs/adr/0011).
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"MIGRATE": False},
        # A question asked again is planned once: row security makes planning dearer than answering. None is compiled to
        # machine code: by the estimates that row security makes, questions of a millisecond would be.
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 2,
            "options": "-c plan_cache_mode=force_generic_plan -c jit=off",
        },
    }
    if url is None:
        name = os.environ.get("LIVINGWELL_DATABASE_NAME", "livingwell")
        return common | {"NAME": name, "USER": user, "HOST": str(socket_dir(HOME))}
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    return common | {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or user),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "OPTIONS": common["OPTIONS"] | dict(parse_qsl(parts.query)),
    }


DATABASES = {
    "default": _database(os.environ.get("DATABASE_URL"), "livingwell_app"),
    "owner": _database(os.environ.get("DATABASE_OWNER_URL", os.environ.get("DATABASE_URL")), "livingwell_owner"),
}
DATABASE_ROUTERS: list[str] = []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "pgtrigger",
    "procrastinate.contrib.django",
    "livingwell.kit",
    "livingwell.people",
    "livingwell.practice.circle",
    "livingwell.practice.holding",
    "livingwell.practice.keeping",
    "livingwell.practice.meetings",
    "livingwell.practice.story",
    "livingwell.practice.plan",
    "livingwell.practice.network",
    "livingwell.practice.messages",
    "livingwell.practice.looking_out",
    "livingwell.practice.learning",
    "livingwell.practice.team",
    "livingwell.practice.frontdoor",
    "livingwell.practice.channels",
    "livingwell.web",
    "livingwell.demo",
]

MIDDLEWARE = [
    # Outermost, so that static files, redirects and refusals of the layers beneath carry them too.
    "livingwell.web.headers.protected",
    "livingwell.web.health.health",
    "livingwell.web.requests.told",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "livingwell.people.sessions.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "livingwell.web.middleware.viewer_transaction",
]

ROOT_URLCONF = "livingwell.web.urls"
WSGI_APPLICATION = "livingwell.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "livingwell.web.context.page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "livingwell.people.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # a library's computer keeps nobody signed in
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "livingwell.web.views.form_too_old"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = REAL
#: A browser takes a cookie of this name only over TLS, for the whole of this host and no neighbour of it (RFC 6265bis).
COOKIE_PREFIX = "__Host-" if REAL else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
MESSAGE_STORAGE = "livingwell.web.messages.Messages"

PROCRASTINATE_ON_APP_READY = "livingwell.kit.hands.give_hands"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
#: How many proxies of the place's own stand before us; only then is what they say of an address believed.
PROXIES_IN_FRONT = int(os.environ.get("LIVINGWELL_PROXIES", "0"))
#: Where "leave this page quickly" leads.
AWAY_URL = os.environ.get("LIVINGWELL_AWAY", "https://www.bbc.co.uk/weather")

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
#: A language is offered once its words are there. Until then a page says that it is English, and is: half a language
#: (the library's own months and days, right to left around English sentences) helps nobody.
LANGUAGES = [("en-gb", "English")] + [
    (code, name)
    for code, name in (("cy", "Cymraeg"), ("ar", "العربية"))
    if (LOCALE_PATHS[0] / code / "LC_MESSAGES" / "django.mo").exists()
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        **({"upgrade-insecure-requests": True} if REAL else {}),
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if REAL:
    SECURE_SSL_REDIRECT = os.environ.get("LIVINGWELL_TLS_IN_FRONT", "1") == "1"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

# Room for a million characters as a browser sends them: too much text is answered beside its field, not by a bare 400.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
# A page says when it takes a file, one of them; every other refuses it (400) before a byte of it is kept anywhere.
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["livingwell.kit.files.taking.OnlyWhereAsked"]

# Messages: printed to the log of an invented place; a real one sends them. Subjects and senders say nothing about
# mental health.
EMAIL_BACKEND = os.environ.get(
    "LIVINGWELL_EMAIL_BACKEND", f"django.core.mail.backends.{'smtp' if REAL else 'console'}.EmailBackend"
)
_smtp = urlsplit(os.environ.get("LIVINGWELL_SMTP") or "smtp://localhost:25")
if _smtp.scheme not in {"smtp", "smtp+starttls", "smtps"}:
    raise ImproperlyConfigured("LIVINGWELL_SMTP must begin with smtp://, smtp+starttls:// or smtps://")
EMAIL_HOST, EMAIL_PORT = unquote(_smtp.hostname or "localhost"), _smtp.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _smtp.scheme == "smtp+starttls", _smtp.scheme == "smtps"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("LIVINGWELL_FROM", "Hello <hello@localhost>")
SMS_SENDER = os.environ.get(
    "LIVINGWELL_SMS_SENDER", f"livingwell.kit.sending.{'senders.Nobody' if REAL else 'console.ConsoleSms'}"
)
NOTIFY_KEY = os.environ.get("LIVINGWELL_NOTIFY_KEY", "")
NOTIFY_TEMPLATE = os.environ.get("LIVINGWELL_NOTIFY_TEMPLATE", "")
NOTIFY_URL = "https://api.notifications.service.gov.uk"
# Where links lead that are read outside the platform: in messages, and in calendars.
ORIGIN = os.environ.get("LIVINGWELL_URL", f"http://localhost:{os.environ.get('PORT', '8000')}").rstrip("/")

LOGGING = logs.settings(real=REAL)

# Signing in is by a code that is sent, of eight digits: five guesses at one code, a handful of codes in a while
# (livingwell/people/signing_in.py counts both). Nobody signs themselves up: see livingwell/people/README.md.
ACCOUNT_ADAPTER = "livingwell.people.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = ACCOUNT_LOGIN_BY_CODE_FORMAT
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_TIMEOUT = 15 * 60

# The second step: a passkey, or an app that makes codes; spare codes for when it is lost.
MFA_ADAPTER = "livingwell.people.second_steps.adapter.Adapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 10
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute wrong
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address counts here once a code has come back from it

SILENCED_SYSTEM_CHECKS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
