"""What the surroundings say: where the data lives, whose database it is, which port."""

from __future__ import annotations

import os
from pathlib import Path

SETTINGS = "livingwell.web.settings"


class Unclear(Exception):
    """Something around us is set in a way that cannot be meant; says what, and what would help."""


def home() -> Path:
    return Path(os.environ.get("LIVINGWELL_HOME") or ".livingwell").resolve()


def has_own_database() -> bool:
    """Somebody's own PostgreSQL: then nothing is started, filled or deleted here."""
    return bool(os.environ.get("DATABASE_URL"))


def port() -> int:
    said = os.environ.get("PORT") or "8000"
    if not said.isdecimal() or not 0 < int(said) < 65536:
        raise Unclear(f"PORT={said} is not a port: choose a number from 1024 to 65535, say PORT=8001.")
    return int(said)


def tell_children() -> None:
    """Make what we found hold for every process we start, whatever folder it works in."""
    if not has_own_database():
        os.environ.pop("DATABASE_URL", None)  # set to nothing is not set
    os.environ["LIVINGWELL_HOME"] = str(home())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
