"""Before real people are served: every secret is asked for in a sentence, and Django's own list finds nothing."""

from __future__ import annotations

import base64
import os
import subprocess
import sys

import pytest

from livingwell.operate.home import SETTINGS

#: What a real place sets. Nothing of it is a secret of anybody's.
REAL = {
    "DATABASE_URL": "postgresql://livingwell_app:invented@db.example.org/livingwell",
    "DATABASE_OWNER_URL": "postgresql://livingwell_owner:invented@db.example.org/livingwell",
    "LIVINGWELL_SECRET_KEY": "an-invented-key-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "LIVINGWELL_MASTER_KEY": base64.b64encode(bytes(range(32))).decode(),
    "LIVINGWELL_HOSTS": "place.example.org",
    "LIVINGWELL_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "LIVINGWELL_FROM": "Hello <hello@place.example.org>",
}
SECRETS = ("LIVINGWELL_SECRET_KEY", "LIVINGWELL_MASTER_KEY")


def check(**changed: str | None) -> subprocess.CompletedProcess[str]:
    """`livingwell check --deploy` in a place's own surroundings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LIVINGWELL_", "DATABASE_", "DJANGO_"))
    }
    given = {name: value for name, value in (REAL | changed).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-m", "livingwell.operate.cli", "check", "--deploy"],
        env=kept | given | {"DJANGO_SETTINGS_MODULE": SETTINGS},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_real_place_passes_every_check() -> None:
    done = check()
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", SECRETS)
def test_a_missing_secret_stops_with_a_sentence(name: str) -> None:
    done = check(**{name: None})
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"set {name}: a real place has no default secrets" in done.stderr


def test_what_is_not_a_secret_and_not_set_is_found() -> None:
    done = check(
        LIVINGWELL_HOSTS=None, LIVINGWELL_FROM=None,
        LIVINGWELL_EMAIL_BACKEND="django.core.mail.backends.console.EmailBackend",
        LIVINGWELL_SECRET_KEY="short", LIVINGWELL_MASTER_KEY="c2hvcnQ=",
    )  # fmt: skip
    assert done.returncode == 1
    for said in ("LIVINGWELL_HOSTS", "LIVINGWELL_EMAIL_BACKEND", "LIVINGWELL_FROM", "50 characters", "32 bytes"):
        assert said in done.stderr
